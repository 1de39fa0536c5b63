package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.console.position.MoveTable;
import io.kafkafetch.adapters.kafka.repositioning.GroupMember;
import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.Plan;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Puts the group elsewhere; a dry run unless it is told otherwise. */
abstract class MoveCommand extends PositionsCommand {

    private static final String OWN_POSITIONS =
            "The sink keeps positions of its own, and the service continues from the"
                    + " furthest of both: let it begin with an empty sink.";

    @Option(names = "--execute", description = "Write the new positions. The group must have no members.")
    private boolean execute;

    /** Whether it is to be done. */
    protected final boolean isExecuted() {
        return execute;
    }

    /** What is to be done, said by the options and the group's state. */
    protected abstract Plan plan(PositionSession session, GroupState state) throws InterruptedException;

    /** What is to be said of the plan beside its consequences, a line each. */
    protected abstract List<String> remarks(Plan plan);

    @Override
    protected void check(KafkaFetchConfiguration configuration) {}

    @Override
    protected final int run(PositionSession session) throws InterruptedException {
        GroupState state =
                execute ? session.positions().settled() : session.positions().look();
        Plan plan = plan(session, state);
        print(lines(plan, session.configuration().route().sink()));
        if (plan.changes().isEmpty()) {
            say("There is nothing to write.");
        } else if (execute) {
            session.positions().write(state, plan.changes());
            say(written(plan.changes()) + " written; a service continues from there.");
        } else {
            say("This was a dry run: nothing was written. --execute writes it" + unlessActive(state));
        }
        return 0;
    }

    private List<String> lines(Plan plan, Sink sink) {
        List<String> sentences = new ArrayList<>();
        plan.left().forEach(left -> sentences.add(Words.left(left)));
        sentences.addAll(Words.consequences(plan.changes()));
        sentences.addAll(remarks(plan));
        if (sink != Sink.KAFKA) {
            sentences.add(OWN_POSITIONS);
        }
        List<String> lines = new ArrayList<>();
        if (!plan.moves().isEmpty()) {
            lines.addAll(table(plan.moves()));
            lines.add("");
        }
        int width = terminal().width();
        sentences.forEach(sentence -> lines.addAll(Words.wrapped(sentence, width)));
        return lines;
    }

    /** The moves, for people. */
    protected List<String> table(List<Move> moves) {
        return MoveTable.lines(moves, terminal());
    }

    private static String written(List<Move> moves) {
        return moves.size() == 1 ? "1 position was" : moves.size() + " positions were";
    }

    private static String unlessActive(GroupState state) {
        return state.members().isEmpty()
                ? "."
                : " once the group is left by "
                        + state.members().stream()
                                .map(GroupMember::name)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ".";
    }
}
