package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.BatchOutcome;
import io.kafkafetch.application.Checkpoint;
import io.kafkafetch.application.Partition;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One lane of a {@link SharedLedger}. The ledger's checkpoints are the truth; behind them the group is told where they
 * stand, with the running hours, so that Kafka's tools show the lag, and an instance with a ledger of its own goes on
 * from there. The further of the two is where a partition goes on.
 *
 * <p>These are two commits, the ledger's first. Of a crash between them: this instance, with the same ledger, goes on
 * from its ledger, and everything is counted once. If another instance with a ledger of its own gets the partition
 * first, it goes on from what the group was told, and counts again what is already in the first one's ledger: no login
 * is missing, and each ledger is sound for itself, but the two together hold those logins twice. The same is so of an
 * instance that is frozen until its group gives it up, while it commits to its own ledger.
 */
final class SharedLedgerLane implements LaneLedger, Positions {

    private final SharedLedger shared;
    private final GroupFence fence;
    private final CommittedOffsets committedOffsets;
    private final GroupOffsets group;

    /** @param fence knows what the lane owns, and of what it owned before what is still to be committed */
    SharedLedgerLane(SharedLedger shared, GroupFence fence, CommittedOffsets committedOffsets) {
        this.shared = shared;
        this.fence = fence;
        this.committedOffsets = committedOffsets;
        this.group = new GroupOffsets(committedOffsets.format());
    }

    // ---- the commit thread's side

    @Override
    public void open() {
        // nothing to be made ready
    }

    @Override
    public void commit(List<BatchOutcome> outcomes) {
        shared.commit(fence, outcomes);
        outcomes.forEach(outcome -> group.durable(outcome.batch().partition(), outcome.checkpoint()));
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> checkpoints = shared.checkpoints(partitions);
        checkpoints.forEach(group::durable);
        return checkpoints;
    }

    /** Leaves the ledger open: whoever made it closes it. */
    @Override
    public void close() {}

    // ---- the poll thread's side

    @Override
    public Map<TopicPartition, Checkpoint> restore(
            Consumer<?, ?> consumer, Collection<TopicPartition> topicPartitions, Duration timeout) {
        Set<Partition> partitions = TopicPartitions.partitions(topicPartitions);
        Map<Partition, Checkpoint> ofLedger = shared.take(fence, partitions, timeout);
        ofLedger.forEach(SharedLedgerLane::requireOfTopic);
        Map<TopicPartition, Checkpoint> ofGroup = committedOffsets.read(consumer, topicPartitions, timeout);
        Map<TopicPartition, Checkpoint> furthest = new HashMap<>(ofGroup);
        ofLedger.forEach((partition, checkpoint) -> furthest.merge(
                TopicPartitions.topicPartition(partition),
                checkpoint,
                (group, ledger) -> group.position() > ledger.position() ? group : ledger));
        TopicBounds.check(
                consumer,
                furthest,
                timeout,
                "the group or its sink stands",
                "reset the group's offsets with kafka-consumer-groups --reset-offsets, or use another GROUP_ID, and in"
                        + " both cases begin with an empty sink");
        group.follow(topicPartitions, ofGroup);
        ofLedger.forEach(group::durable);
        return furthest;
    }

    @Override
    public void tell(Consumer<?, ?> consumer) {
        group.commit(consumer);
    }

    @Override
    public void tellNow(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {
        group.commitNow(consumer, partitions, timeout);
    }

    @Override
    public void forget(Collection<Partition> partitions) {
        group.forget(partitions);
    }

    /** A topic's position is the offset alone; a bookmark is of a source whose positions are something else. */
    private static void requireOfTopic(Partition partition, Checkpoint checkpoint) {
        if (!checkpoint.bookmark().isEmpty()) {
            throw new UnusableCheckpointException(
                    TroubleCode.CHECKPOINT_OF_OTHER_SOURCE,
                    "what was counted of " + partition + " so far did not come from a topic: begin with an empty sink");
        }
    }
}
