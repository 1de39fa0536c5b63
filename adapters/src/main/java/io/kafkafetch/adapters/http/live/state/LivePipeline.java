package io.kafkafetch.adapters.http.live.state;

import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Hours;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Peak;
import io.kafkafetch.adapters.http.live.documents.LetterCountsDocument;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument.Lag;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument.Status;
import io.kafkafetch.adapters.http.live.documents.TroubleDocument;
import io.kafkafetch.application.ledger.SkippedTotals;
import io.kafkafetch.application.letter.census.LetterCounts;
import io.kafkafetch.application.progress.LossTotals;
import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.Severity;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleReport;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the pipeline is, and how this instance is. Of reports the last one counts; while no news can be had it stays,
 * with its time, is no longer fresh, and that there is none is a trouble. Thread-safe.
 */
public final class LivePipeline implements ProgressListener {

    private static final String NO_NEWS = "progress";

    /** Reports come about once a second; after a longer silence nobody may take the last one for the state of now. */
    private static final long FRESH_NANOS = Duration.ofSeconds(6).toNanos();

    private final PipelineFacts facts;
    private final Supplier<List<Trouble>> troubles;
    private final InstantSource clock;
    private final LossTotals losses;
    private final SkippedTotals skipped;
    private final Supplier<Optional<LetterCounts>> letters;
    private final LongSupplier nanoTime;
    private volatile News news = new News(Optional.empty(), Optional.empty(), 0);

    /**
     * Nothing is reported yet.
     *
     * @param troubles what is wrong with this instance right now; empty where it is well. Asked for each
     *     document, from any thread; it must not block
     * @param losses found by this instance
     * @param skipped by this instance
     * @param letters what became of the dead letters; empty while that is not known. It must not block
     * @param clock says since when there is no news
     * @param nanoTime a monotonic clock, which says how old the last report is
     */
    public LivePipeline(
            PipelineFacts facts,
            Supplier<List<Trouble>> troubles,
            LossTotals losses,
            SkippedTotals skipped,
            Supplier<Optional<LetterCounts>> letters,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.facts = facts;
        this.troubles = troubles;
        this.losses = losses;
        this.skipped = skipped;
        this.letters = letters;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    private record News(Optional<ProgressReport> report, Optional<Trouble> unknown, long heardNanos) {}

    @Override
    public synchronized void progress(ProgressReport report) {
        news = new News(Optional.of(report), Optional.empty(), nanoTime.getAsLong());
    }

    @Override
    public synchronized void unknown(Fault why) {
        Instant since = news.unknown.map(Trouble::since).orElseGet(clock::instant);
        news = new News(news.report, Optional.of(new Trouble(NO_NEWS, why, since)), news.heardNanos);
    }

    private boolean isFresh(News last) {
        return last.report.isPresent()
                && last.unknown.isEmpty()
                && nanoTime.getAsLong() - last.heardNanos <= FRESH_NANOS;
    }

    /** Logins per hour as of the last report. */
    public Hours hours() {
        HourCounts running = news.report.map(ProgressReport::running).orElse(HourCounts.EMPTY);
        return new Hours(
                facts.zone().getId(),
                running.stream().boxed().toList(),
                running.peak().map(peak -> new Peak(peak.hour(), peak.logins())).orElse(null));
    }

    /** Everything as of now. */
    public PipelineDocument document(PipelineDocument.Rates rates, List<PipelineDocument.Rejected> rejected) {
        News now = news;
        List<Trouble> wrong = wrong(now);
        Map<String, String> sentences = sentences(wrong);
        return new PipelineDocument(
                sentences.isEmpty() ? Status.UP : Status.DOWN,
                sentences,
                TroubleReport.of(wrong).stream()
                        .map(report -> TroubleDocument.of(report, facts.runbook()))
                        .toList(),
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
                facts.insights(),
                facts.rollups(),
                isFresh(now),
                now.report.map(report -> report.at().toString()).orElse(null),
                new Lag(
                        now.report.map(report -> nullable(report.lag())).orElse(null),
                        seconds(now.report.flatMap(ProgressReport::behind))),
                rates,
                now.report.stream()
                        .flatMap(report -> report.partitions().stream())
                        .map(LivePipeline::partition)
                        .toList(),
                rejected,
                skipped.totals().stream()
                        .map(total -> new PipelineDocument.Skipped(total.rule(), total.records()))
                        .toList(),
                letters.get().map(LetterCountsDocument::of).orElse(null),
                losses.totals().stream()
                        .map(total -> new PipelineDocument.Lost(total.cause().text(), total.losses(), total.records()))
                        .toList());
    }

    private List<Trouble> wrong(News now) {
        List<Trouble> wrong = new ArrayList<>(troubles.get());
        boolean known = wrong.stream().anyMatch(trouble -> trouble.place().equals(NO_NEWS));
        now.unknown.filter(trouble -> !known).ifPresent(wrong::add);
        return wrong;
    }

    private static Map<String, String> sentences(List<Trouble> wrong) {
        Map<String, String> sentences = new TreeMap<>();
        wrong.stream()
                .filter(trouble -> trouble.fault().severity() == Severity.DOWN)
                .forEach(trouble ->
                        sentences.put(trouble.place(), trouble.fault().sentence()));
        return sentences;
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
