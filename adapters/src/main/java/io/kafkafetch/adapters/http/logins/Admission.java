package io.kafkafetch.adapters.http.logins;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much may be under way at a time, over all requests: requests, bytes on their way into the inbox, bytes of bodies
 * that are not complete. Thread-safe. What was taken is given back by whoever took it, exactly once.
 */
final class Admission {

    private final int greatestEvent;
    private final Semaphore requests;
    private final Semaphore inFlight;
    private final Semaphore buffers;

    Admission(HttpSettings settings) {
        greatestEvent = settings.eventBytes();
        requests = new Semaphore(settings.requests());
        // Fair, or many small events would keep a large one waiting for ever.
        inFlight = new Semaphore(settings.inFlightBytes(), true);
        buffers = new Semaphore(settings.bufferBytes());
    }

    /**
     * Lets a request in.
     *
     * @param inboxFull whether the inbox is
     * @throws Refusal with 429 if it has to come again later
     */
    void enter(boolean inboxFull) {
        if (inboxFull || inFlight.availablePermits() < greatestEvent) {
            throw new Refusal(Fault.BUFFER_FULL);
        }
        if (!requests.tryAcquire()) {
            throw new Refusal(Fault.BUSY);
        }
    }

    /** A request that was let in is over. */
    void leave() {
        requests.release();
    }

    /** Takes so many bytes for what is on its way into the inbox; {@code false} if there are none within this time. */
    boolean reserve(int bytes, long timeoutNanos) throws InterruptedException {
        return inFlight.tryAcquire(bytes, timeoutNanos, TimeUnit.NANOSECONDS);
    }

    void settle(int bytes) {
        inFlight.release(bytes);
    }

    /** Takes so many bytes for a body; {@code false} if there are none now. Nobody waits for them, so nobody can for ever. */
    boolean buffer(int bytes) {
        return buffers.tryAcquire(bytes);
    }

    void unbuffer(int bytes) {
        buffers.release(bytes);
    }

    /** What is free now: requests, bytes in flight, bytes of buffers. */
    Free free() {
        return new Free(requests.availablePermits(), inFlight.availablePermits(), buffers.availablePermits());
    }

    /** See {@link #free()}. */
    record Free(int requests, int inFlightBytes, int bufferBytes) {}
}
