package io.kafkafetch.adapters.registry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry whose answers, and their moments, a test decides. */
final class FakeRegistry implements SchemaRegistry {

    /** What is answered of a schema: itself, or a failure. */
    private final Map<SchemaId, Object> answers = new ConcurrentHashMap<>();

    private final Map<SchemaId, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Semaphore gate = new Semaphore(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile Optional<Throwable> failure = Optional.empty();

    /** Has this schema, and does not fail any more. */
    void put(SchemaId id, RegisteredSchema schema) {
        answers.put(id, schema);
        failure = Optional.empty();
    }

    void put(SchemaId id, UnusableReferencesException unusable) {
        answers.put(id, unusable);
    }

    /** Fails so until a schema is put into it. */
    void fail(Throwable with) {
        failure = Optional.of(with);
    }

    /** Answers nothing until it is released. */
    void hold() {
        gate.drainPermits();
    }

    void release() {
        if (gate.availablePermits() == 0) {
            gate.release();
        }
    }

    int asked(SchemaId id) {
        AtomicInteger count = asked.get(id);
        return count == null ? 0 : count.get();
    }

    int underWay() {
        return underWay.get();
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    @Override
    public Optional<RegisteredSchema> schema(SchemaId id) throws InterruptedException {
        asked.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            gate.acquire();
            gate.release();
        } finally {
            underWay.decrementAndGet();
        }
        switch (failure.orElse(null)) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            case Throwable other -> throw new IllegalStateException(other);
        }
        return switch (answers.get(id)) {
            case null -> Optional.empty();
            case UnusableReferencesException unusable -> throw unusable;
            case RegisteredSchema schema -> Optional.of(schema);
            default -> throw new IllegalStateException();
        };
    }
}
