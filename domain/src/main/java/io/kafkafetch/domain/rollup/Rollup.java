package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Many timelines added up into windows that overlap: a login is counted in its minute, its hour, its day, and in all, as
 * far as its timeline tells. The newest windows of each resolution are kept, as many as the {@link Detail} says; a login
 * of an older one is counted in the longer windows alone. So {@code all} holds every login, and whatever the order of the
 * timelines the result is the same. Not thread-safe.
 */
public final class Rollup {

    private final HourOfDay clock;
    private final Detail detail;
    private final Map<Resolution, NavigableMap<Long, WindowTotal>> windows = new EnumMap<>(Resolution.class);
    private WindowTotal all;

    /** No login. */
    public Rollup(HourOfDay clock, Detail detail) {
        this.clock = clock;
        this.detail = detail;
        this.all = WindowTotal.none(detail.names());
        for (Resolution resolution : Resolution.values()) {
            windows.put(resolution, new TreeMap<>());
        }
    }

    /**
     * Adds these logins.
     *
     * @param latest the latest moment there are windows of, in epoch seconds: logins of a window that begins later, as by
     *     a clock that is wrong, are counted in {@code all} alone
     * @return the windows that changed, those that are not kept any more among them
     * @throws IllegalArgumentException if the timeline is of another clock, or keeps fewer names
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public Set<Window> add(Timeline timeline, long latest) {
        if (!clock.equals(timeline.clock()) || timeline.detail().names() != detail.names()) {
            throw new IllegalArgumentException("a timeline of another clock or number of names cannot be added");
        }
        Sum everything = new Sum();
        everything.add(timeline.older(), timeline.older().logins());
        Set<Window> changed = new LinkedHashSet<>();
        Map<Window, Sum> finer = Map.of();
        for (Resolution resolution : Resolution.values()) { // the finest first: a window is the sum of shorter ones
            Map<Window, Sum> sums = new TreeMap<>();
            finer.forEach((window, sum) -> sums.computeIfAbsent(longer(resolution, window), none -> new Sum())
                    .add(sum.tally(), 0));
            timeline.windows().forEach((window, tally) -> {
                if (window.resolution() != resolution) {
                    return;
                }
                if (window.start() > latest) {
                    everything.add(tally, 0);
                } else {
                    sums.computeIfAbsent(window, none -> new Sum())
                            .add(tally, resolution == Resolution.MINUTE ? 0 : tally.logins());
                }
            });
            sums.forEach((window, sum) -> keep(window, sum.total(), changed));
            finer = sums;
        }
        finer.values().forEach(sum -> everything.add(sum.tally(), 0));
        all = all.plus(everything.total());
        return changed;
    }

    private Window longer(Resolution resolution, Window window) {
        return new Window(resolution, resolution.start(clock, window.start()));
    }

    /**
     * Adds records that were rejected, in the windows of the moment at which they were, and in all.
     *
     * @param records from 1
     * @param moment in epoch seconds
     * @return the windows that changed, those that are not kept any more among them
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public Set<Window> reject(long records, long moment) {
        WindowTotal rejected = new WindowTotal(WindowTally.none(detail.names()), 0, records);
        all = all.plus(rejected);
        Set<Window> changed = new LinkedHashSet<>();
        for (Resolution resolution : Resolution.values()) {
            keep(new Window(resolution, resolution.start(clock, moment)), rejected, changed);
        }
        return changed;
    }

    /** What a timeline adds to one window, mostly one tally. */
    private final class Sum {
        private WindowTally first = WindowTally.none(detail.names());
        private @Nullable WindowCounter more;
        private long coarse;

        private void add(WindowTally tally, long coarser) {
            coarse += coarser;
            if (first.logins() == 0) {
                first = tally;
                return;
            }
            if (more == null) {
                more = new WindowCounter(detail.names(), null);
                more.add(first);
            }
            more.add(tally);
        }

        private WindowTally tally() {
            return more == null ? first : more.tally();
        }

        private WindowTotal total() {
            return new WindowTotal(tally(), coarse);
        }
    }

    private void keep(Window window, WindowTotal more, Set<Window> changed) {
        Resolution resolution = window.resolution();
        NavigableMap<Long, WindowTotal> kept = windows(resolution);
        int most = detail.most(resolution);
        if (kept.size() >= most && (most == 0 || window.start() < kept.firstKey())) {
            return;
        }
        kept.merge(window.start(), more, WindowTotal::plus);
        changed.add(window);
        if (kept.size() > most) {
            changed.add(new Window(resolution, kept.pollFirstEntry().getKey()));
        }
    }

    private NavigableMap<Long, WindowTotal> windows(Resolution resolution) {
        return windows.computeIfAbsent(resolution, none -> new TreeMap<>());
    }

    /** Sets what was counted before; for whoever kept it. */
    public void restore(WindowTotal everything) {
        all = everything;
    }

    /** Sets what was counted in this window before. */
    public void restore(Window window, WindowTotal total) {
        windows(window.resolution()).put(window.start(), total);
    }

    /** This window is not kept any more. */
    public void forget(Window window) {
        windows(window.resolution()).remove(window.start());
    }

    /** All logins. */
    public WindowTotal all() {
        return all;
    }

    /** What this window holds; empty where that is nothing, or it is not kept. */
    public Optional<WindowTotal> of(Window window) {
        return Optional.ofNullable(windows(window.resolution()).get(window.start()));
    }

    /** The windows of this resolution that are kept, by their start in epoch seconds, the oldest first. */
    public NavigableMap<Long, WindowTotal> of(Resolution resolution) {
        return new TreeMap<>(windows(resolution));
    }

    /** How many logins are in no window of this resolution that is kept, from 0 to all. */
    public long outside(Resolution resolution) {
        long inside = windows(resolution).values().stream()
                .mapToLong(total -> total.tally().logins())
                .sum();
        return all.tally().logins() - inside;
    }
}
