package io.kafkafetch.adapters.registry;

import java.util.Optional;

/** Where the schemas of records are. Thread-safe. */
public interface SchemaRegistry {

    /**
     * The schema of this id; empty where the registry says that it has none. Waits for an answer, for a bounded time.
     *
     * @throws RegistryAwayException if there is no answer, or not one of a registry
     * @throws UnusableReferencesException if the schema refers to what is not there, in a circle, or to too much
     */
    Optional<RegisteredSchema> schema(SchemaId id) throws InterruptedException;
}
