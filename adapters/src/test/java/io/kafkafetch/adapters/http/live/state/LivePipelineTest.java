package io.kafkafetch.adapters.http.live.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.live.LiveServer;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument;
import io.kafkafetch.application.ledger.SkippedTotals;
import io.kafkafetch.application.progress.LossTotals;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How fresh positions and lag are is the service's own word: a viewer's clock may be any. */
class LivePipelineTest {

    private static final ProgressReport REPORT = new ProgressReport(Instant.parse("2026-11-25T09:00:00Z"), List.of());

    private long nanos = Long.MAX_VALUE - 1; // a monotonic clock may overflow
    private final LivePipeline pipeline = new LivePipeline(
            LiveServer.FACTS,
            List::of,
            new LossTotals(),
            new SkippedTotals(),
            Optional::empty,
            InstantSource.system(),
            () -> nanos);

    private PipelineDocument document() {
        return pipeline.document(new PipelineDocument.Rates(BigDecimal.ZERO, BigDecimal.ZERO, 10), List.of());
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void nothingIsFreshBeforeTheFirstReport() {
        assertThat(document().fresh()).isFalse();
        assertThat(document().checkedAt()).isNull();
    }

    @Test
    void whetherThereAreTotalsIsAFactOfTheInstance() {
        assertThat(document().rollups()).isFalse();

        PipelineFacts facts = LiveServer.FACTS;
        LivePipeline with = new LivePipeline(
                new PipelineFacts(
                        facts.instance(),
                        facts.version(),
                        facts.startedAt(),
                        facts.source(),
                        facts.sink(),
                        facts.group(),
                        facts.inputTopic(),
                        facts.outputTopic(),
                        facts.dlqTopic(),
                        facts.insights(),
                        true,
                        facts.batchSize(),
                        facts.batchMaxAge(),
                        facts.zone(),
                        facts.runbook()),
                List::of,
                new LossTotals(),
                new SkippedTotals(),
                Optional::empty,
                InstantSource.system(),
                () -> nanos);
        assertThat(with.document(new PipelineDocument.Rates(BigDecimal.ZERO, BigDecimal.ZERO, 10), List.of())
                        .rollups())
                .isTrue();
    }

    @Test
    void aReportGrowsOldByItself() {
        pipeline.progress(REPORT);
        passes(Duration.ofSeconds(6));
        assertThat(document().fresh()).isTrue();

        passes(Duration.ofMillis(1));

        assertThat(document().fresh()).isFalse();
        assertThat(document().checkedAt()).isEqualTo("2026-11-25T09:00:00Z");
        pipeline.progress(REPORT);
        assertThat(document().fresh()).isTrue();
    }

    @Test
    void whereNoNewsCanBeHadTheLastReportIsNotFresh() {
        pipeline.progress(REPORT);
        pipeline.unknown(Fault.of(TroubleCode.CLUSTER_AWAY));

        assertThat(document().fresh()).isFalse();
        assertThat(document().checkedAt()).isEqualTo("2026-11-25T09:00:00Z");
    }
}
