package io.kafkafetch.adapters.http.live.state;

import io.kafkafetch.adapters.http.live.documents.BatchDocument;
import io.kafkafetch.adapters.http.live.documents.Breakdown;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Loading;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.State;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Totals;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.NameTotals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the whole pipeline has published, counted. The reader of the topics reports each record once, in any order; the
 * same records give the same numbers. Thread-safe; a lock that is held for the time it takes to count a record, or to
 * draw up a document.
 *
 * <p>A batch's logins are those of its peak hour; where that is not published, the sum of those of a ranked metric.
 *
 * <p>Bounds: 10,000 names of a metric are counted by name, the others together; 200 batches and 20
 * dead letters are kept, the latest.
 */
public final class LiveInsights implements PublishedListener {

    private static final int MOST_NAMES = 10_000;
    private static final int LATEST = 20;
    private static final int LONGEST_PROBLEM = 500;

    private final InstantSource clock;
    private final ChosenMetrics chosen;
    private final boolean hasPeaks;
    private State state = State.LOADING;
    private Loading loading = new Loading(0, 0);
    private String problem = "";
    private Instant unavailableSince = Instant.EPOCH;
    private @Nullable Instant since;
    private @Nullable Instant latest;
    private long logins;
    private long batchCount;
    private long insights;
    private Map<Metric.Ranked, NameTotals> names = new EnumMap<>(Metric.Ranked.class);
    private LatestBatches batches;
    private RejectCounts rejects = new RejectCounts(LATEST);
    private RateWindow loginRate = new RateWindow(RateWindow.SECONDS);
    private RateWindow rejectRate = new RateWindow(RateWindow.SECONDS);
    private long changes;

    /** Nothing is counted yet, and all metrics are published. */
    public LiveInsights(InstantSource clock) {
        this(clock, ChosenMetrics.ALL);
    }

    /** Nothing is counted yet, and these metrics are published; if none is, what there is was published before, when all were. */
    public LiveInsights(InstantSource clock, ChosenMetrics chosen) {
        this.clock = clock;
        this.chosen = chosen.isNone() ? ChosenMetrics.ALL : chosen;
        this.hasPeaks = this.chosen.has(Metric.Running.PEAK_HOUR);
        this.batches = new LatestBatches(this.chosen);
    }

    @Override
    public synchronized void insight(PublishedInsight insight, Instant publishedAt) {
        changes++;
        since = since == null || publishedAt.isBefore(since) ? publishedAt : since;
        latest = latest == null || publishedAt.isAfter(latest) ? publishedAt : latest;
        long itsLogins = logins(insight);
        if (itsLogins > 0) {
            loginRate.add(publishedAt.getEpochSecond(), now(), itsLogins);
        }
        // What was published before is read one partition far ahead of the other, and is not complete until it is read.
        batches.add(insight, publishedAt, state != State.LOADING).forEach(this::count);
    }

    private void count(PublishedInsight insight) {
        insights++;
        logins += logins(insight);
        switch (insight.insight()) {
            case Insight.PeakHour peak -> batchCount++;
            case Insight.Ranked ranked -> names(ranked.metric()).add(ranked.name(), ranked.count());
        }
    }

    /** How many of its batch's logins this insight stands for, so that all of them make each once. */
    private long logins(PublishedInsight insight) {
        return switch (insight.insight()) {
            case Insight.PeakHour peak -> hasPeaks ? insight.events() : 0;
            case Insight.Ranked ranked ->
                !hasPeaks && ranked.metric() == chosen.ranked().getFirst() ? ranked.count() : 0;
        };
    }

    private NameTotals names(Metric.Ranked metric) {
        return names.computeIfAbsent(metric, none -> new NameTotals(MOST_NAMES));
    }

    @Override
    public synchronized void rejected(RejectedRecord dead) {
        changes++;
        rejects.add(dead, now());
        rejectRate.add(dead.failedAt().getEpochSecond(), now(), 1);
    }

    @Override
    public synchronized void loading(long read, long total) {
        changes++;
        state = State.LOADING;
        loading = new Loading(read, total);
    }

    @Override
    public synchronized void live() {
        changes++;
        state = State.LIVE;
    }

    /** What was reported stays. The first {@value #LONGEST_PROBLEM} characters of the reason are shown. */
    @Override
    public synchronized void unavailable(String why) {
        changes++;
        unavailableSince = state == State.UNAVAILABLE ? unavailableSince : clock.instant();
        state = State.UNAVAILABLE;
        problem = why.length() > LONGEST_PROBLEM ? why.substring(0, LONGEST_PROBLEM) : why;
    }

    @Override
    public synchronized void begin() {
        changes++;
        since = null;
        latest = null;
        logins = 0;
        batchCount = 0;
        insights = 0;
        names = new EnumMap<>(Metric.Ranked.class);
        batches = new LatestBatches(chosen);
        rejects = new RejectCounts(LATEST);
        loginRate = new RateWindow(RateWindow.SECONDS);
        rejectRate = new RateWindow(RateWindow.SECONDS);
        loading(0, 0);
    }

    /** Grows with each report. */
    public synchronized long changes() {
        return changes;
    }

    /** Everything as of now; {@code version} and {@code hours} are known elsewhere. */
    public synchronized InsightsDocument document(String version, InsightsDocument.Hours hours) {
        return new InsightsDocument(
                version,
                state,
                state == State.LOADING ? loading : null,
                state == State.UNAVAILABLE ? problem : null,
                state == State.UNAVAILABLE ? unavailableSince.toString() : null,
                since == null ? null : since.toString(),
                latest == null ? null : latest.toString(),
                new Totals(logins, rejects.records(), hasPeaks ? batchCount : batches.begun(), insights),
                hours,
                breakdowns(),
                batches.latest().limit(LATEST).map(Summaries::batch).toList(),
                Summaries.deadLetters(rejects, now()));
    }

    private Map<String, Breakdown> breakdowns() {
        Map<String, Breakdown> breakdowns = new LinkedHashMap<>();
        for (Metric.Ranked metric : Metric.Ranked.values()) {
            breakdowns.put(metric.wireName(), Summaries.breakdown(metric, names(metric)));
        }
        return breakdowns;
    }

    /** How many a second there were lately. */
    public synchronized PipelineDocument.Rates rates() {
        long now = now();
        return new PipelineDocument.Rates(
                Figures.tenths(loginRate.perSecond(now)),
                Figures.tenths(rejectRate.perSecond(now)),
                RateWindow.SECONDS);
    }

    /** Rejected records by the codes of their reasons, the most first. */
    public synchronized List<PipelineDocument.Rejected> rejectedByCode() {
        return Summaries.byCode(rejects);
    }

    /** Empty where this batch is not complete, or not kept. */
    public synchronized Optional<BatchDocument> batch(String name) {
        return batches.find(name).map(Summaries::document);
    }

    private long now() {
        return Math.floorDiv(clock.millis(), 1_000);
    }
}
