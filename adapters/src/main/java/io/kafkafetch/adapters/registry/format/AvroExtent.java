package io.kafkafetch.adapters.registry.format;

import io.kafkafetch.adapters.registry.UnusableSchemaException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * How far a schema's records extend when each is written out in the one that contains it: Avro takes room for all of it
 * where schemas are resolved, and never ends where a record contains itself. Unions, arrays and maps are where that stops.
 * Used once; not thread-safe.
 */
final class AvroExtent {

    /** More fields than any event has. */
    private static final int MOST = 10_000;

    private static final int UNFINISHED = -1;

    private final Map<String, Integer> extents = new HashMap<>();
    private final Deque<Schema> below = new ArrayDeque<>();

    private AvroExtent() {}

    /** @throws UnusableSchemaException if a record contains itself, or more than is taken */
    static void check(Schema schema) throws UnusableSchemaException {
        AvroExtent extent = new AvroExtent();
        extent.below.add(schema);
        while (!extent.below.isEmpty()) {
            extent.of(extent.below.remove());
        }
    }

    private int of(Schema schema) throws UnusableSchemaException {
        switch (schema.getType()) {
            case RECORD -> {
                return ofRecord(schema);
            }
            case UNION -> below.addAll(schema.getTypes());
            case ARRAY -> below.add(schema.getElementType());
            case MAP -> below.add(schema.getValueType());
            case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
        return 1;
    }

    private int ofRecord(Schema record) throws UnusableSchemaException {
        Integer known = extents.get(record.getFullName());
        if (known != null && known == UNFINISHED) {
            throw new UnusableSchemaException("a record contains itself, so that no value of it ends");
        }
        if (known != null) {
            return known;
        }
        extents.put(record.getFullName(), UNFINISHED);
        int extent = 1;
        for (Schema.Field field : record.getFields()) {
            extent += of(field.schema());
            if (extent > MOST) {
                throw new UnusableSchemaException("its records have more than " + MOST + " fields in all");
            }
        }
        extents.put(record.getFullName(), extent);
        return extent;
    }
}
