package io.kafkafetch.adapters.tracing;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.tracing.RecordedSpans.attributes;
import static io.kafkafetch.adapters.tracing.RecordedSpans.contextOf;
import static io.kafkafetch.adapters.tracing.RecordedSpans.links;
import static io.kafkafetch.adapters.tracing.RecordedSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.LogLines;
import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.domain.insight.HourCounts;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracedBatchesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T11:00:00Z");
    private static final long NOW_NANOS = 7_000_000_000L;

    private final RecordedSpans recorded = new RecordedSpans();
    private final BatchLinks links = new BatchLinks(recorded.spans);
    private final TracedBatches traced = traced(Optional.of("group"));

    private TracedBatches traced(Optional<String> group) {
        return new TracedBatches(new DeriveInsights(), recorded.spans, links, group, () -> NOW, () -> NOW_NANOS);
    }

    private void arrived(Partition partition, long offset, TraceContext trace) {
        links.arrived(new Origin(partition, offset), trace);
    }

    /** Two logins and a dead letter, from this offset on, opened 2 s ago. */
    private static LoginBatch batch(Partition partition, long firstOffset) {
        return new LoginBatch(
                partition,
                firstOffset,
                firstOffset + 2,
                NOW_NANOS - 2_000_000_000L,
                Trigger.SIZE,
                Outcomes.tally(9, 9),
                List.of(Outcomes.deadLetter(partition, firstOffset, "{\"user_id\":\"secret\"}")));
    }

    @Test
    void aBatchIsASpanFromItsFirstRecordToItsDecision() {
        BatchOutcome outcome = traced.process(batch(LOGINS_0, 100), HourCounts.EMPTY);

        SpanData span = recorded.only();
        assertThat(span.getName()).isEqualTo("process user-login");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(Instant.ofEpochSecond(0, span.getStartEpochNanos())).isEqualTo(NOW.minusSeconds(2));
        assertThat(Instant.ofEpochSecond(0, span.getEndEpochNanos())).isEqualTo(NOW);
        assertThat(outcome.trace()).isEqualTo(contextOf(span));
    }

    @Test
    void itsAttributesAreThoseOfTheConventionsAndNothingOfAnyUser() {
        BatchOutcome outcome = traced.process(batch(LOGINS_0, 100), HourCounts.EMPTY);

        assertThat(attributes(recorded.only()))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("messaging.system", "kafka"),
                        Map.entry("messaging.operation.name", "process"),
                        Map.entry("messaging.operation.type", "process"),
                        Map.entry("messaging.destination.name", "user-login"),
                        Map.entry("messaging.destination.partition.id", "0"),
                        Map.entry("messaging.consumer.group.name", "group"),
                        Map.entry("messaging.batch.message_count", 3L),
                        Map.entry("messaging.kafka.offset", 100L),
                        Map.entry("kafka_fetch.batch", "user-login-0@100-102"),
                        Map.entry("kafka_fetch.batch.trigger", "size"),
                        Map.entry("kafka_fetch.accepted", 2L),
                        Map.entry("kafka_fetch.rejected", 1L),
                        Map.entry("kafka_fetch.insights", (long)
                                outcome.insights().size())));
    }

    @Test
    void skippedRecordsAreMessagesTooAndSaidWhereThereAreAny() {
        traced.process(Outcomes.skipped(LOGINS_0, 0, HourCounts.EMPTY, 70).batch(), HourCounts.EMPTY);

        assertThat(attributes(recorded.only()))
                .containsEntry("messaging.batch.message_count", 70L)
                .containsEntry("kafka_fetch.skipped", 70L);
    }

    @Test
    void ofAFileNothingOfKafkaIsTold() {
        traced(Optional.empty()).process(batch(LOGINS_0, 100), HourCounts.EMPTY);

        assertThat(attributes(recorded.only()))
                .doesNotContainKeys("messaging.system", "messaging.consumer.group.name", "messaging.kafka.offset");
    }

    @Test
    void whatIsDecidedIsTheSameButForTheTrace() {
        LoginBatch batch = batch(LOGINS_0, 0);

        assertThat(traced.process(batch, HourCounts.EMPTY).in(TraceContext.NONE))
                .isEqualTo(new DeriveInsights().process(batch, HourCounts.EMPTY));
    }

    // ---- links

    @Test
    void itLinksToTheTracesThatItsRecordsWereSentInEachOnce() {
        arrived(LOGINS_0, 100, trace(1));
        arrived(LOGINS_1, 100, trace(9));
        arrived(LOGINS_0, 101, trace(2));
        arrived(LOGINS_0, 102, trace(1));

        traced.process(batch(LOGINS_0, 100), HourCounts.EMPTY);

        assertThat(links(recorded.only())).containsExactly("01", "02");
    }

    @Test
    void aTraceThatIsNotSampledOrNoneIsPassedOver() {
        arrived(LOGINS_0, 100, trace(1, "00"));
        arrived(LOGINS_0, 101, TraceContext.NONE);
        arrived(LOGINS_0, 102, new TraceContext("nonsense", "\u0000,="));

        traced.process(batch(LOGINS_0, 100), HourCounts.EMPTY);

        assertThat(recorded.only().getLinks()).isEmpty();
    }

    @Test
    void aBatchLinksToAtMostThirtyTwo() {
        IntStream.range(0, 40).forEach(i -> arrived(LOGINS_0, i, trace(i + 1)));

        traced.process(new LoginBatch(LOGINS_0, 0, 39, Trigger.SIZE, Outcomes.tally(9), List.of()), HourCounts.EMPTY);

        assertThat(links(recorded.only())).hasSize(32).startsWith("01").endsWith("20");
    }

    @Test
    void theNextBatchHasLinksOfItsOwn() {
        arrived(LOGINS_0, 0, trace(1));
        traced.process(batch(LOGINS_0, 0), HourCounts.EMPTY);
        arrived(LOGINS_0, 3, trace(2));
        traced.process(batch(LOGINS_0, 3), HourCounts.EMPTY);

        assertThat(recorded.all()).extracting(RecordedSpans::links).containsExactly(List.of("01"), List.of("02"));
    }

    /** As after a failure or a rebalance. */
    @Test
    void aPartitionThatIsReadAgainBeginsAnew() {
        IntStream.range(0, 40).forEach(i -> arrived(LOGINS_0, 100 + i, trace(i + 1)));
        arrived(LOGINS_0, 100, trace(77));

        traced.process(batch(LOGINS_0, 100), HourCounts.EMPTY);

        assertThat(links(recorded.only())).containsExactly("4d");
    }

    @Test
    void whatArrivedBeforeTheBatchIsNotLinked() {
        arrived(LOGINS_0, 50, trace(1));
        arrived(LOGINS_0, 100, trace(2));

        traced.process(batch(LOGINS_0, 100), HourCounts.EMPTY);

        assertThat(links(recorded.only())).containsExactly("02");
    }

    // ---- failures

    @Test
    void aTracerThatThrowsHarmsNothingAndIsToldOnce() {
        Tracer broken = spanName -> {
            throw new NoClassDefFoundError("injected");
        };
        Spans spans = new Spans(broken);
        TracedBatches batches = new TracedBatches(
                new DeriveInsights(), spans, new BatchLinks(spans), Optional.empty(), () -> NOW, () -> NOW_NANOS);
        try (LogLines log = LogLines.of(Spans.class)) {
            LoginBatch batch = batch(LOGINS_0, 0);
            BatchOutcome expected = new DeriveInsights().process(batch, HourCounts.EMPTY);

            assertThat(batches.process(batch, HourCounts.EMPTY)).isEqualTo(expected);
            assertThat(batches.process(batch, HourCounts.EMPTY)).isEqualTo(expected);
            assertThat(log.all()).hasSize(1);
        }
    }

    @Test
    void aBatchThatCannotBeDecidedFailsAsWithoutTracing() {
        TracedBatches failing = new TracedBatches(
                (batch, before) -> {
                    throw new IllegalStateException("injected");
                },
                recorded.spans,
                links,
                Optional.empty(),
                () -> NOW,
                () -> NOW_NANOS);

        assertThatThrownBy(() -> failing.process(batch(LOGINS_0, 0), HourCounts.EMPTY))
                .hasMessage("injected");
        assertThat(recorded.all()).isEmpty();
    }

    @Test
    void withoutASdkThereIsNoTrace() {
        Spans none = new Spans(OpenTelemetry.noop());

        BatchOutcome outcome = new TracedBatches(
                        new DeriveInsights(), none, new BatchLinks(none), Optional.empty(), () -> NOW, () -> NOW_NANOS)
                .process(batch(LOGINS_0, 0), HourCounts.EMPTY);

        assertThat(outcome.trace()).isEqualTo(TraceContext.NONE);
    }
}
