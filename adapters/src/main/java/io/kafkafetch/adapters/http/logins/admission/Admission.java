package io.kafkafetch.adapters.http.logins.admission;

import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.http.packed.Memory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much may be under way at a time, over all requests: requests, bytes on their way into the inbox, bytes of bodies
 * that are not complete. Thread-safe. Whatever a request takes it gives back exactly once.
 */
public final class Admission implements Memory {

    private final int greatestEvent;
    private final int mostOfAddress;
    private final Map<ClientAddress, Integer> ofAddresses = new ConcurrentHashMap<>();
    private final Semaphore requests;
    private final Semaphore inFlight;
    private final Semaphore buffers;

    /** Nothing is taken yet. */
    public Admission(HttpSettings settings) {
        greatestEvent = settings.eventBytes();
        mostOfAddress = settings.requestsPerAddress();
        requests = new Semaphore(settings.requests());
        // Fair, or many small events would keep a large one waiting forever.
        inFlight = new Semaphore(settings.inFlightBytes(), true);
        buffers = new Semaphore(settings.bufferBytes());
    }

    /**
     * Lets a request in.
     *
     * @param client who sends it
     * @param inboxFull whether the inbox is
     * @throws Refusal with 429 if it has to come again later
     */
    public void enter(ClientAddress client, boolean inboxFull) {
        if (inboxFull || inFlight.availablePermits() < greatestEvent) {
            throw new Refusal(Fault.BUFFER_FULL);
        }
        if (!requests.tryAcquire()) {
            throw new Refusal(Fault.BUSY);
        }
        if (ofAddresses.merge(client, 1, Integer::sum) > mostOfAddress) {
            leave(client);
            throw new Refusal(Fault.ADDRESS_BUSY);
        }
    }

    /** A request that was let in is over. */
    public void leave(ClientAddress client) {
        forget(client);
        requests.release();
    }

    private void forget(ClientAddress client) {
        ofAddresses.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    /** Takes so many bytes for what is on its way into the inbox; {@code false} if there are none within this time. */
    public boolean reserve(int bytes, long timeoutNanos) throws InterruptedException {
        return inFlight.tryAcquire(bytes, timeoutNanos, TimeUnit.NANOSECONDS);
    }

    /** Gives back so many bytes that {@link #reserve} took. */
    public void settle(int bytes) {
        inFlight.release(bytes);
    }

    /** Takes so many bytes for a body; {@code false} if there are none now. Nobody waits for them, so nobody can forever. */
    public boolean buffer(int bytes) {
        return buffers.tryAcquire(bytes);
    }

    /** Gives back so many bytes that {@link #buffer} took. */
    public void unbuffer(int bytes) {
        buffers.release(bytes);
    }

    /** @throws Refusal with 503 if there are none now */
    @Override
    public void take(int bytes) {
        if (!buffer(bytes)) {
            throw new Refusal(Fault.NO_BUFFER);
        }
    }

    @Override
    public void giveBack(int bytes) {
        unbuffer(bytes);
    }

    /** Addresses that have a request under way. */
    public int addresses() {
        return ofAddresses.size();
    }

    /** What is free now: requests, bytes in flight, bytes of buffers. */
    public Free free() {
        return new Free(requests.availablePermits(), inFlight.availablePermits(), buffers.availablePermits());
    }

    /** See {@link #free()}. */
    public record Free(int requests, int inFlightBytes, int bufferBytes) {}
}
