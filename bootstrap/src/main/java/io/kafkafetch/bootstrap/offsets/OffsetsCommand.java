package io.kafkafetch.bootstrap.offsets;

import picocli.CommandLine.Command;

/** What is done with the group's offsets; the commands below say what. */
@Command(
        name = "offsets",
        synopsisSubcommandLabel = "COMMAND",
        header = "Show where the group stands in INPUT_TOPIC, and move it.%n",
        description = {
            "Takes the environment and --config as `run` does. A committed offset carries the running hours of its partition"
                    + " and the id of its topic, which Kafka's own tools do not know: what these commands write is what the"
                    + " service continues from.",
            "`show` works beside a running service. The others are dry runs unless --execute is given, and then need a group"
                    + " without members. They write all partitions or none."
        },
        subcommands = {
            ShowCommand.class,
            ResetCommand.class,
            RestartCommand.class,
            RestoreCommand.class,
            RezoneCommand.class
        },
        footer = {
            "Examples:",
            "  kafka-fetch offsets show --config prod.yml",
            "  kafka-fetch offsets reset --to-time 2h --keep-hours",
            "  kafka-fetch help offsets reset"
        })
public final class OffsetsCommand {}
