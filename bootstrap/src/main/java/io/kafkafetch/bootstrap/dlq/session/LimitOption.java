package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.bootstrap.process.UserError;

/** A bound on how many letters a command deals with. */
public final class LimitOption {

    private LimitOption() {}

    /**
     * Whether it can be used.
     *
     * @throws UserError of wrong usage
     */
    public static void check(long limit) {
        if (limit < 1) {
            throw new UserError(UserError.USAGE, "--limit=" + limit + " cannot be used: expected 1 or more");
        }
    }
}
