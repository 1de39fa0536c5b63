package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Condition;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is said of positions, for people. */
final class Words {

    private static final int MOST_NAMED = 5;

    private Words() {}

    /** What is noteworthy about where the group stands, a line each. */
    static List<String> notes(List<PartitionState> partitions, String zone) {
        List<String> notes = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            List<PartitionState> those = partitions.stream()
                    .filter(state -> state.condition() == condition)
                    .toList();
            if (!those.isEmpty()) {
                notes.addAll(notes(condition, those));
            }
        }
        add(
                notes,
                committed(
                        partitions,
                        there -> there.hours().isPresent() && !there.zone().equals(zone)),
                ": hours of another zone than ZONE=" + zone
                        + ": no service with this ZONE continues them; offsets rezone counts them in it");
        add(
                notes,
                committed(partitions, there -> !there.isReadable()),
                ": a state that this version cannot read: it is of a later version, or damaged");
        add(
                notes,
                committed(
                        partitions, there -> there.isReadable() && there.hours().isEmpty()),
                ": a position without running hours, as other tools write it; they are counted from zero there");
        return notes;
    }

    private static List<String> notes(Condition condition, List<PartitionState> those) {
        return switch (condition) {
            case INTACT -> List.of();
            case NOTHING_COMMITTED ->
                List.of(names(those)
                        + ": nothing is committed, so reading begins where KAFKA_AUTO_OFFSET_RESET says. If the"
                        + " broker has forgotten the group, offsets restore finds its positions in the tallies");
            case DELETED_AHEAD ->
                those.stream()
                        .map(state -> state.partition() + ": " + number(state.beginning() - position(state))
                                + " records, offsets " + position(state) + " to " + (state.beginning() - 1)
                                + ", were deleted before they were read: they are in no insight")
                        .toList();
            case BEYOND_END ->
                List.of(names(those)
                        + ": the position is beyond the end, so nothing is read. The topic has lost records"
                        + " that were counted, or the position is another topic's; use offsets reset or restart");
            case RECREATED ->
                List.of(names(those) + ": the position is of topic id "
                        + those.stream()
                                .flatMap(state -> state.committed().stream())
                                .map(Committed::life)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ". The topic was deleted and created again; use offsets restart");
        };
    }

    private static List<PartitionState> committed(List<PartitionState> partitions, Predicate<Committed> which) {
        return partitions.stream()
                .filter(state -> state.committed().filter(which).isPresent())
                .toList();
    }

    private static void add(List<String> notes, List<PartitionState> those, String what) {
        if (!those.isEmpty()) {
            notes.add(names(those) + what);
        }
    }

    /** Why a partition stays as it is. */
    static String left(Plan.Left left) {
        PartitionState state = left.state();
        return state.partition()
                + switch (left.why()) {
                    case NO_POSITION -> " has no position in this topic that --by could move: use another target";
                    case OTHER_ZONE ->
                        " has hours of zone "
                                + state.committed().map(Committed::zone).orElse("")
                                + ", which are not to be mixed with others: use offsets rezone or --clear-hours, or set ZONE to it";
                    case UNREADABLE_HOURS -> " has hours that this version cannot read: use --clear-hours";
                    case OF_THIS_TOPIC -> " stands in the topic as it is now, and stays at " + position(state);
                    case BEYOND_END ->
                        " ends at " + state.end() + ", before where the group stood: the topic has lost records that"
                                + " were counted. It stays as it is; offsets reset moves it";
                    case COMMITTED -> " has a position, and stays at " + position(state);
                    case NO_TALLY -> " has no tally that is kept, and stays without a position; offsets reset sets one";
                    case OTHER_TOPIC ->
                        " has tallies of a topic that was deleted, and stays without a position; offsets restart begins"
                                + " the new topic";
                    case NO_HOURS -> " has no running hours, which any ZONE can begin";
                    case SAME_ZONE -> " has hours of this zone, and stays as it is";
                    case RECREATED ->
                        " stands in a topic that was deleted, and stays as it is; offsets restart begins the new topic";
                    case OTHER_LOGINS ->
                        " has other logins before its position than its hours count, as where offsets were moved or"
                                + " MISSING_DEVICE_TYPE was changed: use offsets reset --by 0 --clear-hours";
                };
    }

    /** What follows from moves, a line each. */
    static List<String> consequences(List<Move> moves) {
        List<String> lines = new ArrayList<>();
        long again = moves.stream().mapToLong(Move::again).sum();
        if (again > 0) {
            lines.add(number(again)
                    + " records at most are counted again: their insights and dead letters come a second time,"
                    + " and verify says overlap or duplicate-batch. Totals of ROLLUPS count their logins once"
                    + " (login_rollup_replayed), and may lack those of the commit in which both counts meet"
                    + " (login_rollup_missing).");
        }
        long skipped = moves.stream().mapToLong(Move::skipped).sum();
        if (skipped > 0) {
            lines.add(number(skipped)
                    + " records at most are skipped: they are in no insight, no dead letter and no total,"
                    + " and verify says gap.");
        }
        long dropped = moves.stream().mapToLong(Move::dropped).sum();
        if (dropped > 0) {
            boolean isAll =
                    moves.stream().allMatch(move -> move.after().running().total() == 0);
            lines.add((isAll ? "Running hours begin again: " : "Running hours count what is kept: ") + number(dropped)
                    + " logins are in no peak_hour to come.");
        }
        List<Move> clamped = moves.stream().filter(Move::isClamped).toList();
        for (Move move : clamped) {
            lines.add(move.before().partition() + " has offsets "
                    + move.before().beginning() + " to " + move.before().end() + " alone: the nearest is taken");
        }
        return lines;
    }

    private static long position(PartitionState state) {
        return state.committed().map(Committed::position).orElse(0L);
    }

    /** A sentence as lines that a terminal of this width shows whole; the further ones are indented. */
    static List<String> wrapped(String sentence, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : DisplayText.oneLine(sentence).split(" ", -1)) {
            if (!line.isEmpty() && DisplayText.width(line.toString()) + 1 + DisplayText.width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(' ');
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static String names(List<PartitionState> those) {
        String first = those.stream()
                .limit(MOST_NAMED)
                .map(state -> state.partition().toString())
                .collect(Collectors.joining(", "));
        return those.size() > MOST_NAMED ? first + " and " + (those.size() - MOST_NAMED) + " more" : first;
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
