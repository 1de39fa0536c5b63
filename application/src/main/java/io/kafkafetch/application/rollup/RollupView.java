package io.kafkafetch.application.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The totals as they were read back last, for whoever asks. Thread-safe. */
public final class RollupView implements RollupListener {

    private static final long MINUTE = 60;

    private final ConcurrentSkipListMap<Window, WindowTotal> windows = new ConcurrentSkipListMap<>();
    private volatile Optional<Whole> whole = Optional.empty();
    private volatile boolean isLoaded;

    /**
     * All logins, and what is known of the totals.
     *
     * @param version grows with every change of the totals within this process
     */
    public record Whole(Standing standing, WindowTotal all, long version) {}

    @Override
    public void begin() {
        isLoaded = false;
        windows.clear();
        whole = Optional.empty();
    }

    @Override
    public void window(Window window, Optional<WindowTotal> total) {
        total.ifPresentOrElse(kept -> windows.put(window, kept), () -> windows.remove(window));
    }

    @Override
    public void all(Standing standing, WindowTotal total) {
        whole = Optional.of(new Whole(standing, total, whole.map(Whole::version).orElse(0L) + 1));
    }

    @Override
    public void loaded() {
        isLoaded = true;
    }

    /** All logins; empty until all that is kept was read, and where nothing was counted yet. */
    public Optional<Whole> whole() {
        return isLoaded ? whole : Optional.empty();
    }

    /**
     * What there is of a span of time, added up from the longest windows that fit in: so those count that a commit counted by
     * the hour or the day, as far as the hour or the day is in the span.
     *
     * @param clock that hours and days are read from
     * @param from in epoch seconds, of a whole minute; belongs to the span
     * @param to in epoch seconds; does not
     */
    public WindowTotal sum(HourOfDay clock, long from, long to) {
        WindowTotal sum = WindowTotal.none(Rollups.DETAIL.names());
        long next = from;
        while (next < to) {
            Window window = longest(clock, next, to);
            WindowTotal total = windows.get(window);
            if (total != null) {
                sum = sum.plus(total);
            }
            next = end(clock, window);
        }
        return sum;
    }

    private static Window longest(HourOfDay clock, long start, long to) {
        for (Resolution resolution : List.of(Resolution.DAY, Resolution.HOUR)) {
            Window window = new Window(resolution, start);
            if (resolution.start(clock, start) == start && end(clock, window) <= to) {
                return window;
            }
        }
        return new Window(Resolution.MINUTE, start);
    }

    /** Hours and days have no fixed length: clocks are changed by quarters of an hour. */
    private static long end(HourOfDay clock, Window window) {
        long step = window.resolution() == Resolution.MINUTE ? MINUTE : 15 * MINUTE;
        long end = window.start() + step;
        while (window.resolution().start(clock, end) == window.start()) {
            end += step;
        }
        return end;
    }

    /** From when on, in epoch seconds, all windows of this resolution are kept; empty while none was given up. */
    public OptionalLong keptSince(Resolution resolution) {
        NavigableMap<Window, WindowTotal> kept = windows.subMap(
                new Window(resolution, Long.MIN_VALUE), true, new Window(resolution, Long.MAX_VALUE), true);
        return kept.size() < Rollups.DETAIL.most(resolution)
                ? OptionalLong.empty()
                : OptionalLong.of(kept.firstKey().start());
    }

    /**
     * The windows of this resolution that begin in a span of time and hold anything, by their start.
     *
     * @param from in epoch seconds; belongs to the span
     * @param to in epoch seconds; does not
     */
    public NavigableMap<Long, WindowTotal> between(Resolution resolution, long from, long to) {
        NavigableMap<Long, WindowTotal> found = new TreeMap<>();
        windows.subMap(new Window(resolution, from), new Window(resolution, Math.max(from, to)))
                .forEach((window, total) -> found.put(window.start(), total));
        return found;
    }
}
