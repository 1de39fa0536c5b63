package io.kafkafetch.application.health;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs of life of one reader of logins: its threads, its place in its group, its commits. Its own threads report, any
 * thread may ask.
 */
public final class Vitals {

    private final String name;
    private final LongSupplier nanoTime;
    private final List<Pulse> pulses = new CopyOnWriteArrayList<>();
    private volatile Supplier<Duration> allowance = () -> Duration.ZERO;
    private volatile @Nullable Long outsideSince;
    private volatile @Nullable Long lostSince;
    private volatile @Nullable Long commitBegan;
    private volatile @Nullable Long committed;

    /**
     * @param name for people
     * @param nanoTime a monotonic clock
     */
    public Vitals(String name, LongSupplier nanoTime) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.outsideSince = nanoTime.getAsLong();
        this.lostSince = outsideSince;
    }

    /** The name that people read. */
    public String name() {
        return name;
    }

    // ---- its threads' side

    /** A new pulse of one of its threads. */
    public Pulse pulse(String thread) {
        Pulse pulse = new Pulse(name + ": " + thread, nanoTime);
        pulses.add(pulse);
        return pulse;
    }

    /** Whether it has its place: it is a member of its group, or needs none. */
    public void joined(boolean isMember) {
        outsideSince = since(isMember, outsideSince);
    }

    /** Whether it knows where all goes on that it has to read. */
    public void restored(boolean knowsPositions) {
        lostSince = since(knowsPositions, lostSince);
    }

    private @Nullable Long since(boolean isWell, @Nullable Long before) {
        if (isWell) {
            return null;
        }
        return before == null ? nanoTime.getAsLong() : before;
    }

    /** By how much its threads may at present be at one step for longer than usual, asked for each time. */
    public void allow(Supplier<Duration> time) {
        allowance = time;
    }

    /** Wraps a ledger so that its commits count as signs of life. */
    public OutcomeLedger watch(OutcomeLedger ledger) {
        return new OutcomeLedger() {
            @Override
            public void commit(List<BatchOutcome> outcomes) {
                commitBegan = nanoTime.getAsLong();
                try {
                    ledger.commit(outcomes);
                    committed = nanoTime.getAsLong();
                } finally {
                    commitBegan = null;
                }
            }

            @Override
            public void advance(Map<Partition, Checkpoint> positions) {
                ledger.advance(positions);
            }

            @Override
            public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
                return ledger.checkpoints(partitions);
            }
        };
    }

    // ---- the others' side

    public List<Pulse> pulses() {
        return List.copyOf(pulses);
    }

    public boolean isJoined() {
        return outsideSince == null;
    }

    /** For how long it has not been joined; empty where it is. */
    public Optional<Duration> outside() {
        return since(outsideSince);
    }

    public boolean isRestored() {
        return lostSince == null;
    }

    /** For how long it has not been restored; empty where it is. */
    public Optional<Duration> lost() {
        return since(lostSince);
    }

    /** By how much its threads may at present be at one step for longer than usual. */
    public Duration allowance() {
        return allowance.get();
    }

    /** For how long a commit has been under way; empty where none is. */
    public Optional<Duration> committing() {
        return since(commitBegan);
    }

    /** How long ago the last commit was that succeeded; empty where none has since the start. */
    public Optional<Duration> sinceCommit() {
        return since(committed);
    }

    private Optional<Duration> since(@Nullable Long nanos) {
        return nanos == null
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - nanos)));
    }
}
