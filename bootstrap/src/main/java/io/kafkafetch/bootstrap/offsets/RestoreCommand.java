package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.repositioning.GroupManifests;
import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import io.kafkafetch.application.position.Restoration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.process.UserError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Puts a group that the broker forgot back to where it stood. */
@Command(
        name = "restore",
        header = "Put a group that the broker forgot back to where it stood. A dry run by default.%n",
        description = {
            "A broker forgets the offsets of a group without members after offsets.retention.minutes, and a service would"
                    + " count all logins again. The tallies of ROLLUPS name each batch that was published: the position is"
                    + " behind the last one of each partition. Positions that are there stay.",
            "The running hours are exact where the tallies that are kept reach back to their beginning, and else begin again"
                    + " at zero."
        },
        footer = {
            "Examples:",
            "  ROLLUPS=on kafka-fetch offsets restore",
            "  kafka-fetch offsets restore --config prod.yml --execute"
        })
final class RestoreCommand extends MoveCommand {

    private @Nullable Restoration restoration;

    @Override
    protected void check() {}

    @Override
    protected void check(KafkaFetchConfiguration configuration) {
        topics(configuration);
    }

    private static RollupTopics topics(KafkaFetchConfiguration configuration) {
        return configuration
                .rollupTopics()
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        "offsets restore needs the tallies that a service with ROLLUPS=on or elsewhere writes to Kafka: set"
                                + " ROLLUPS as that service has it"));
    }

    @Override
    protected Plan plan(PositionSession session, GroupState state) throws InterruptedException {
        Restoration found = new Restoration(session.configuration().pipeline().hourOfDay());
        new GroupManifests(session.clients(), session.configuration().pipeline(), topics(session.configuration()))
                .forEach(found::add);
        restoration = found;
        return found.plan(state.partitions(), state.bookmark());
    }

    @Override
    protected List<String> remarks(Plan plan) {
        List<String> remarks = new ArrayList<>();
        Restoration found = restoration;
        List<PartitionState> cleared = plan.moves().stream()
                .map(Move::before)
                .filter(state -> found == null || !found.hasHours(state.partition()))
                .toList();
        if (cleared.isEmpty() && !plan.moves().isEmpty()) {
            remarks.add("Running hours are exact: the tallies reach back to their beginning.");
        }
        if (!cleared.isEmpty()) {
            remarks.add(
                    Words.names(cleared) + ": running hours begin again at zero, for the tallies that are kept do not"
                            + " reach back to their beginning");
        }
        return remarks;
    }
}
