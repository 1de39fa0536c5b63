package io.kafkafetch.bootstrap.mapping;

import picocli.CommandLine.Command;

/** What is done with mappings; the commands below say what. */
@Command(
        name = "mapping",
        synopsisSubcommandLabel = "COMMAND",
        header = "Read logins that other systems write: try a mapping, or start one.%n",
        description = {
            "A mapping says where in the events of a feed the fields of a login are, and which events are logins. Name one with"
                    + " LOGIN_MAPPING for `run`, and with --mapping for `analyze`. docs/FEEDS.md describes the presets and the"
                    + " format."
        },
        subcommands = {ShowCommand.class, InitCommand.class, CheckCommand.class},
        footer = {
            "Examples:",
            "  kafka-fetch mapping show okta > mine.json",
            "  kafka-fetch mapping init sample.jsonl > mine.json",
            "  kafka-fetch mapping check mine.json sample.jsonl",
            "  kafka-fetch analyze --mapping okta export.json"
        })
public final class MappingCommand {}
