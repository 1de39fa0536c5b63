package io.kafkafetch.adapters.registry.format;

import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.adapters.registry.UnusableSchemaException;
import io.kafkafetch.domain.login.RecordFault;
import java.util.Optional;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes formats of schemas. Immutable, thread-safe. */
public final class ValueFormats {

    private static final Logger LOG = LoggerFactory.getLogger(ValueFormats.class);
    private static final int MOST_OF_A_MESSAGE = 300;

    private final Optional<Schema> reader;
    private final LogicalTimes times;

    /**
     * @param reader the schema that values of Avro are read as; empty where each is read as it was written
     * @param times what becomes of times
     */
    public ValueFormats(Optional<Schema> reader, LogicalTimes times) {
        this.reader = reader;
        this.times = times;
    }

    /**
     * The format of a schema's values. Never throws: of a schema that cannot be read it logs one line that says why.
     *
     * @return {@link Schemas.Usable} or, with {@link RecordFault#WRONG_SCHEMA_TYPE}, {@link Schemas.Unusable}
     */
    public Schemas.Known compile(RegisteredSchema schema) {
        try {
            return new Schemas.Usable(format(schema));
        } catch (UnusableSchemaException unusable) {
            return unusable(schema, unusable.why());
        } catch (RuntimeException | StackOverflowError foreign) { // of Avro's and Protobuf's parsers, which descend
            return unusable(schema, foreign.toString());
        }
    }

    private ValueFormat format(RegisteredSchema schema) throws UnusableSchemaException {
        return switch (schema.type()) {
            case AVRO -> AvroFormat.of(schema, reader, times);
            case PROTOBUF -> ProtobufFormat.of(schema, times);
            case JSON -> new JsonSchemaFormat();
            case OTHER -> throw new UnusableSchemaException("it is neither Avro nor Protobuf nor JSON Schema");
        };
    }

    private static Schemas.Known unusable(RegisteredSchema schema, String why) {
        String line = why.lines().findFirst().orElse("");
        LOG.warn(
                "Records of a schema of type {} cannot be read: {}",
                schema.type(),
                line.substring(0, Math.min(line.length(), MOST_OF_A_MESSAGE)));
        return new Schemas.Unusable(RecordFault.WRONG_SCHEMA_TYPE);
    }
}
