package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.rollup.BatchTimes;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The encoder writes by hand; what Micronaut Serde makes of the fields is the oracle. */
class InsightEncoderProperties {

    private final ObjectMapper oracle = ObjectMapper.getDefault();
    private final InsightEncoder encoder = new InsightEncoder();

    @Property
    void whatIsWrittenIsWhatSerdeWritesOfTheRecord(
            @ForAll("insights") Insight insight, @ForAll("batches") LoginBatch batch) throws IOException {
        String expected = new String(
                oracle.writeValueAsBytes(
                        recordOf(insight, batch.name(), batch.events(), batch.rejected(), batch.skipped())),
                UTF_8);

        assertThat(new String(encoder.value(insight, batch), UTF_8)).isEqualTo(expected);
    }

    @Property
    void moreMayBeRejectedInABatchThanFitIntoAList(
            @ForAll("insights") Insight insight,
            @ForAll @LongRange(min = 0) long rejected,
            @ForAll @LongRange(min = 0) long skipped)
            throws IOException {
        String expected =
                new String(oracle.writeValueAsBytes(recordOf(insight, "f-0@0-9", 7, rejected, skipped)), UTF_8);

        assertThat(new String(encoder.value(insight, BatchFields.of("f-0@0-9", 7, rejected, skipped)), UTF_8))
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<Insight> insights() {
        Arbitrary<Long> counts = Arbitraries.longs().between(1, Long.MAX_VALUE);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(0, 23), counts)
                        .as(Insight.PeakHour::new),
                Combinators.combine(Arbitraries.of(Metric.Ranked.class), texts(), counts, counts)
                        .as((metric, name, one, other) ->
                                new Insight.Ranked(metric, name, Math.min(one, other), Math.max(one, other))));
    }

    @Provide
    Arbitrary<LoginBatch> batches() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, Long.MAX_VALUE);
        Arbitrary<Map<String, Long>> skipped =
                Arbitraries.maps(Arbitraries.of("/a", "/b"), Arbitraries.longs().between(1, Long.MAX_VALUE / 2));
        return Combinators.combine(texts(), Arbitraries.integers().greaterOrEqual(0), numbers, numbers, skipped)
                .as((stream, partition, offset, events, skippedBy) -> new LoginBatch(
                        new Partition(stream, partition),
                        offset,
                        offset,
                        0,
                        Trigger.SIZE,
                        tally(events),
                        BatchTimes.NONE,
                        List.of(),
                        skippedBy,
                        0));
    }

    private static LoginTally tally(long events) {
        if (events == 0) {
            return LoginTally.EMPTY;
        }
        long[] hours = new long[HourCounts.HOURS];
        hours[7] = events;
        Frequencies names = new Frequencies(Map.of("x", events));
        return new LoginTally(HourCounts.of(hours), dimension -> names);
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

    /** The contract, written down a second time. */
    private static Map<String, Object> recordOf(
            Insight insight, String name, long events, long rejected, long skipped) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (insight) {
            case Insight.PeakHour peak -> {
                fields.put("metric", "peak_hour");
                fields.put("hour", peak.hour());
                fields.put("logins", peak.logins());
                fields.put("scope", "running");
            }
            case Insight.Ranked ranked -> {
                fields.put("metric", ranked.metric().wireName());
                fields.put(ranked.metric().dimension().field(), ranked.name());
                if (ranked.metric().hasShare()) {
                    fields.put("percentage", ranked.percentage().value());
                }
                fields.put("count", ranked.count());
                fields.put("scope", "batch");
            }
        }
        fields.put("batch", name);
        fields.put("events", events);
        fields.put("rejected", rejected);
        if (skipped > 0) {
            fields.put("skipped", skipped);
        }
        return fields;
    }
}
