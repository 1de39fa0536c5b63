package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.application.position.Condition;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Begins a topic that was created again. */
@Command(
        name = "restart",
        header = "Begin a topic that was deleted and created again. A dry run by default.%n",
        description = {
            "Does once what TOPIC_RECREATED=restart does always: each partition without a position in the topic as it is now"
                    + " begins where it begins, whatever KAFKA_AUTO_OFFSET_RESET says, with running hours at zero. Positions"
                    + " of the present topic stay as they are. Then a service with TOPIC_RECREATED=hold reads on.",
            "What the old topic still held is lost, and names of batches come again in insights."
        },
        footer = {
            "Examples:",
            "  kafka-fetch offsets restart",
            "  kafka-fetch offsets restart --config prod.yml --execute"
        })
final class RestartCommand extends MoveCommand {

    @Override
    protected void check() {}

    @Override
    protected Plan plan(PositionSession session, GroupState state) {
        return Plan.restart(state.partitions(), state.bookmark(), session.zone());
    }

    @Override
    protected List<String> remarks(Plan plan) {
        List<String> remarks = new ArrayList<>();
        List<PartitionState> unknown = plan.moves().stream()
                .map(Move::before)
                .filter(state -> state.condition() == Condition.NOTHING_COMMITTED)
                .toList();
        if (!unknown.isEmpty()) {
            remarks.add(Words.names(unknown)
                    + ": nothing is committed. A broker forgets offsets with their topic; if it has"
                    + " forgotten a group that stood still, use offsets restore instead");
        }
        return remarks;
    }
}
