package io.kafkafetch.adapters.http.live;

import io.kafkafetch.adapters.http.live.InsightsDocument.Hours;
import io.kafkafetch.adapters.http.live.InsightsDocument.Peak;
import io.kafkafetch.adapters.http.live.PipelineDocument.Lag;
import io.kafkafetch.adapters.http.live.PipelineDocument.Status;
import io.kafkafetch.application.PartitionProgress;
import io.kafkafetch.application.ProgressListener;
import io.kafkafetch.application.ProgressReport;
import io.kafkafetch.domain.HourCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the pipeline is, and how this instance is. Of reports the last one counts; while no news can be had it stays,
 * with its time, and that there is none is a trouble. Thread-safe.
 */
public final class LivePipeline implements ProgressListener {

    private static final String NO_NEWS = "progress";

    private final PipelineFacts facts;
    private final Supplier<Map<String, String>> troubles;
    private volatile News news = new News(Optional.empty(), Optional.empty());

    /**
     * Nothing is reported yet.
     *
     * @param troubles what is wrong with this instance right now, by place; empty where it is well. Asked for each
     *     document, from any thread; it must not block
     */
    public LivePipeline(PipelineFacts facts, Supplier<Map<String, String>> troubles) {
        this.facts = facts;
        this.troubles = troubles;
    }

    private record News(Optional<ProgressReport> report, Optional<String> unknown) {}

    @Override
    public void progress(ProgressReport report) {
        news = new News(Optional.of(report), Optional.empty());
    }

    @Override
    public void unknown(String why) {
        news = new News(news.report, Optional.of(why));
    }

    /** Logins per hour as of the last report. */
    Hours hours() {
        HourCounts running = news.report.map(ProgressReport::running).orElse(HourCounts.EMPTY);
        return new Hours(
                facts.zone().getId(),
                running.stream().boxed().toList(),
                running.peak().map(peak -> new Peak(peak.hour(), peak.logins())).orElse(null));
    }

    /** Everything as of now. */
    PipelineDocument document(PipelineDocument.Rates rates, List<PipelineDocument.Rejected> rejected) {
        News now = news;
        Map<String, String> wrong = new TreeMap<>(troubles.get());
        now.unknown.ifPresent(why -> wrong.putIfAbsent(NO_NEWS, why));
        return new PipelineDocument(
                wrong.isEmpty() ? Status.UP : Status.DOWN,
                wrong,
                facts.instance(),
                facts.version(),
                facts.startedAt().toString(),
                facts.source(),
                facts.sink(),
                facts.group(),
                facts.batchSize(),
                facts.batchMaxAge().toMillis(),
                facts.inputTopic(),
                facts.outputTopic(),
                facts.dlqTopic(),
                now.report.map(report -> report.at().toString()).orElse(null),
                new Lag(
                        now.report.map(report -> nullable(report.lag())).orElse(null),
                        seconds(now.report.flatMap(ProgressReport::behind))),
                rates,
                now.report.stream()
                        .flatMap(report -> report.partitions().stream())
                        .map(LivePipeline::partition)
                        .toList(),
                rejected);
    }

    private static PipelineDocument.Partition partition(PartitionProgress progress) {
        return new PipelineDocument.Partition(
                progress.partition().stream(),
                progress.partition().number(),
                progress.position(),
                nullable(progress.end()),
                nullable(progress.lag()),
                seconds(progress.behind()));
    }

    private static @Nullable Long nullable(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static java.math.@Nullable BigDecimal seconds(Optional<Duration> duration) {
        return duration.map(Figures::seconds).orElse(null);
    }
}
