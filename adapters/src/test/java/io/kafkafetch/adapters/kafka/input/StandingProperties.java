package io.kafkafetch.adapters.kafka.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.Uuid;

class StandingProperties {

    private static final Incarnation NOW = new Incarnation(new Uuid(7, 7), 3);

    @Provide
    Arbitrary<Uuid> ids() {
        return Arbitraries.longs().tuple2().map(halves -> new Uuid(halves.get1(), halves.get2()));
    }

    private static Checkpoint at(long position, String bookmark) {
        return new Checkpoint(position, HourCounts.EMPTY, bookmark);
    }

    @Property
    void everyOffsetBetweenPositionAndBeginningIsFoundAndNoOther(
            @ForAll @LongRange(max = 1L << 50) long position,
            @ForAll @LongRange(max = 1L << 50) long beginning,
            @ForAll @LongRange(max = 1000) long length,
            @ForAll boolean named) {
        long end = beginning + length;
        Assume.that(position <= end);

        Standing standing = Standing.of(at(position, named ? NOW.bookmark() : ""), NOW, beginning, end);

        if (position < beginning) {
            assertThat(standing).isEqualTo(new Standing.Deleted(position, beginning));
            assertThat(((Standing.Deleted) standing).count()).isEqualTo(beginning - position);
        } else {
            assertThat(standing).isEqualTo(new Standing.Intact());
        }
    }

    @Property
    void aPositionBeyondTheEndIsNeverGoneOnFrom(
            @ForAll @LongRange(max = 1L << 50) long end, @ForAll @LongRange(min = 1, max = 1000) long more) {
        assertThat(Standing.of(at(end + more, NOW.bookmark()), NOW, 0, end)).isEqualTo(new Standing.Truncated(end));
        assertThat(Standing.of(at(end + more, ""), NOW, 0, end)).isEqualTo(new Standing.Recreated(Optional.empty()));
    }

    @Property
    void anotherIdIsAnotherTopicWhereverThePositionIs(
            @ForAll("ids") Uuid id,
            @ForAll @IntRange(min = 1, max = 10_000) int partitions,
            @ForAll @LongRange(min = 0) long position,
            @ForAll @LongRange(min = 0) long end) {
        Incarnation before = new Incarnation(id, partitions);
        Assume.that(before.isKnown() && !id.equals(NOW.id()));

        assertThat(Standing.of(at(position, before.bookmark()), NOW, 0, end))
                .isEqualTo(new Standing.Recreated(Optional.of(id)));
    }

    @Property
    void aClusterWithoutTopicIdsIsJudgedByItsOffsetsAlone(
            @ForAll("ids") Uuid id, @ForAll @LongRange(max = 99) long at) {
        Incarnation nameless = new Incarnation(Uuid.ZERO_UUID, 1);

        assertThat(nameless.bookmark()).isEmpty();
        assertThat(Standing.of(at(at, new Incarnation(id, 1).bookmark()), nameless, 0, 99))
                .isEqualTo(new Standing.Intact());
    }

    @Property
    void anIncarnationSurvivesInACheckpoint(
            @ForAll("ids") Uuid id, @ForAll @IntRange(min = 1, max = 999_999_999) int partitions) {
        Incarnation incarnation = new Incarnation(id, partitions);
        Assume.that(incarnation.isKnown());

        assertThat(Incarnation.of(at(0, incarnation.bookmark()))).contains(incarnation);
    }

    @Example
    void whatAnotherSourceWroteIsNoIncarnation() {
        for (String other :
                new String[] {"", "file 17 120 00abcdef", "topic=", "topic=AAAA/1", "topic=" + NOW.id() + "/0"}) {
            assertThat(Incarnation.of(at(0, other))).isEmpty();
        }
    }

    @Example
    void aGapHoldsAtLeastOneOffset() {
        assertThatThrownBy(() -> new Standing.Deleted(5, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
