package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;

/**
 * Counts a body's events, as far as it may hold any: of a packed one no more than bytes were sent, since each becomes a
 * record of some hundred bytes. Not thread-safe.
 */
final class EventBound {

    /** So many may be in the smallest packed body. */
    private static final int FREE_EVENTS = 128;

    private final BodyStream body;
    private final boolean packed;
    private final long most;
    private long events;

    EventBound(BodyStream body, boolean packed, HttpSettings settings) {
        this.body = body;
        this.packed = packed;
        this.most = settings.bounds().events();
    }

    /** @throws Refusal if one more is too many */
    void next() {
        events++;
        if (events > most) {
            throw new Refusal(Fault.TOO_MANY_EVENTS);
        }
        if (packed && events - FREE_EVENTS > body.taken()) {
            throw new Refusal(Fault.PACKED_TOO_TIGHTLY);
        }
    }
}
