package io.kafkafetch.adapters.http.logins.fault;

import org.jspecify.annotations.Nullable;

/** Ends a request: it was not taken, or not to its end. Without a stack trace, since strangers can cause it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final long kept;

    /** Nothing is kept, and nothing broke. */
    public Refusal(Fault fault) {
        this(fault, 0, null);
    }

    /** @param cause what broke, for the log; {@code null} where the client is at fault */
    public Refusal(Fault fault, @Nullable Throwable cause) {
        this(fault, 0, cause);
    }

    private Refusal(Fault fault, long kept, @Nullable Throwable cause) {
        super(fault.code(), cause, false, false);
        this.fault = fault;
        this.kept = kept;
    }

    /** This refusal, where so many events from the body's first on are durable. */
    public Refusal keeping(long events) {
        return new Refusal(fault, events, getCause());
    }

    /** Why. */
    public Fault fault() {
        return fault;
    }

    /** How many events from the body's first on are durable for certain. */
    public long kept() {
        return kept;
    }
}
