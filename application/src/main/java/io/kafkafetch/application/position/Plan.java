package io.kafkafetch.application.position;

import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be written, and which partitions stay as they are. A partition is in one of both lists.
 *
 * <p>Laws: each new position is one that its partition has; nothing is read again and skipped at once; to plan again what a
 * plan has done, changes nothing.
 */
public record Plan(List<Move> moves, List<Left> left) {

    /** A partition that stays as it is, and why. */
    public record Left(PartitionState state, Obstacle why) {}

    public Plan {
        moves = List.copyOf(moves);
        left = List.copyOf(left);
    }

    /** Those of the moves that change something. */
    public List<Move> changes() {
        return moves.stream().filter(Move::isChange).toList();
    }

    /**
     * Puts each of these partitions there, or as near as it can.
     *
     * @param bookmark of the topic as it is now; a position of this topic keeps its own
     * @param zone that hours are counted in now
     */
    public static Plan reset(
            List<PartitionState> partitions, Target target, Hours hours, String bookmark, String zone) {
        List<Move> moves = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (PartitionState state : partitions) {
            Optional<Long> wanted = target.in(state);
            Optional<Obstacle> obstacle =
                    wanted.isEmpty() ? Optional.of(Obstacle.NO_POSITION) : obstacle(state, hours, zone);
            if (obstacle.isPresent()) {
                left.add(new Left(state, obstacle.get()));
            } else {
                long position = state.within(wanted.get());
                moves.add(new Move(
                        state,
                        new Checkpoint(position, kept(state, hours), bookmark(state, bookmark)),
                        zone,
                        position != wanted.get()));
            }
        }
        return new Plan(moves, left);
    }

    /**
     * Lets all partitions that have no position in the topic as it is now begin where they begin, with running hours at
     * zero.
     *
     * @param bookmark of the topic as it is now
     * @param zone that hours are counted in now
     */
    public static Plan restart(List<PartitionState> partitions, String bookmark, String zone) {
        List<Move> moves = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (PartitionState state : partitions) {
            if (begins(state)) {
                moves.add(new Move(state, new Checkpoint(state.beginning(), HourCounts.EMPTY, bookmark), zone, false));
            } else {
                left.add(new Left(
                        state,
                        state.condition() == Condition.BEYOND_END ? Obstacle.BEYOND_END : Obstacle.OF_THIS_TOPIC));
            }
        }
        return new Plan(moves, left);
    }

    /** Beyond the end of a topic that it does not name: that one was another. */
    private static boolean begins(PartitionState state) {
        return switch (state.condition()) {
            case NOTHING_COMMITTED, RECREATED -> true;
            case BEYOND_END ->
                state.committed().filter(there -> there.life().isEmpty()).isPresent();
            case INTACT, DELETED_AHEAD -> false;
        };
    }

    private static Optional<Obstacle> obstacle(PartitionState state, Hours hours, String zone) {
        if (hours == Hours.CLEAR || state.committed().isEmpty()) {
            return Optional.empty();
        }
        Committed there = state.committed().get();
        if (!there.isReadable()) {
            return Optional.of(Obstacle.UNREADABLE_HOURS);
        }
        return there.hours().isPresent() && !there.zone().equals(zone)
                ? Optional.of(Obstacle.OTHER_ZONE)
                : Optional.empty();
    }

    private static HourCounts kept(PartitionState state, Hours hours) {
        return switch (hours) {
            case KEEP -> state.committed().flatMap(Committed::hours).orElse(HourCounts.EMPTY);
            case CLEAR -> HourCounts.EMPTY;
        };
    }

    /** What a position says of its topic's partitions is of use as long as the topic is the same. */
    private static String bookmark(PartitionState state, String bookmark) {
        return state.committed()
                .filter(there -> !there.life().isEmpty() && there.life().equals(state.life()))
                .map(Committed::bookmark)
                .orElse(bookmark);
    }
}
