package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.application.replay.RunEndedException;
import io.kafkafetch.bootstrap.process.UserError;

/** How a run that ended early is reported. */
public final class Ended {

    private Ended() {}

    public static UserError error(RunEndedException ended) {
        return switch (ended) {
            case RunEndedException.Fenced fenced ->
                new UserError(
                        UserError.FENCED,
                        fenced.getMessage()
                                + ": this one has ended, and what it committed is in the log. Once the other"
                                + " has ended, the same command sends what is left");
            case RunEndedException.Stopped stopped ->
                new UserError(
                        UserError.STOPPED,
                        stopped.getMessage() + ": nothing more is sent. dlq list --since 1h shows why they failed");
            case RunEndedException.Silent silent ->
                new UserError(UserError.STOPPED, silent.getMessage() + ". Nothing more is sent");
        };
    }
}
