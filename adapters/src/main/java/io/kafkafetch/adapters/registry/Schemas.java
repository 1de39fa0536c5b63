package io.kafkafetch.adapters.registry;

import io.kafkafetch.adapters.registry.format.ValueFormat;
import io.kafkafetch.domain.login.RecordFault;

/** What is known of the schemas of a registry. Thread-safe. */
public interface Schemas {

    /** What is known of a schema. */
    sealed interface Known {}

    /** Values of it can be read. */
    record Usable(ValueFormat format) implements Known {}

    /**
     * Values of it cannot be read, whatever is in them.
     *
     * @param fault {@link RecordFault#UNKNOWN_SCHEMA} or {@link RecordFault#WRONG_SCHEMA_TYPE}
     */
    record Unusable(RecordFault fault) implements Known {}

    /** The registry has been asked, and has not answered yet. */
    record Awaited() implements Known {}

    /**
     * What is known of the schema of this id. The first time it is asked for.
     *
     * @throws RegistryAwayException if this one waits for the registry's answer, and there is none
     */
    Known known(SchemaId id);
}
