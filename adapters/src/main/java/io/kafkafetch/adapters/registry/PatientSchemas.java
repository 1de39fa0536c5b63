package io.kafkafetch.adapters.registry;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Schemas for a command, which waits for each: {@link #known} asks the registry and answers once it did, never {@link
 * Schemas.Awaited}. Keeps at most {@value #MOST}, those that were used last; one that the registry did not have is asked for
 * again after 10 s. Thread-safe; while one thread waits for the registry the others wait too.
 */
public final class PatientSchemas implements Schemas {

    /** How many schemas are kept. */
    public static final int MOST = SchemaShelf.MOST;

    private final Inquiry inquiry;
    private final Duration missing;
    private final LongSupplier nanoTime;
    private final Map<SchemaId, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Kept(Inquiry.Result result, long answeredNanos) {}

    /**
     * Without a schema yet.
     *
     * @param compiler what a schema means for its records; it does not throw
     */
    public PatientSchemas(SchemaRegistry registry, Function<RegisteredSchema, Known> compiler) {
        this(registry, compiler, Patience.USUAL.missing(), System::nanoTime);
    }

    /**
     * The same, with a clock of one's own.
     *
     * @param missing after which the registry is asked again for a schema that it did not have
     */
    public PatientSchemas(
            SchemaRegistry registry,
            Function<RegisteredSchema, Known> compiler,
            Duration missing,
            LongSupplier nanoTime) {
        this.inquiry = new Inquiry(registry, compiler);
        this.missing = missing;
        this.nanoTime = nanoTime;
    }

    /** @throws RegistryAwayException if the registry does not answer, or the thread is interrupted, which keeps its mark */
    @Override
    public synchronized Known known(SchemaId id) {
        Kept there = kept.get(id);
        if (there != null
                && (there.result().lasts() || nanoTime.getAsLong() - there.answeredNanos() < missing.toNanos())) {
            return there.result().known();
        }
        try {
            Inquiry.Result result = inquiry.ask(id);
            kept.put(id, new Kept(result, nanoTime.getAsLong()));
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
            return result.known();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RegistryAwayException(
                    Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY, "this process stops, and did not wait for it"));
        }
    }
}
