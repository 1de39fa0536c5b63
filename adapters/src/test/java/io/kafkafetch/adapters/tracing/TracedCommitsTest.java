package io.kafkafetch.adapters.tracing;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.skipped;
import static io.kafkafetch.adapters.tracing.RecordedSpans.attributes;
import static io.kafkafetch.adapters.tracing.RecordedSpans.links;
import static io.kafkafetch.adapters.tracing.RecordedSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.ledger.Commits.Commit;
import io.kafkafetch.domain.insight.HourCounts;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracedCommitsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T11:00:00Z");

    private final RecordedSpans recorded = new RecordedSpans();
    private final TracedCommits commits = new TracedCommits(recorded.spans, () -> NOW, () -> 9_000_000);

    @Test
    void aCommitIsASpanThatLinksToItsBatches() {
        commits.committed(new Commit(
                List.of(
                        outcome(LOGINS_0, 0, 9, 9).in(trace(1)),
                        outcome(LOGINS_0, 2, 9),
                        outcome(LOGINS_0, 3, 9).in(trace(2, "00")),
                        outcome(LOGINS_0, 4, 9).in(trace(3))),
                2_000_000,
                7_000_000));

        SpanData span = recorded.only();
        assertThat(span.getName()).isEqualTo("commit");
        assertThat(links(span)).containsExactly("01", "03");
        assertThat(attributes(span))
                .isEqualTo(Map.of("kafka_fetch.batches", 4L, "kafka_fetch.accepted", 5L, "kafka_fetch.rejected", 0L));
        assertThat(Instant.ofEpochSecond(0, span.getStartEpochNanos())).isEqualTo(NOW.minusMillis(7));
        assertThat(Instant.ofEpochSecond(0, span.getEndEpochNanos())).isEqualTo(NOW.minusMillis(2));
    }

    @Test
    void skippedRecordsAreSaidWhereThereAreAny() {
        commits.committed(
                new Commit(List.of(outcome(LOGINS_0, 0, 9), skipped(LOGINS_0, 1, HourCounts.EMPTY, 70)), 0, 1));

        assertThat(attributes(recorded.only())).containsEntry("kafka_fetch.skipped", 70L);
    }

    @Test
    void itLinksToAtMostThirtyTwo() {
        commits.committed(new Commit(
                IntStream.range(0, 100)
                        .mapToObj(i -> outcome(LOGINS_0, i, 9).in(trace(i + 1)))
                        .toList(),
                0,
                1));

        assertThat(links(recorded.only())).hasSize(32).startsWith("01").endsWith("20");
    }
}
