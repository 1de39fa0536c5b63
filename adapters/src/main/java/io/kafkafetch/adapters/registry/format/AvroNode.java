package io.kafkafetch.adapters.registry.format;

import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** What writes the values of one place in an Avro schema as JSON. Immutable once the schema is compiled. */
@FunctionalInterface
interface AvroNode {

    /**
     * Reads a value and writes it.
     *
     * @param depth how many arrays and objects are around it
     * @throws IOException if the bytes are malformed; what Avro throws beside it is unchecked
     */
    void write(Reading in, int depth, JsonBytes json) throws IOException;

    /** What is read from: one value after the other, by one thread at a time. */
    final class Reading {

        final AvroBytes bytes = new AvroBytes();
        final Decoder decoder;
        final @Nullable ResolvingDecoder resolving;
        private final Utf8 text = new Utf8();

        /** @param resolving reads as another schema than the writer's; {@code null} if there is none */
        Reading(@Nullable ResolvingDecoder resolving) {
            this.resolving = resolving;
            this.decoder = resolving == null ? bytes : resolving;
        }

        /** A string, until the next one is read. */
        Utf8 text() throws IOException {
            return decoder.readString(text);
        }
    }

    /** A record. Its fields are set when the schema is compiled, for it may be part of itself. */
    final class OfRecord implements AvroNode {

        private final byte[][] names;
        private final AvroNode[] values;

        OfRecord(Schema schema) {
            this.names = schema.getFields().stream()
                    .map(field -> JsonBytes.quoted(field.name()))
                    .toArray(byte[][]::new);
            this.values = new AvroNode[names.length];
        }

        void set(int field, AvroNode value) {
            values[field] = value;
        }

        @Override
        public void write(Reading in, int depth, JsonBytes json) throws IOException {
            AvroCompiler.nest(depth);
            json.beginObject();
            if (in.resolving == null) {
                for (int i = 0; i < values.length; i++) {
                    field(i, in, depth, json);
                }
            } else {
                for (Schema.Field field : in.resolving.readFieldOrder()) {
                    field(field.pos(), in, depth, json);
                }
            }
            json.endObject();
        }

        private void field(int i, Reading in, int depth, JsonBytes json) throws IOException {
            json.name(names[i]);
            values[i].write(in, depth + 1, json);
        }
    }

    /** One of several; its JSON does not say which. */
    final class OfUnion implements AvroNode {

        private final AvroNode[] branches;

        OfUnion(AvroNode[] branches) {
            this.branches = branches;
        }

        @Override
        public void write(Reading in, int depth, JsonBytes json) throws IOException {
            int index = in.decoder.readIndex();
            if (index < 0 || index >= branches.length) {
                throw new AvroTypeException("no branch " + index);
            }
            branches[index].write(in, depth, json);
        }
    }

    /** A text out of a list. */
    final class OfEnum implements AvroNode {

        private final byte[][] symbols;

        OfEnum(Schema schema) {
            this.symbols =
                    schema.getEnumSymbols().stream().map(JsonBytes::quoted).toArray(byte[][]::new);
        }

        @Override
        public void write(Reading in, int depth, JsonBytes json) throws IOException {
            int index = in.decoder.readEnum();
            if (index < 0 || index >= symbols.length) {
                throw new AvroTypeException("no symbol " + index);
            }
            json.quotedText(symbols[index]);
        }
    }
}
