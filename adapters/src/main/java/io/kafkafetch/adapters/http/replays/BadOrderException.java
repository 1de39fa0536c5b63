package io.kafkafetch.adapters.http.replays;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import java.util.List;

/** What was ordered cannot be done: the message says of each member what was expected. */
final class BadOrderException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int MOST_FAULTS = 10;
    private static final int LONGEST = 300;

    BadOrderException(List<String> faults) {
        super(String.join(
                "; ",
                faults.stream()
                        .limit(MOST_FAULTS)
                        .map(BadOrderException::shortened)
                        .toList()));
    }

    private static String shortened(String fault) {
        return fault.length() <= LONGEST ? fault : fault.substring(0, LONGEST) + "…";
    }

    Problem problem() {
        ServerProblem kind = ServerProblem.BAD_REPLAY;
        return Problem.of(kind.status(), kind.code(), String.valueOf(getMessage()));
    }
}
