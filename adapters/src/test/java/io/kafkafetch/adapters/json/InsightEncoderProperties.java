package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.InsightRecord.Scope;
import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.application.Partition;
import io.kafkafetch.application.Trigger;
import io.kafkafetch.domain.Frequencies;
import io.kafkafetch.domain.HourCounts;
import io.kafkafetch.domain.Insight;
import io.kafkafetch.domain.LoginTally;
import io.kafkafetch.domain.Percentage;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The encoder writes by hand; what Micronaut Serde makes of the record class is the oracle. */
class InsightEncoderProperties {

    private final ObjectMapper oracle = ObjectMapper.getDefault();
    private final InsightEncoder encoder = new InsightEncoder();

    @Property
    void whatIsWrittenIsWhatSerdeWritesOfTheRecord(
            @ForAll("insights") Insight insight, @ForAll("batches") LoginBatch batch) throws IOException {
        String expected = new String(
                oracle.writeValueAsBytes(recordOf(insight, batch.name(), batch.events(), batch.rejected())), UTF_8);

        assertThat(new String(encoder.value(insight, batch), UTF_8)).isEqualTo(expected);
    }

    @Property
    void moreMayBeRejectedInABatchThanFitIntoAList(
            @ForAll("insights") Insight insight, @ForAll @LongRange(min = 0) long rejected) throws IOException {
        String expected = new String(oracle.writeValueAsBytes(recordOf(insight, "f-0@0-9", 7, rejected)), UTF_8);

        assertThat(new String(encoder.value(insight, BatchFields.of("f-0@0-9", 7, rejected)), UTF_8))
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<Insight> insights() {
        Arbitrary<Long> counts = Arbitraries.longs().between(0, Long.MAX_VALUE);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(0, 23), counts)
                        .as(Insight.PeakHour::new),
                Combinators.combine(texts(), counts).as(Insight.LoginsPerRegion::new),
                Combinators.combine(texts(), counts, counts)
                        .as((device, one, other) -> new Insight.DeviceUsage(device, share(one, other), one)),
                Combinators.combine(texts(), counts, counts)
                        .as((version, one, other) -> new Insight.AppVersionUsage(version, share(one, other), one)));
    }

    private static BigDecimal share(long one, long other) {
        return Percentage.of(Math.min(one, other), Math.max(1, Math.max(one, other)));
    }

    @Provide
    Arbitrary<LoginBatch> batches() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, Long.MAX_VALUE);
        return Combinators.combine(texts(), Arbitraries.integers().greaterOrEqual(0), numbers, numbers)
                .as((stream, partition, offset, events) -> new LoginBatch(
                        new Partition(stream, partition), offset, offset, Trigger.SIZE, tally(events), List.of()));
    }

    private static LoginTally tally(long events) {
        if (events == 0) {
            return LoginTally.EMPTY;
        }
        long[] hours = new long[HourCounts.HOURS];
        hours[7] = events;
        Frequencies names = new Frequencies(Map.of("x", events));
        return new LoginTally(HourCounts.of(hours), names, names, names);
    }

    /** Any code points but surrogates, those that JSON escapes among them. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0x7f),
                        Arbitraries.integers().between(0, 0xd7ff),
                        Arbitraries.integers().between(0xe000, Character.MAX_CODE_POINT),
                        Arbitraries.of((int) '"', (int) '\\', (int) '/', 0x2028, 0xfeff, 0x10ffff))
                .list()
                .ofMaxSize(40)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static InsightRecord recordOf(Insight insight, String name, long events, long rejected) {
        return switch (insight) {
            case Insight.PeakHour peak ->
                new InsightRecord.PeakHour(peak.hour(), peak.logins(), Scope.RUNNING, name, events, rejected);
            case Insight.LoginsPerRegion logins ->
                new InsightRecord.LoginsPerRegion(logins.region(), logins.count(), Scope.BATCH, name, events, rejected);
            case Insight.DeviceUsage usage ->
                new InsightRecord.DeviceUsage(
                        usage.deviceType(), usage.percentage(), usage.count(), Scope.BATCH, name, events, rejected);
            case Insight.AppVersionUsage usage ->
                new InsightRecord.AppVersionUsage(
                        usage.appVersion(), usage.percentage(), usage.count(), Scope.BATCH, name, events, rejected);
        };
    }
}
