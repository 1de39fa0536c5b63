package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.GroupOffsets;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One lane of a {@link SharedLedger}. The ledger's checkpoints are the truth; behind them they are committed to
 * the group, with the running hours, so that Kafka's tools show the lag, and an instance with a ledger of its own goes on
 * from there. The further of the two is where a partition goes on.
 *
 * <p>These are two commits, the ledger's first. Of a crash between them: this instance, with the same ledger, goes on
 * from its ledger, and everything is counted once. If another instance with a ledger of its own gets the partition
 * first, it continues from what the group knows, and counts again what is already in the first one's ledger: no login
 * is missing, and each ledger is sound for itself, but the two together hold those logins twice. The same is so of an
 * instance that is frozen until its group gives it up, while it commits to its own ledger.
 */
final class SharedLedgerLane implements LaneLedger, Positions {

    private final SharedLedger shared;
    private final GroupFence fence;
    private final CommittedOffsets committedOffsets;
    private final GroupOffsets group;
    private volatile Optional<Incarnation> present = Optional.empty();

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
        outcomes.forEach(outcome -> durable(outcome.batch().partition(), outcome.checkpoint()));
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        shared.advance(fence, positions);
        positions.forEach(this::durable);
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> checkpoints = shared.checkpoints(partitions);
        checkpoints.forEach(this::durable);
        return checkpoints;
    }

    /** The group hears nothing of a topic that is gone. */
    private void durable(Partition partition, Checkpoint checkpoint) {
        if (!isOfAnother(checkpoint)) {
            group.durable(partition, checkpoint);
        }
    }

    private boolean isOfAnother(Checkpoint checkpoint) {
        return present.filter(topic -> topic.isNotOf(checkpoint)).isPresent();
    }

    /** Leaves the ledger open: its maker closes it. */
    @Override
    public void close() {}

    // ---- the poll thread's side

    @Override
    public Map<TopicPartition, Checkpoint> restore(
            Consumer<?, ?> consumer, Collection<TopicPartition> topicPartitions, Incarnation now, Duration timeout) {
        present = Optional.of(now);
        Set<Partition> partitions = TopicPartitions.partitions(topicPartitions);
        Map<Partition, Checkpoint> ofLedger = shared.take(fence, partitions, timeout);
        ofLedger.forEach(SharedLedgerLane::requireOfTopic);
        Map<TopicPartition, Checkpoint> ofGroup = committedOffsets.read(consumer, topicPartitions, timeout);
        Map<TopicPartition, Checkpoint> furthest = new HashMap<>(ofGroup);
        ofLedger.forEach((partition, checkpoint) ->
                furthest.merge(TopicPartitions.topicPartition(partition), checkpoint, this::further));
        ofGroup.values().removeIf(this::isOfAnother);
        group.follow(topicPartitions, ofGroup);
        ofLedger.forEach(this::durable);
        return furthest;
    }

    /** One of a topic that is gone is behind any other. */
    private Checkpoint further(Checkpoint ofGroup, Checkpoint ofLedger) {
        if (isOfAnother(ofGroup) != isOfAnother(ofLedger)) {
            return isOfAnother(ofGroup) ? ofLedger : ofGroup;
        }
        return ofGroup.position() > ofLedger.position() ? ofGroup : ofLedger;
    }

    @Override
    public Map<TopicPartition, Checkpoint> ofGroup(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {
        return committedOffsets.ofGroup(consumer, partitions, timeout);
    }

    @Override
    public String remedy() {
        return committedOffsets.remedy() + ", and in both cases begin with an empty sink";
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

    /** Any other bookmark is of a source whose positions are something else. */
    private static void requireOfTopic(Partition partition, Checkpoint checkpoint) {
        if (!checkpoint.bookmark().isEmpty() && Incarnation.of(checkpoint).isEmpty()) {
            throw new UnusableCheckpointException(
                    TroubleCode.CHECKPOINT_OF_OTHER_SOURCE,
                    "what was counted of " + partition + " so far did not come from a topic: begin with an empty sink");
        }
    }
}
