package io.kafkafetch.bootstrap.offsets;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.console.position.RecountTable;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.repositioning.GroupLogins;
import io.kafkafetch.adapters.kafka.repositioning.GroupManifests;
import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import io.kafkafetch.application.position.rezoning.Recount;
import io.kafkafetch.application.position.rezoning.Rezoning;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Counts the running hours in another zone. */
@Command(
        name = "rezone",
        header = "Recompute the running hours in another time zone. A dry run by default.%n",
        description = {
            "Positions stay. The hours are counted again from the records that INPUT_TOPIC still has, by the service's own"
                    + " decoder and settings, or with ROLLUPS from the tallies, whichever reaches further back; where both zones"
                    + " are always as many hours apart, from the hours themselves. Says for each partition since when, and how many"
                    + " logins are left out.",
            "Tallies say the minute of a recent login, the hour or day of an older one: where that does not say the hour in"
                    + " the new zone, they are not used. After it, start all instances with the new ZONE."
        },
        footer = {
            "Examples:",
            "  kafka-fetch offsets rezone Europe/Berlin",
            "  ROLLUPS=on kafka-fetch offsets rezone Asia/Kolkata --execute"
        })
final class RezoneCommand extends MoveCommand {

    @Parameters(paramLabel = "ZONE", description = "The new ZONE, such as UTC, Europe/Berlin or +02:00.")
    private String zone = "";

    private @Nullable Rezoning rezoning;

    @Override
    protected void check() {
        clock();
    }

    private HourOfDay clock() {
        try {
            return new HourOfDay(ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            throw new UserError(
                    UserError.USAGE,
                    "ZONE=" + zone + " cannot be used: expected a time zone such as UTC, Europe/Berlin or +02:00");
        }
    }

    @Override
    protected Plan plan(PositionSession session, GroupState state) throws InterruptedException {
        KafkaFetchConfiguration configuration = session.configuration();
        Rezoning found = new Rezoning(clock(), state.partitions());
        Optional<RollupTopics> topics = configuration.rollupTopics();
        if (topics.isPresent() && found.isOpen()) {
            new GroupManifests(session.clients(), configuration.pipeline(), topics.get()).forEach(found::add);
        }
        GroupLogins logins = new GroupLogins(
                session.clients(), configuration.inputTopic(), configuration.format(), configuration.patientSchemas());
        for (List<PartitionState> unread = found.unread(); !unread.isEmpty(); unread = found.unread()) {
            logins.read(unread, found::add);
        }
        rezoning = found;
        Plan plan = found.plan();
        List<String> obstacles = plan.left().stream()
                .filter(left -> !left.why().isHarmless())
                .map(left -> Words.left(left) + ". Nothing was written")
                .toList();
        if (isExecuted() && !obstacles.isEmpty()) {
            throw new UserError(UserError.UNUSABLE, obstacles);
        }
        return plan;
    }

    @Override
    protected List<String> table(List<Move> moves) {
        return RecountTable.lines(moves, this::recount, terminal());
    }

    private Recount recount(Move move) {
        return requireNonNull(rezoning).recount(move.before().partition()).orElseThrow();
    }

    @Override
    protected List<String> remarks(Plan plan) {
        List<String> remarks = new ArrayList<>();
        long all = plan.moves().stream().mapToLong(RezoneCommand::logins).sum();
        if (all > 0 && plan.moves().stream().allMatch(move -> move.dropped() == 0)) {
            remarks.add("Running hours are exact: all " + Words.number(all) + " logins are counted in " + zone + ".");
        }
        if (!plan.changes().isEmpty()) {
            remarks.add("A service continues with ZONE=" + zone
                    + " alone. With ROLLUPS give it a new TALLIES_TOPIC and ROLLUPS_TOPIC: totals of two zones are not"
                    + " added up.");
        }
        return remarks;
    }

    private static long logins(Move move) {
        return move.after().running().total();
    }
}
