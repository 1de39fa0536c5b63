package io.kafkafetch.adapters.registry;

import io.kafkafetch.adapters.registry.Schemas.Known;
import io.kafkafetch.adapters.registry.Schemas.Unusable;
import io.kafkafetch.domain.login.RecordFault;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a registry for a schema, and says what is to be done with its records.
 *
 * @param compiler what a schema means for its records; it does not throw
 */
record Inquiry(SchemaRegistry registry, Function<RegisteredSchema, Known> compiler) {

    private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);

    /**
     * What became of it.
     *
     * @param lasts whether it is so for good: a schema never changes, but what is not there may come
     */
    record Result(Known known, boolean lasts) {}

    /** @throws RegistryAwayException if there is no answer */
    Result ask(SchemaId id) throws InterruptedException {
        if (id instanceof SchemaId.Numbered numbered && numbered.number() < 0) {
            // Registries count in 32 bits with a sign. What looks like a frame by chance is not to be asked for: they
            // answer as to a path that they do not have, and reading would wait for them.
            return new Result(new Unusable(RecordFault.UNKNOWN_SCHEMA), true);
        }
        try {
            Optional<RegisteredSchema> schema = registry.schema(id);
            return schema.isPresent()
                    ? new Result(compiler.apply(schema.get()), true)
                    : new Result(new Unusable(RecordFault.UNKNOWN_SCHEMA), false);
        } catch (UnusableReferencesException unusable) {
            LOG.warn("Records of {} cannot be read: {}", id.path(), unusable.getMessage());
            return new Result(new Unusable(RecordFault.WRONG_SCHEMA_TYPE), false);
        }
    }
}
