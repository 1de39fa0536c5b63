package io.kafkafetch.adapters.registry;

import java.util.UUID;

/** How a record names its schema. */
public sealed interface SchemaId {

    /** The path below the registry's address where the schema is, e.g. {@code schemas/ids/7}. */
    String path();

    /** An id that is counted in one registry: four bytes behind the byte 0. */
    record Numbered(int number) implements SchemaId {

        @Override
        public String path() {
            return "schemas/ids/" + Integer.toUnsignedString(number);
        }
    }

    /** An id that is the same in all registries: sixteen bytes behind the byte 1, in a header of the record. */
    record Global(UUID guid) implements SchemaId {

        @Override
        public String path() {
            return "schemas/guids/" + guid;
        }
    }
}
