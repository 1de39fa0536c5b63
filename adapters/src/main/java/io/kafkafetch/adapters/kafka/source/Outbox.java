package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.ledger.GroupFence;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's poll thread has decided and its commit thread has yet to commit, and which partitions the lane owns:
 * both under one lock, so that no outcome is committed for a partition that is no longer the lane's.
 *
 * <p>An outcome stays here until its commit is certain ({@link #committed}, {@link #settle}) or its partition is not
 * the lane's any more ({@link #disown}). Thread-safe. Bounded: past its capacity {@link #awaitRoom} says
 * no, and the poll thread stops reading; what one poll returned still goes in.
 */
final class Outbox implements GroupFence {

    /** A commit of so many records says that reading is behind: caught up, some milliseconds bring fewer. */
    private static final int BACKLOG_RECORDS = 2_000;

    /** How long a backlog's outcomes are collected: what a transaction costs is nearly the same for few and for many. */
    private static final Duration COLLECTING = Duration.ofMillis(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long capacityBytes;
    private final CommitPace pace;
    private final Duration collecting;
    private final Deque<BatchOutcome> waiting = new ArrayDeque<>();
    private final Set<Partition> owned = new HashSet<>();
    private final Set<Partition> committing = new HashSet<>();
    private final Map<Partition, Checkpoint> positions = new HashMap<>();
    private @Nullable ConsumerGroupMetadata membership;
    private long load;
    private boolean open;
    private boolean isBehind;

    /** @param capacityBytes about how much memory may wait here before the poll thread has to */
    Outbox(long capacityBytes) {
        this(capacityBytes, COLLECTING);
    }

    /** @param collecting how long a backlog's outcomes are collected for one commit */
    Outbox(long capacityBytes, Duration collecting) {
        this.capacityBytes = capacityBytes;
        this.collecting = collecting;
        // About half, so that there is room for another poll's outcomes meanwhile.
        this.pace = new CommitPace(Math.max(1, capacityBytes / 2));
    }

    // ---- the poll thread's side

    /** These partitions are the lane's from now on. */
    void own(Collection<Partition> partitions) {
        change(() -> owned.addAll(partitions));
    }

    /** These partitions are not the lane's any more: their waiting outcomes are dropped, the next owner decides again. */
    void disown(Collection<Partition> partitions) {
        change(() -> {
            owned.removeAll(partitions);
            positions.keySet().removeAll(partitions);
            removeIf(outcome -> partitions.contains(outcome.batch().partition()));
        });
    }

    /** The lane's present membership in its group; to be called where ownership is up to date. */
    void membership(ConsumerGroupMetadata current) {
        change(() -> membership = current);
    }

    boolean owns(Partition partition) {
        lock.lock();
        try {
            return owned.contains(partition);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a quarter of what may wait does: the poll thread decides faster than its outcomes are committed. */
    boolean isFilling() {
        lock.lock();
        try {
            return load >= capacityBytes / 4;
        } finally {
            lock.unlock();
        }
    }

    /** Adds an outcome of a partition that the lane owns. */
    void add(BatchOutcome outcome) {
        change(() -> {
            if (!owned.contains(outcome.batch().partition())) {
                throw new IllegalStateException(outcome.batch().name() + " is of a partition the lane does not own");
            }
            positions.remove(outcome.batch().partition());
            waiting.add(outcome);
            load += outcome.weight();
        });
    }

    /**
     * A partition that the lane owns stands here, behind all that was decided of it: records that are not counted lie
     * before this. Committed once nothing else waits, unless more is decided of the partition before.
     */
    void advance(Partition partition, Checkpoint checkpoint) {
        change(() -> {
            if (!owned.contains(partition)) {
                throw new IllegalStateException(partition + " is not the lane's");
            }
            positions.put(partition, checkpoint);
        });
    }

    /** Waits until the commit thread is ready for work; {@code false} if it was not within this time. */
    boolean awaitOpen(Duration timeout) {
        return await(() -> open, timeout);
    }

    /** Waits until there is room for another poll's outcomes; {@code false} if there was none within this time. */
    boolean awaitRoom(Duration timeout) {
        return await(() -> load < capacityBytes, timeout);
    }

    /** Waits until nothing of these partitions is left to commit; {@code false} if there was within this time. */
    boolean awaitCommitted(Collection<Partition> partitions, Duration timeout) {
        return await(
                () -> Collections.disjoint(positions.keySet(), partitions)
                        && waiting.stream()
                                .noneMatch(outcome ->
                                        partitions.contains(outcome.batch().partition())),
                timeout);
    }

    /**
     * Waits until no commit of these partitions is under way or unclear; {@code false} if one was all this time. Before
     * that a partition that the same generation owned before must not be owned again: the commit would still be
     * accepted, and what is read again counted twice.
     */
    boolean awaitSettled(Collection<Partition> partitions, Duration timeout) {
        return await(() -> Collections.disjoint(committing, partitions), timeout);
    }

    // ---- the commit thread's side

    /** The commit thread is ready for work. */
    void open() {
        change(() -> open = true);
    }

    /** How much is committed at once. */
    CommitPace pace() {
        return pace;
    }

    /**
     * What waits, oldest first, as much as the {@link #pace} says is to be committed at once, and at least one. Waits for
     * it for at most this time. In a backlog it is collected a little: each transaction costs the broker the same, whatever is
     * in it. What is returned stays here.
     */
    List<BatchOutcome> awaitWork(Duration timeout) {
        lock.lock();
        try {
            long begunNanos = System.nanoTime();
            await(() -> !waiting.isEmpty() || !positions.isEmpty(), timeout);
            if (isBehind && !waiting.isEmpty()) {
                Duration left = collecting.minusNanos(System.nanoTime() - begunNanos);
                await(() -> waiting.isEmpty() || load >= pace.bytes(), left);
            }
            List<BatchOutcome> oldest = oldest();
            isBehind = oldest.stream()
                            .mapToLong(outcome -> outcome.batch().records())
                            .sum()
                    >= BACKLOG_RECORDS;
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    /** As much as is committed at once. */
    private List<BatchOutcome> oldest() {
        List<BatchOutcome> oldest = new ArrayList<>();
        long left = pace.bytes();
        for (BatchOutcome outcome : waiting) {
            left -= outcome.weight();
            if (left < 0 && !oldest.isEmpty()) {
                break;
            }
            oldest.add(outcome);
        }
        return oldest;
    }

    /** {@inheritDoc} What is admitted counts as being committed until {@link #committed} or {@link #settle}. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public Optional<ConsumerGroupMetadata> admit(List<BatchOutcome> outcomes) {
        lock.lock();
        try {
            // By identity, from the oldest on: the partition may have left and come back since.
            Iterator<BatchOutcome> mine = waiting.iterator();
            for (BatchOutcome outcome : outcomes) {
                if (!mine.hasNext() || mine.next() != outcome) {
                    return Optional.empty();
                }
            }
            Optional<ConsumerGroupMetadata> current = fencing();
            current.ifPresent(member ->
                    outcomes.forEach(outcome -> committing.add(outcome.batch().partition())));
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Without a member id or a generation the broker does not fence. */
    private Optional<ConsumerGroupMetadata> fencing() {
        return Optional.ofNullable(membership)
                .filter(member -> !member.memberId().isEmpty() && member.generationId() >= 1);
    }

    /** Where partitions stand behind all that was decided of them; empty while anything decided waits. */
    Map<Partition, Checkpoint> positions() {
        lock.lock();
        try {
            return waiting.isEmpty() ? Map.copyOf(positions) : Map.of();
        } finally {
            lock.unlock();
        }
    }

    /** {@inheritDoc} What is admitted counts as being committed until {@link #advanced} or {@link #settle}. */
    @Override
    public Optional<ConsumerGroupMetadata> admit(Map<Partition, Checkpoint> wanted) {
        lock.lock();
        try {
            if (!wanted.entrySet().stream().allMatch(this::isWanted)) {
                return Optional.empty();
            }
            Optional<ConsumerGroupMetadata> current = fencing();
            current.ifPresent(member -> committing.addAll(wanted.keySet()));
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** By identity: the partition may have left and come back since. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isWanted(Map.Entry<Partition, Checkpoint> wanted) {
        return positions.get(wanted.getKey()) == wanted.getValue();
    }

    /** These checkpoints are committed for certain. */
    @SuppressWarnings("ReferenceEquality")
    void advanced(Map<Partition, Checkpoint> done) {
        change(() -> {
            committing.clear();
            positions.entrySet().removeIf(entry -> done.get(entry.getKey()) == entry.getValue());
        });
    }

    /** These outcomes are committed for certain. */
    void committed(List<BatchOutcome> outcomes) {
        Set<BatchOutcome> these = Collections.newSetFromMap(new IdentityHashMap<>());
        these.addAll(outcomes);
        change(() -> {
            committing.clear();
            removeIf(these::contains);
        });
    }

    /** After an unclear commit: what lies before these checkpoints is committed, the rest is not. */
    void settle(Map<Partition, Checkpoint> checkpoints) {
        change(() -> {
            committing.clear();
            removeIf(outcome -> {
                Checkpoint checkpoint = checkpoints.get(outcome.batch().partition());
                return checkpoint != null && outcome.batch().lastOffset() < checkpoint.position();
            });
        });
    }

    /** The partitions that something waits of. */
    Set<Partition> waitingPartitions() {
        lock.lock();
        try {
            return waiting.stream().map(outcome -> outcome.batch().partition()).collect(Collectors.toSet());
        } finally {
            lock.unlock();
        }
    }

    private void removeIf(Predicate<BatchOutcome> gone) {
        waiting.removeIf(gone);
        load = waiting.stream().mapToLong(BatchOutcome::weight).sum();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier condition, Duration timeout) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
