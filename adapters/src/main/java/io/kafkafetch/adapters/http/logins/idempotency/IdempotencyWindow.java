package io.kafkafetch.adapters.http.logins.idempotency;

import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is remembered of requests with an idempotency key, for a while, so that a retry appends nothing twice. In memory
 * alone: it does not outlive the process. Bounded in keys and in time: past that the key that was not used for longest
 * is forgotten. Keys in use do not count; there are no more than requests, and chunks in flight. Thread-safe.
 */
public final class IdempotencyWindow {

    private final ReentrantLock lock = new ReentrantLock();
    private final int capacity;
    private final long lifeNanos;
    private final LongSupplier nanoTime;
    private final Set<String> inUse = new HashSet<>();
    private final Map<String, Remembered> settled = new LinkedHashMap<>();

    private record Remembered(Progress progress, long atNanos) {}

    /**
     * A window that remembers nothing yet.
     *
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
     */
    public IdempotencyWindow(HttpSettings settings, LongSupplier nanoTime) {
        this.capacity = settings.keys();
        this.lifeNanos = settings.keyLife().toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a key into use; the same caller {@link #settle settles} it.
     *
     * @return how far its events had come
     * @throws Refusal if it is in use
     */
    public Progress claim(String key) {
        return locked(() -> {
            forgetOld();
            if (!inUse.add(key)) {
                throw new Refusal(Fault.KEY_IN_USE);
            }
            Remembered before = settled.remove(key);
            return before == null ? Progress.NONE : before.progress();
        });
    }

    /** The key is not in use any more, and its events have come this far. */
    public void settle(String key, Progress progress) {
        locked(() -> {
            inUse.remove(key);
            if (progress.events() > 0 || progress.finished()) {
                settled.put(key, new Remembered(progress, nanoTime.getAsLong()));
            }
            forgetOld();
            return progress;
        });
    }

    /** Keys in use and remembered. */
    int size() {
        return locked(() -> inUse.size() + settled.size());
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        Iterator<Remembered> oldest = settled.values().iterator();
        while (oldest.hasNext()) {
            Remembered next = oldest.next();
            if (settled.size() <= capacity && now - next.atNanos() < lifeNanos) {
                return;
            }
            oldest.remove();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
