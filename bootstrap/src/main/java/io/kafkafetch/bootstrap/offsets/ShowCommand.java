package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the group stands. */
@Command(
        name = "show",
        header = "Show where the group stands: position, lag, running hours, owner, topic.%n",
        description = {
            "A row a partition: its committed position, its end, how many offsets are between them, how many logins its"
                    + " running hours hold, and which instance reads it. Then the topic's id, the zone of the hours, and a"
                    + " line for whatever keeps a service from going on. A service may be at work.",
            "What was lost earlier is in the log and in login_records_lost_total of each instance; offsets do not carry it."
        },
        footer = {
            "Examples:",
            "  kafka-fetch offsets show",
            "  kafka-fetch offsets show --format jsonl | jq 'select(.standing != \"intact\")'"
        })
final class ShowCommand extends PositionsCommand {

    private enum Format {
        TABLE,
        JSONL
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table: for people. jsonl: an object a line (${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Override
    protected void check() {}

    @Override
    protected void check(KafkaFetchConfiguration configuration) {}

    @Override
    protected int run(PositionSession session) throws InterruptedException {
        GroupState state = session.positions().look();
        switch (format) {
            case TABLE ->
                print(PositionPrinter.table(state, session.configuration().groupId(), session.zone(), terminal()));
            case JSONL -> print(PositionPrinter.jsonLines(state));
        }
        return 0;
    }
}
