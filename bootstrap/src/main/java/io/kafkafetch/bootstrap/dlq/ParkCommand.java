package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.application.letter.LetterState;
import picocli.CommandLine.Command;

/** Sets letters aside. */
@Command(
        name = "park",
        header = "Set dead letters aside until somebody looks at them.%n",
        description = "dlq replay passes over them, unless it is given --state parked.",
        footer = {
            "Examples:",
            "  kafka-fetch dlq park user-login-dlq-0@17 --because 'asked the app team'",
            "  kafka-fetch dlq park --reason not-json --because 'a load test'"
        })
final class ParkCommand extends MarkCommand {

    ParkCommand() {
        super(LetterState.PARKED);
    }
}
