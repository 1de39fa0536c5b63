package io.kafkafetch.adapters.kafka.repositioning;

import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.position.Committed;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Reads committed offsets of any zone, and those that cannot be read. */
final class CommittedState {

    private CommittedState() {}

    static Committed of(OffsetAndMetadata committed) {
        if (!OffsetMetadata.isIn(committed)) {
            return new Committed(committed.offset(), Optional.empty(), "", true, "", "");
        }
        Optional<ZoneId> zone = OffsetMetadata.zoneIn(committed);
        if (zone.isEmpty()) {
            return unreadable(committed);
        }
        try {
            Checkpoint checkpoint = new OffsetMetadata(zone.get()).decode(committed);
            return new Committed(
                    checkpoint.position(),
                    Optional.of(checkpoint.running()),
                    zone.get().getId(),
                    true,
                    Incarnation.of(checkpoint)
                            .map(topic -> topic.id().toString())
                            .orElse(""),
                    checkpoint.bookmark());
        } catch (UnusableCheckpointException damaged) {
            return unreadable(committed);
        }
    }

    private static Committed unreadable(OffsetAndMetadata committed) {
        return new Committed(committed.offset(), Optional.empty(), "", false, "", "");
    }
}
