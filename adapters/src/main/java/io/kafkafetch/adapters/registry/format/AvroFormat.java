package io.kafkafetch.adapters.registry.format;

import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.UnusableSchemaException;
import io.kafkafetch.domain.login.RecordFault;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.NameValidator;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Values in Avro's binary encoding. A record becomes an object, a union's value stands as it is, bytes are Base64, a
 * decimal is a number, NaN and the infinities are texts; {@link LogicalTimes} says what times are.
 *
 * <p>Bounds: arrays and objects nest as deep as the decoder of logins takes them; see {@link AvroBytes} and
 * {@link JsonBytes} for sizes.
 */
final class AvroFormat implements ValueFormat {

    private final Schema writer;
    private final @Nullable Schema reader;
    private final AvroNode root;

    /** What one thread has used and the next may: building what resolves schemas takes long. */
    private final AtomicReference<AvroNode.@Nullable Reading> spare = new AtomicReference<>();

    private AvroFormat(Schema writer, @Nullable Schema reader, AvroNode root) {
        this.writer = writer;
        this.reader = reader;
        this.root = root;
    }

    /**
     * The format of a schema.
     *
     * @param reader the schema that values are read as; empty to read them as they were written
     * @throws UnusableSchemaException if one of them is no record, or no value can be read as the reader's
     * @throws RuntimeException if the text is no schema
     */
    static AvroFormat of(RegisteredSchema schema, Optional<Schema> reader, LogicalTimes times)
            throws UnusableSchemaException {
        Schema written = parse(schema);
        requireRecord(written);
        AvroExtent.check(written);
        if (reader.isEmpty()) {
            return new AvroFormat(written, null, new AvroCompiler(times).node(written));
        }
        Schema read = reader.get();
        requireRecord(read);
        AvroExtent.check(read);
        Schema renamed = Schema.applyAliases(written, read);
        if (Resolver.resolve(renamed, read) instanceof Resolver.ErrorAction error) {
            throw new UnusableSchemaException("it does not fit the reader's schema: " + error);
        }
        AvroFormat format = new AvroFormat(renamed, read, new AvroCompiler(times).node(read));
        format.spare.set(format.reading()); // what is wrong with the pair shows here, not with the first value
        return format;
    }

    @Override
    public void write(Frame frame, JsonBytes json) throws MalformedValueException {
        json.clear();
        AvroNode.Reading reading = spare.getAndSet(null);
        try {
            if (reading == null) {
                reading = reading();
            }
            write(frame, reading, json);
        } catch (IOException | RuntimeException malformed) { // Avro's own are of many types, indices among them
            throw new MalformedValueException(RecordFault.NOT_AVRO);
        } finally {
            if (reading != null) {
                reading.bytes.forget();
                spare.set(reading);
            }
        }
    }

    private void write(Frame frame, AvroNode.Reading reading, JsonBytes json) throws IOException {
        reading.bytes.read(frame.body());
        if (reading.resolving != null) {
            reading.resolving.configure(reading.bytes);
        }
        root.write(reading, 0, json);
        if (reading.resolving != null) {
            reading.resolving.drain();
        }
        if (reading.bytes.remaining() > 0) {
            throw new IOException("goes on behind its end");
        }
    }

    private AvroNode.Reading reading() {
        return new AvroNode.Reading(reader == null ? null : resolving(writer, reader));
    }

    private static ResolvingDecoder resolving(Schema writer, Schema reader) {
        try {
            return DecoderFactory.get().resolvingDecoder(writer, reader, null);
        } catch (IOException impossible) { // of defaults, which are encoded in memory
            throw new IllegalStateException(impossible);
        }
    }

    /** As lenient of names and defaults as registries are. */
    private static Schema parse(RegisteredSchema schema) {
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
        schema.references().forEach(reference -> parser.parse(reference.text()));
        return parser.parse(schema.text());
    }

    private static void requireRecord(Schema schema) throws UnusableSchemaException {
        boolean nullable =
                schema.isUnion() && schema.isNullable() && schema.getTypes().size() == 2;
        boolean record = nullable
                ? schema.getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.RECORD)
                : schema.getType() == Schema.Type.RECORD;
        if (!record) {
            throw new UnusableSchemaException("it is neither a record nor one or null");
        }
    }
}
