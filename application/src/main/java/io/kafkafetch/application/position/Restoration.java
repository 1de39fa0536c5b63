package io.kafkafetch.application.position;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the manifests of a group where it stood, in their order. The position follows from the last manifest of each
 * partition. The running hours are exact where the manifests that are kept reach back to when the hours began, without a
 * login missing in between; else they are not known. Not thread-safe.
 */
public final class Restoration {

    private final HourOfDay clock;
    private final ZoneId zone;
    private final Map<Partition, Stand> stands = new HashMap<>();

    /** @param clock that hours are counted by now */
    public Restoration(HourOfDay clock) {
        this.clock = clock;
        this.zone = clock.zone().normalized();
    }

    /** The next manifest. */
    public void add(Manifest manifest) {
        Stand before = stands.get(manifest.partition());
        boolean isSameLife = before == null
                || before.life().isEmpty()
                || manifest.life().isEmpty()
                || before.life().equals(manifest.life());
        HourCounts from = before == null || !isSameLife ? null : before.hours();
        HourCounts start = manifest.before() == 0
                ? HourCounts.EMPTY
                : from != null && from.total() == manifest.before() ? from : null;
        stands.put(
                manifest.partition(),
                new Stand(
                        manifest.lastOffset() + 1,
                        manifest.life().isEmpty() && before != null ? before.life() : manifest.life(),
                        start == null || !isOfThisZone(manifest)
                                ? null
                                : manifest.hours().map(start::plus).orElse(null)));
    }

    private boolean isOfThisZone(Manifest manifest) {
        return manifest.clock().zone().normalized().equals(zone);
    }

    /**
     * Puts the partitions without a position to where they stood, be the records there deleted: the service reports that.
     *
     * @param bookmark of the topic as it is now
     */
    public Plan plan(List<PartitionState> partitions, String bookmark) {
        List<Move> moves = new ArrayList<>();
        List<Plan.Left> left = new ArrayList<>();
        for (PartitionState state : partitions) {
            Stand stand = stands.get(state.partition());
            if (state.committed().isPresent()) {
                left.add(new Plan.Left(state, Obstacle.COMMITTED));
            } else if (stand == null) {
                left.add(new Plan.Left(state, Obstacle.NO_TALLY));
            } else if (!state.life().isEmpty()
                    && !stand.life().isEmpty()
                    && !stand.life().equals(state.life())) {
                left.add(new Plan.Left(state, Obstacle.OTHER_TOPIC));
            } else if (stand.position() > state.end()) {
                left.add(new Plan.Left(state, Obstacle.BEYOND_END));
            } else {
                moves.add(move(state, stand, bookmark));
            }
        }
        return new Plan(moves, left);
    }

    private Move move(PartitionState state, Stand stand, String bookmark) {
        HourCounts hours = stand.hours() == null ? HourCounts.EMPTY : stand.hours();
        return new Move(
                state,
                new Checkpoint(stand.position(), hours, bookmark),
                clock.zone().getId(),
                false);
    }

    /** Whether the hours of this partition are known. */
    public boolean hasHours(Partition partition) {
        Stand stand = stands.get(partition);
        return stand != null && stand.hours() != null;
    }

    /**
     * Where a partition stood.
     *
     * @param hours {@code null} where they are not known
     */
    private record Stand(
            long position, String life, @Nullable HourCounts hours) {}
}
