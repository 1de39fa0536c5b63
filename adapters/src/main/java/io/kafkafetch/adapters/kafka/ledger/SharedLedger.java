package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.DurationText;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A ledger that all lanes of a service share, and which of them may commit what. No broker fences here: a lane that was
 * put out of its group without noticing goes on committing, while another lane has its partitions. So the last lane that
 * took a partition is its owner, and ownership is checked, the commit made, and a partition taken under one lock.
 * Thread-safe.
 */
final class SharedLedger {

    private final OutcomeLedger ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Partition, GroupFence> owners = new HashMap<>();

    SharedLedger(OutcomeLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * These partitions are this lane's from now on; no other commits anything of them any more.
     *
     * @return the checkpoints to go on from, as {@link OutcomeLedger#checkpoints}
     * @throws TimeoutException if another lane's commit is under way for all of this time
     * @throws KafkaException if the ledger does not tell
     */
    Map<Partition, Checkpoint> take(GroupFence lane, Collection<Partition> partitions, Duration timeout) {
        try {
            if (!lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("a commit has been under way for " + DurationText.of(timeout));
            }
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
        try {
            partitions.forEach(partition -> owners.put(partition, lane));
            return ledger.checkpoints(partitions);
        } catch (KafkaException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw new KafkaException("the sink's checkpoints cannot be read: " + failure.getMessage(), failure);
        } finally {
            lock.unlock();
        }
    }

    /** Commits outcomes of this lane. @throws KafkaException if it is not the owner of all of them, with nothing done */
    @SuppressWarnings("ReferenceEquality")
    void commit(GroupFence lane, List<BatchOutcome> outcomes) {
        lock.lock();
        try {
            boolean taken = outcomes.stream()
                    .anyMatch(outcome -> owners.get(outcome.batch().partition()) != lane);
            if (taken || lane.admit(outcomes).isEmpty()) {
                throw new CommitFailedException("this consumer does not own all of these partitions any more");
            }
            ledger.commit(outcomes);
        } finally {
            lock.unlock();
        }
    }

    /** Commits checkpoints of this lane alone; fails as {@link #commit}. */
    @SuppressWarnings("ReferenceEquality")
    void advance(GroupFence lane, Map<Partition, Checkpoint> positions) {
        lock.lock();
        try {
            boolean taken = positions.keySet().stream().anyMatch(partition -> owners.get(partition) != lane);
            if (taken || lane.admit(positions).isEmpty()) {
                throw new KafkaException("this consumer does not own all of these partitions any more");
            }
            ledger.advance(positions);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link OutcomeLedger#checkpoints}. */
    Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        return ledger.checkpoints(partitions);
    }
}
