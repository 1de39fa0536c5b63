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
import java.util.NavigableMap;
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
    private final Map<Partition, Reach> reach = new HashMap<>();
    private final Map<String, Long> rejected = new HashMap<>();
    private @Nullable Instant since;
    private long skipped;
    private long before;
    private long replayed;
    private long missing;

    /** No tally. */
    public Rollups(HourOfDay clock) {
        this.windows = new Rollup(clock, DETAIL);
    }

    /**
     * Adds this tally: its logins by the time they happened at, and what was rejected by the time it was published at.
     *
     * @param published when the tally was
     * @return the windows that changed, those that are not kept any more among them; {@code all} may have changed too
     * @throws IllegalArgumentException if it was counted by another clock
     */
    public Set<Window> add(Tally tally, Instant published) {
        Reach known = reach.get(tally.partition());
        if (since == null) {
            since = published;
        }
        if (known != null && !known.isOfAnotherLife(tally) && tally.firstOffset() < known.nextOffset()) {
            replay(tally, known);
            return Set.of();
        }
        Set<Window> changed =
                windows.add(tally.timeline(), published.plus(AHEAD).getEpochSecond());
        if (known == null) {
            before += tally.before();
        } else {
            missing += Math.max(0, tally.before() - known.logins());
        }
        tally.rejected().forEach((code, count) -> rejected.merge(code, count, Math::addExact));
        skipped += tally.skipped();
        long letters =
                tally.batches().stream().mapToLong(Tally.Counted::rejected).sum();
        if (letters > 0) {
            changed.addAll(windows.reject(letters, published.getEpochSecond()));
        }
        reach(tally, known, (known == null ? 0 : known.counted()) + tally.logins());
        return changed;
    }

    /** Counts nothing: what is new in it cannot be told from the rest. */
    private void replay(Tally tally, Reach known) {
        long fresh = tally.batches().stream()
                .filter(batch -> batch.firstOffset() >= known.nextOffset())
                .mapToLong(Tally.Counted::events)
                .sum();
        missing += fresh;
        replayed += tally.logins() - fresh;
        if (tally.lastOffset() >= known.nextOffset()) {
            reach(tally, known, known.counted());
        } else {
            // A lane whose offsets were set back with their hours goes on from there, and has lost nothing.
            long logins = Math.max(known.logins(), tally.before() + tally.logins());
            reach.put(tally.partition(), new Reach(known.life(), known.nextOffset(), logins, known.counted()));
        }
    }

    private void reach(Tally tally, @Nullable Reach known, long counted) {
        String life = tally.life().isEmpty() && known != null ? known.life() : tally.life();
        reach.put(tally.partition(), new Reach(life, tally.lastOffset() + 1, tally.before() + tally.logins(), counted));
    }

    /** Sets the totals to what they were, for whoever kept them. */
    public void restore(Standing kept, WindowTotal all) {
        since = kept.since().orElse(null);
        reach.clear();
        reach.putAll(kept.reach());
        rejected.clear();
        rejected.putAll(kept.rejected());
        skipped = kept.skipped();
        before = kept.before();
        replayed = kept.replayed();
        missing = kept.missing();
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
        return new Standing(Optional.ofNullable(since), reach, rejected, skipped, before, replayed, missing);
    }

    /** All logins. */
    public WindowTotal all() {
        return windows.all();
    }

    /** What this window holds; empty where that is nothing, or it is not kept. */
    public Optional<WindowTotal> of(Window window) {
        return windows.of(window);
    }

    /** The windows of this resolution that are kept, by their start in epoch seconds, the oldest first. */
    public NavigableMap<Long, WindowTotal> of(Resolution resolution) {
        return windows.of(resolution);
    }

    /** How many logins are in no window of this resolution that is kept. */
    public long outside(Resolution resolution) {
        return windows.outside(resolution);
    }
}
