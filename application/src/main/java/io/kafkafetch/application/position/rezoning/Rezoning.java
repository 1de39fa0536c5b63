package io.kafkafetch.application.position.rezoning;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.Obstacle;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recomputes the running hours of a group in another zone. To be used in this order: all {@linkplain #add(Manifest) manifests},
 * where there are any; then the logins of the partitions that are {@linkplain #unread unread}, until none is; then the
 * {@linkplain #plan plan}. Positions stay.
 *
 * <p>Laws: new hours count the last logins before the position that are in the old hours, each at its hour in the new zone; there
 * are no more of them. Not thread-safe.
 */
public final class Rezoning {

    private final HourOfDay zone;
    private final List<PartitionState> partitions;
    private final Map<Partition, PartitionRezoning> open = new LinkedHashMap<>();

    /** @param zone that hours are to be counted in */
    public Rezoning(HourOfDay zone, List<PartitionState> partitions) {
        this.zone = zone;
        this.partitions = List.copyOf(partitions);
        Map<String, HourOfDay> clocks = new HashMap<>();
        for (PartitionState state : partitions) {
            state.committed().filter(there -> obstacle(state).isEmpty()).ifPresent(there -> {
                HourOfDay before = clocks.computeIfAbsent(there.zone(), id -> new HourOfDay(ZoneId.of(id)));
                HourCounts hours = there.hours().orElse(HourCounts.EMPTY);
                open.put(state.partition(), new PartitionRezoning(state, hours, before, zone));
            });
        }
    }

    private Optional<Obstacle> obstacle(PartitionState state) {
        Optional<Committed> there = state.committed();
        if (there.filter(found -> !found.isReadable()).isPresent()) {
            return Optional.of(Obstacle.UNREADABLE_HOURS);
        }
        if (there.flatMap(Committed::hours).isEmpty()) {
            return Optional.of(Obstacle.NO_HOURS);
        }
        if (there.filter(found -> found.zone().equals(id())).isPresent()) {
            return Optional.of(Obstacle.SAME_ZONE);
        }
        return switch (state.condition()) {
            case RECREATED -> Optional.of(Obstacle.RECREATED);
            case BEYOND_END -> Optional.of(Obstacle.BEYOND_END);
            case INTACT, DELETED_AHEAD, NOTHING_COMMITTED -> Optional.empty();
        };
    }

    private String id() {
        return zone.zone().getId();
    }

    /** Whether more has to be known than what is committed. */
    public boolean isOpen() {
        return open.values().stream().anyMatch(PartitionRezoning::isOpen);
    }

    /** The next manifest. */
    public void add(Manifest manifest) {
        PartitionRezoning partition = open.get(manifest.partition());
        if (partition != null) {
            partition.add(manifest);
        }
    }

    /** The partitions whose logins are to be read now, from the first one that is there up to the position. */
    public List<PartitionState> unread() {
        List<PartitionState> unread = new ArrayList<>();
        open.values().stream()
                .filter(PartitionRezoning::beginReading)
                .map(PartitionRezoning::state)
                .forEach(unread::add);
        return unread;
    }

    /**
     * The next login of an unread partition.
     *
     * @param recorded when the record was written
     * @param moment when the login happened, in epoch seconds
     */
    public void add(Partition partition, long offset, Instant recorded, long moment) {
        PartitionRezoning found = open.get(partition);
        if (found != null) {
            found.add(offset, recorded, moment);
        }
    }

    /** What is known of a partition by now; empty where it stays as it is. */
    public Optional<Recount> recount(Partition partition) {
        return Optional.ofNullable(open.get(partition)).flatMap(PartitionRezoning::result);
    }

    /** Puts what is known into each partition's checkpoint. */
    public Plan plan() {
        List<Move> moves = new ArrayList<>();
        List<Plan.Left> left = new ArrayList<>();
        for (PartitionState state : partitions) {
            Optional<Recount> recount = recount(state.partition());
            if (recount.isPresent()) {
                moves.add(move(state, recount.get()));
            } else {
                left.add(new Plan.Left(state, obstacle(state).orElse(Obstacle.OTHER_LOGINS)));
            }
        }
        return new Plan(moves, left);
    }

    private Move move(PartitionState state, Recount recount) {
        Committed there = state.committed().orElseThrow();
        return new Move(state, new Checkpoint(there.position(), recount.hours(), there.bookmark()), id(), false);
    }
}
