package io.kafkafetch.adapters.kafka.repositioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.input.Standing;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Condition;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

class CommittedStateProperties {

    private static final Incarnation NOW = new Incarnation(new Uuid(7, 7), 3);
    private static final OffsetMetadata BERLIN = new OffsetMetadata(ZoneId.of("Europe/Berlin"));

    @Provide
    Arbitrary<String> bookmarks() {
        return Arbitraries.of("", NOW.bookmark(), new Incarnation(new Uuid(8, 8), 1).bookmark());
    }

    @Property
    void aPositionIsWorthHereWhatTheServiceThinksItIs(
            @ForAll("bookmarks") String bookmark,
            @ForAll @LongRange(max = 30) long position,
            @ForAll @LongRange(max = 30) long beginning,
            @ForAll @LongRange(max = 10) long length) {
        Checkpoint checkpoint = new Checkpoint(position, HourCounts.EMPTY, bookmark);
        Condition condition = new PartitionState(
                        new Partition("user-login", 0),
                        NOW.id().toString(),
                        Optional.of(CommittedState.of(BERLIN.encode(checkpoint))),
                        beginning,
                        beginning + length)
                .condition();

        assertThat(condition)
                .isEqualTo(
                        switch (Standing.of(checkpoint, NOW, beginning, beginning + length)) {
                            case Standing.Intact intact -> Condition.INTACT;
                            case Standing.Deleted deleted -> Condition.DELETED_AHEAD;
                            case Standing.Truncated truncated -> Condition.BEYOND_END;
                            case Standing.Recreated recreated ->
                                recreated.before().isPresent() ? Condition.RECREATED : Condition.BEYOND_END;
                        });
    }

    @Example
    void whateverCanBeReadIsRead() {
        assertThat(CommittedState.of(BERLIN.encode(new Checkpoint(3, HourCounts.EMPTY, NOW.bookmark()))))
                .isEqualTo(new Committed(
                        3,
                        Optional.of(HourCounts.EMPTY),
                        "Europe/Berlin",
                        true,
                        NOW.id().toString(),
                        NOW.bookmark()));
        assertThat(CommittedState.of(new OffsetAndMetadata(3)))
                .isEqualTo(new Committed(3, Optional.empty(), "", true, "", ""));
        for (String unreadable :
                new String[] {"kafka-fetch/2;UTC;1", "kafka-fetch/1", "kafka-fetch/1;Nowhere;1", "kafka-fetch/1;UTC;1,2"
                }) {
            assertThat(CommittedState.of(new OffsetAndMetadata(3, unreadable)))
                    .isEqualTo(new Committed(3, Optional.empty(), "", false, "", ""));
        }
    }
}
