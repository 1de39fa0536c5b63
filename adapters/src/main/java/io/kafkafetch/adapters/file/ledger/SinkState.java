package io.kafkafetch.adapters.file.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is committed to a sink's directory, as of one commit.
 *
 * @param insights where the committed insights end
 * @param deadLetters where the committed dead letters end
 * @param tallies where the committed tallies end; empty where there never were any
 * @param checkpoints of every partition that was ever committed
 */
record SinkState(
        SegmentEnd insights,
        SegmentEnd deadLetters,
        Optional<SegmentEnd> tallies,
        Map<Partition, Checkpoint> checkpoints) {

    /** Nothing was committed yet. */
    static final SinkState EMPTY =
            new SinkState(SegmentEnd.BEGINNING, SegmentEnd.BEGINNING, Optional.empty(), Map.of());

    SinkState {
        checkpoints = Map.copyOf(checkpoints);
    }

    /** This state with these checkpoints, wherever they are. */
    SinkState with(Map<Partition, Checkpoint> positions) {
        Map<Partition, Checkpoint> after = new HashMap<>(checkpoints);
        after.putAll(positions);
        return new SinkState(insights, deadLetters, tallies, after);
    }

    /** The checkpoints once these outcomes are committed. */
    Map<Partition, Checkpoint> checkpointsAfter(List<BatchOutcome> outcomes) {
        Map<Partition, Checkpoint> after = new HashMap<>(checkpoints);
        for (BatchOutcome outcome : outcomes) {
            Checkpoint before = after.put(outcome.batch().partition(), outcome.checkpoint());
            if (before != null && outcome.batch().firstOffset() < before.position()) {
                throw new IllegalStateException(outcome.batch().name() + " begins before offset " + before.position()
                        + ", up to which its partition is committed already");
            }
        }
        return after;
    }
}
