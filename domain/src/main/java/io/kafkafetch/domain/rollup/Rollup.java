package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
        WindowCounter everything = new WindowCounter(detail.names());
        Map<Window, Sum> sums = new LinkedHashMap<>();
        timeline.windows().forEach((window, tally) -> {
            everything.add(tally);
            if (window.start() <= latest) {
                add(window, tally, sums);
            }
        });
        everything.add(timeline.older());
        all = all.plus(new WindowTotal(everything.tally(), timeline.older().logins()));
        Set<Window> changed = new LinkedHashSet<>();
        sums.forEach((window, sum) -> keep(window, new WindowTotal(sum.counter.tally(), sum.coarse), changed));
        return changed;
    }

    /** What a timeline adds to one window. */
    private static final class Sum {
        private final WindowCounter counter;
        private long coarse;

        private Sum(int names) {
            counter = new WindowCounter(names);
        }
    }

    /** In its own window and in all longer ones. */
    private void add(Window window, WindowTally tally, Map<Window, Sum> sums) {
        Optional<Resolution> resolution = Optional.of(window.resolution());
        while (resolution.isPresent()) {
            Window longer = new Window(resolution.get(), resolution.get().start(clock, window.start()));
            Sum sum = sums.computeIfAbsent(longer, none -> new Sum(detail.names()));
            sum.counter.add(tally);
            if (longer.resolution() == window.resolution() && window.resolution() != Resolution.MINUTE) {
                sum.coarse += tally.logins();
            }
            resolution = resolution.get().coarser();
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

    /** The logins of this window; empty where it holds none, or is not kept. */
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
