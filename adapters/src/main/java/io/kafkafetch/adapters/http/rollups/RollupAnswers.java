package io.kafkafetch.adapters.http.rollups;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.adapters.http.rollups.RollupsDocument.Bucket;
import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.application.rollup.RollupView.Whole;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Percentage;
import io.kafkafetch.domain.insight.Ranking;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums and series of the totals. Thread-safe. */
public final class RollupAnswers {

    private static final int NAMES = 100;

    private final RollupView view;
    private final HourOfDay clock;
    private final InstantSource now;

    /** @param clock that days are read from */
    public RollupAnswers(RollupView view, HourOfDay clock, InstantSource now) {
        this.view = view;
        this.clock = clock;
        this.now = now;
    }

    /** All logins; empty while they are not known. */
    Optional<Whole> whole() {
        return view.whole();
    }

    Instant now() {
        return now.instant();
    }

    /** @throws BadQueryException if that cannot be answered */
    RollupsDocument series(Series.Parameters asked) {
        Series series = Series.of(asked, clock.zone(), now());
        Map<Long, WindowTotal> windows = new TreeMap<>();
        view.between(
                        series.step().resolution(),
                        series.from().getEpochSecond(),
                        series.to().getEpochSecond())
                .forEach((start, total) -> windows.merge(series.step().start(start), total, WindowTotal::plus));
        List<Bucket> buckets = new ArrayList<>();
        windows.forEach((start, total) -> buckets.add(bucket(start, total, series)));
        return new RollupsDocument(
                clock.zone().getId(),
                series.from().toString(),
                series.to().toString(),
                series.step().text(),
                series.by().map(Dimension::field).orElse(null),
                buckets);
    }

    private static Bucket bucket(long start, WindowTotal total, Series series) {
        Optional<Ranking> ranking =
                series.by().map(by -> total.tally().by(by).ranking().first(series.top()));
        return new Bucket(
                Instant.ofEpochSecond(start).toString(),
                total.tally().logins(),
                total.coarse(),
                total.rejected(),
                ranking.map(names -> rows(names, total.tally().logins())).orElse(null),
                ranking.map(Ranking::others).orElse(null),
                UsersDocument.of(total.tally().users()));
    }

    private static List<Map<String, Object>> rows(Ranking names, long logins) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry entry : names.top()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", entry.name());
            row.put("count", entry.count());
            row.put("percentage", Percentage.of(entry.count(), logins).value());
            rows.add(row);
        }
        return rows;
    }

    /** @throws BadQueryException if there is no such span */
    SpanDocument span(String window, Whole whole) {
        Span span = Span.of(window);
        if (span == Span.ALL) {
            return document(
                    span.text(), whole.all(), Optional.empty(), Optional.empty(), Optional.of(whole.standing()));
        }
        Span.Times times = span.times(clock, now());
        return document(
                span.text(), sum(times.from(), times.to()), Optional.of(times), Optional.empty(), Optional.empty());
    }

    /** @throws BadQueryException if that is no span, or one that cannot be answered exactly */
    SpanDocument span(@Nullable String from, @Nullable String to) {
        OwnSpan span = OwnSpan.of(from, to, clock.zone());
        Resolution finest = span.finest(view, clock).orElseThrow(() -> span.refusal(view, clock));
        Span.Times times = new Span.Times(compared(span), span.from(), span.from(), span.to());
        return document("own", sum(span.from(), span.to()), Optional.of(times), Optional.of(finest), Optional.empty());
    }

    /** From when on a span is compared with the one before it; its own start where that one is not known exactly. */
    private Instant compared(OwnSpan span) {
        OwnSpan before = span.before();
        return before.finest(view, clock).isPresent() ? before.from() : span.from();
    }

    private WindowTotal sum(Instant from, Instant to) {
        return view.sum(clock, from.getEpochSecond(), to.getEpochSecond());
    }

    private SpanDocument document(
            String window,
            WindowTotal total,
            Optional<Span.Times> times,
            Optional<Resolution> finest,
            Optional<Standing> standing) {
        WindowTally tally = total.tally();
        Map<String, SpanDocument.Names> by = new LinkedHashMap<>();
        for (Dimension dimension : Dimension.values()) {
            Ranking names = tally.by(dimension).ranking().first(NAMES);
            by.put(dimension.field(), new SpanDocument.Names(rows(names, tally.logins()), names.others()));
        }
        return new SpanDocument(
                window,
                clock.zone().getId(),
                times.map(asked -> asked.from().toString()).orElse(null),
                times.map(asked -> asked.to().toString()).orElse(null),
                tally.logins(),
                total.rejected(),
                tally.hours().stream().boxed().toList(),
                tally.hours()
                        .peak()
                        .map(peak -> new SpanDocument.Peak(peak.hour(), peak.logins()))
                        .orElse(null),
                by,
                UsersDocument.of(tally.users()),
                times.filter(Span.Times::areCompared).map(this::before).orElse(null),
                finest.map(kept -> Step.of(kept).text()).orElse(null),
                standing.map(RollupAnswers::whole).orElse(null));
    }

    private SpanDocument.Before before(Span.Times times) {
        WindowTally sum = sum(times.beforeFrom(), times.beforeTo()).tally();
        return new SpanDocument.Before(
                times.beforeFrom().toString(),
                times.beforeTo().toString(),
                sum.logins(),
                UsersDocument.of(sum.users()));
    }

    private static SpanDocument.Whole whole(Standing standing) {
        return new SpanDocument.Whole(
                standing.since().map(Instant::toString).orElse(null),
                new TreeMap<>(standing.rejected()),
                standing.skipped() == 0 ? null : standing.skipped(),
                standing.before(),
                standing.replayed(),
                standing.missing(),
                standing.reach().entrySet().stream()
                        .map(reach -> new SpanDocument.Reached(
                                reach.getKey().stream(),
                                reach.getKey().number(),
                                reach.getValue().nextOffset(),
                                reach.getValue().counted()))
                        .sorted(Comparator.comparing(SpanDocument.Reached::topic)
                                .thenComparingInt(SpanDocument.Reached::partition))
                        .toList());
    }
}
