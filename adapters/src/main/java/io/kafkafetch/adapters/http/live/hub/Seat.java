package io.kafkafetch.adapters.http.live.hub;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A viewer's place, taken before the answer begins and given back exactly once: when its stream ends, or when it never
 * begins since the client has gone in between. Thread-safe.
 */
final class Seat {

    private enum State {
        RESERVED,
        IN_USE,
        FREE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RESERVED);
    private final Runnable giveBack;

    Seat(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** Its stream begins; {@code false} if that is too late. */
    boolean use() {
        return state.compareAndSet(State.RESERVED, State.IN_USE);
    }

    /** Its stream ends. */
    void leave() {
        if (state.compareAndSet(State.IN_USE, State.FREE)) {
            giveBack.run();
        }
    }

    /** Its stream should have begun by now. */
    void expire() {
        if (state.compareAndSet(State.RESERVED, State.FREE)) {
            giveBack.run();
        }
    }
}
