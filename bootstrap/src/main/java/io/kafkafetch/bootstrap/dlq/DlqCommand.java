package io.kafkafetch.bootstrap.dlq;

import picocli.CommandLine.Command;

/** What is done with dead letters; the commands below say what. */
@Command(
        name = "dlq",
        synopsisSubcommandLabel = "COMMAND",
        header = "Show dead letters, fix their records and send them again.%n",
        description = {
            "Takes the environment and --config as `run` does, and works beside a running service. What was done with a"
                    + " letter is in the topic DLQ_LOG_TOPIC: one without an entry is open. With --dir it takes the"
                    + " letters that SINK=file wrote, and their log is in that folder. Each letter is sent again at"
                    + " most once, whatever is killed and when; of two runs at a time the newer one ends the older."
        },
        subcommands = {
            StatsCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ExportCommand.class,
            ReplayCommand.class,
            ParkCommand.class,
            DiscardCommand.class
        },
        footer = {
            "Examples:",
            "  kafka-fetch dlq stats --since 24h",
            "  kafka-fetch dlq replay --reason out-of-range --divide timestamp=1000",
            "  kafka-fetch help dlq replay"
        })
public final class DlqCommand {}
