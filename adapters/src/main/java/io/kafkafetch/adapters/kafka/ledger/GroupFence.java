package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/** Says as which group member outcomes may be committed. */
@FunctionalInterface
public interface GroupFence {

    /**
     * The member and generation that own all partitions of these outcomes; empty if there is none any more.
     *
     * <p>Ownership is checked and the generation taken as one step: a broker accepts any partition from a member of the
     * current generation, so that a fresh generation with a partition of the one before would count logins twice.
     */
    Optional<ConsumerGroupMetadata> admit(List<BatchOutcome> outcomes);

    /** Checks checkpoints without outcomes: they must still be what the owner of all of them wants committed. */
    default Optional<ConsumerGroupMetadata> admit(Map<Partition, Checkpoint> positions) {
        return admit(List.of());
    }
}
