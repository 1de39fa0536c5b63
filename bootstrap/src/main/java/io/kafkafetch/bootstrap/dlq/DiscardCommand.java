package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.application.letter.LetterState;
import picocli.CommandLine.Command;

/** Gives letters up. */
@Command(
        name = "discard",
        header = "Give dead letters up: they are not open any more.%n",
        description =
                "Nothing is deleted: dlq replay --state discarded still sends them, as long as the topic keeps them.",
        footer = {
            "Examples:",
            "  kafka-fetch dlq discard user-login-dlq-0@17 --because 'not a login'",
            "  kafka-fetch dlq discard --reason tombstone --because 'nothing to count'"
        })
final class DiscardCommand extends MarkCommand {

    DiscardCommand() {
        super(LetterState.DISCARDED);
    }
}
