package io.kafkafetch.adapters.kafka.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

class OffsetMetadataProperties {

    /** What a broker takes by default, in bytes. */
    private static final int LIMIT = 4096;

    private static final OffsetMetadata UTC = new OffsetMetadata(ZoneId.of("UTC"));

    @Provide
    Arbitrary<HourCounts> hours() {
        return Arbitraries.longs()
                .between(0, Long.MAX_VALUE)
                .array(long[].class)
                .ofSize(HourCounts.HOURS)
                .map(HourCounts::of);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of)
                .edgeCases(zones -> zones.add(
                        ZoneId.of("UTC"),
                        ZoneOffset.UTC,
                        ZoneId.of("GMT-17:59:59"),
                        ZoneId.of("America/Argentina/ComodRivadavia")));
    }

    @Property
    void aCheckpointSurvives(
            @ForAll("hours") HourCounts hours,
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 0) long position) {
        OffsetMetadata format = new OffsetMetadata(zone);
        Checkpoint checkpoint = new Checkpoint(position, hours);

        OffsetAndMetadata committed = format.encode(checkpoint);

        assertThat(committed.offset()).isEqualTo(position);
        assertThat(format.decode(committed)).isEqualTo(checkpoint);
    }

    @Property
    void itFitsIntoWhatABrokerTakes(@ForAll("zones") ZoneId zone) {
        long[] greatest = new long[HourCounts.HOURS];
        Arrays.fill(greatest, Long.MAX_VALUE);

        String metadata = new OffsetMetadata(zone)
                .encode(new Checkpoint(Long.MAX_VALUE, HourCounts.of(greatest), ";".repeat(Checkpoint.MAX_BOOKMARK)))
                .metadata();

        assertThat(metadata.length()).isLessThan(LIMIT);
        assertThat(metadata).isASCII();
    }

    @Example
    void theFormIsThatOfItsVersion() {
        long[] counts = new long[HourCounts.HOURS];
        counts[0] = 1;
        counts[23] = 42;

        assertThat(UTC.encode(new Checkpoint(7, HourCounts.of(counts))).metadata())
                .isEqualTo("kafka-fetch/1;UTC;1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,42");
    }

    @Property
    void aBookmarkRidesBehindTheHours(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 1_024) String place) {
        Checkpoint checkpoint = new Checkpoint(7, HourCounts.EMPTY, place);

        OffsetAndMetadata committed = UTC.encode(checkpoint);

        assertThat(UTC.decode(committed)).isEqualTo(checkpoint);
        assertThat(committed.metadata())
                .startsWith(UTC.encode(new Checkpoint(7, HourCounts.EMPTY)).metadata());
    }

    @Example
    void whatSeparatesThePartsIsEscapedInABookmark() {
        Checkpoint checkpoint = new Checkpoint(7, HourCounts.EMPTY, "100%;%3B;%25");

        String metadata = UTC.encode(checkpoint).metadata();

        assertThat(metadata).endsWith(";100%25%3B%253B%3B%2525");
        assertThat(UTC.decode(new OffsetAndMetadata(7, metadata))).isEqualTo(checkpoint);
    }

    @Example
    void aBookmarkOfAnEarlierVersionIsReadAsItIs() {
        String plain = UTC.encode(new Checkpoint(7, HourCounts.EMPTY)).metadata();

        assertThat(UTC.decode(new OffsetAndMetadata(7, plain + ";file 12 0 0a%b"))
                        .bookmark())
                .isEqualTo("file 12 0 0a%b");
    }

    @Property
    void whatAnotherProgramCommittedIsAPositionWithoutHours(@ForAll String foreign) {
        Assume.that(!foreign.startsWith("kafka-fetch/"));

        assertThat(UTC.decode(new OffsetAndMetadata(5, foreign))).isEqualTo(new Checkpoint(5, HourCounts.EMPTY));
    }

    @Example
    void anOffsetWithoutMetadataIsAPositionWithoutHours() {
        assertThat(UTC.decode(new OffsetAndMetadata(5))).isEqualTo(new Checkpoint(5, HourCounts.EMPTY));
    }

    @Property
    void hoursOfAnotherZoneAreNotContinued(@ForAll("zones") ZoneId counted, @ForAll("zones") ZoneId configured) {
        Assume.that(!counted.equals(configured));
        OffsetAndMetadata committed = new OffsetMetadata(counted).encode(new Checkpoint(5, HourCounts.EMPTY));

        assertThatThrownBy(() -> new OffsetMetadata(configured).decode(committed))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContainingAll("set ZONE=" + counted.getId() + ",", configured.getId(), "another GROUP_ID");
    }

    @Example
    void aLaterVersionsStateIsNotContinued() {
        for (String version : new String[] {"kafka-fetch/2", "kafka-fetch/10"}) {
            assertThatThrownBy(() -> UTC.decode(new OffsetAndMetadata(5, version + ";UTC;whatever;it;means")))
                    .isInstanceOf(UnusableCheckpointException.class)
                    .hasMessageContainingAll(
                            version, "reads kafka-fetch/1", "run the version that wrote it", "another GROUP_ID");
        }
    }

    @Provide
    Arbitrary<String> damaged() {
        String whole = UTC.encode(new Checkpoint(5, HourCounts.EMPTY)).metadata();
        Arbitrary<String> truncated = Arbitraries.integers()
                .between("kafka-fetch/1;UTC".length() - 4, whole.length() - 2)
                .map(length -> whole.substring(0, length));
        Arbitrary<String> spoilt = Arbitraries.of(
                        "-1", "", " 1", "1.5", "x", "9223372036854775808", "1;1;1", "1;\u00e9", "1,1")
                .map(count -> "kafka-fetch/1;UTC;" + String.join(",", Collections.nCopies(23, "0")) + "," + count);
        return Arbitraries.oneOf(truncated, spoilt);
    }

    @Property
    void aDamagedStateIsNotContinued(@ForAll("damaged") String metadata) {
        assertThatThrownBy(() -> UTC.decode(new OffsetAndMetadata(5, metadata)))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContainingAll("damaged", "use another GROUP_ID to start a new count");
    }

    @Example
    void theZoneOfAStateIsComparedByItsName() {
        OffsetAndMetadata committed = new OffsetMetadata(ZoneOffset.UTC).encode(new Checkpoint(5, HourCounts.EMPTY));

        assertThatThrownBy(() -> UTC.decode(committed)).isInstanceOf(UnusableCheckpointException.class);
    }
}
