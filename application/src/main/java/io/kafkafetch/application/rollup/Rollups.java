package io.kafkafetch.application.rollup;

import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Rollup;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the tallies of all partitions: totals, and windows of minutes, hours and days. A tally that comes again is
 * counted once, and logins that no tally brought are noticed. Tallies of one partition come in their order; between
 * partitions any order gives the same. Not thread-safe; reads no clock.
 */
public final class Rollups {

    /** Two days of minutes, five weeks of hours, more than a year of days, as far as there are logins in each. */
    public static final Detail DETAIL = new Detail(2 * 24 * 60, 5 * 7 * 24, 400, Tally.DETAIL.names());

    /** How far ahead of its publication a login's time may be to have a window of its own. */
    public static final Duration AHEAD = Duration.ofDays(1);

    private final Rollup windows;
    private Standing standing = Standing.NONE;

    /** No tally. */
    public Rollups(HourOfDay clock) {
        this.windows = new Rollup(clock, DETAIL);
    }

    /**
     * Adds this tally.
     *
     * @param published when the tally was
     * @return the windows that changed, those that are not kept any more among them; {@code all} may have changed too
     * @throws IllegalArgumentException if it was counted by another clock
     */
    public Set<Window> add(Tally tally, Instant published) {
        Reach known = standing.reach().get(tally.partition());
        long replayed = 0;
        long missing = 0;
        boolean isNew = true;
        if (known != null) {
            if (!known.isOfAnotherLife(tally) && tally.firstOffset() < known.nextOffset()) {
                isNew = false;
                missing = tally.batches().stream()
                        .filter(batch -> batch.firstOffset() >= known.nextOffset())
                        .mapToLong(Tally.Counted::events)
                        .sum();
                replayed = tally.logins() - missing;
            } else {
                missing = Math.max(0, tally.before() - known.logins());
            }
        }
        Set<Window> changed =
                isNew ? windows.add(tally.timeline(), published.plus(AHEAD).getEpochSecond()) : Set.of();
        standing = new Standing(
                Optional.of(standing.since().orElse(published)),
                reach(tally, known, isNew),
                isNew ? sum(standing.rejected(), tally.rejected()) : standing.rejected(),
                standing.before() + (known == null ? tally.before() : 0),
                standing.replayed() + replayed,
                standing.missing() + missing);
        return changed;
    }

    private Map<Partition, Reach> reach(Tally tally, @Nullable Reach known, boolean isNew) {
        Map<Partition, Reach> reach = new HashMap<>(standing.reach());
        long counted = (known == null ? 0 : known.counted()) + (isNew ? tally.logins() : 0);
        if (isNew || known == null || tally.lastOffset() >= known.nextOffset()) {
            long logins = tally.before() + tally.logins();
            reach.put(tally.partition(), new Reach(life(tally, known), tally.lastOffset() + 1, logins, counted));
        }
        return reach;
    }

    private static String life(Tally tally, @Nullable Reach known) {
        return tally.life().isEmpty() && known != null ? known.life() : tally.life();
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new HashMap<>(one);
        other.forEach((code, count) -> sum.merge(code, count, Math::addExact));
        return sum;
    }

    /** Sets the totals to what they were, for whoever kept them. */
    public void restore(Standing kept, WindowTotal all) {
        standing = kept;
        windows.restore(all);
    }

    /** Sets a window to what it was. */
    public void restore(Window window, WindowTotal total) {
        windows.restore(window, total);
    }

    /** This window is not kept any more. */
    public void forget(Window window) {
        windows.forget(window);
    }

    /** What is known of all of it. */
    public Standing standing() {
        return standing;
    }

    /** All logins. */
    public WindowTotal all() {
        return windows.all();
    }

    /** The logins of this window; empty where it holds none, or is not kept. */
    public Optional<WindowTotal> of(Window window) {
        return windows.of(window);
    }

    /** How many logins are in no window of this resolution that is kept. */
    public long outside(Resolution resolution) {
        return windows.outside(resolution);
    }
}
