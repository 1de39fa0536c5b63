package io.kafkafetch.adapters.json;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads a published insight back. Thread-safe. */
public final class InsightDecoder {

    private final ObjectMapper mapper;

    /** A decoder that reads with this mapper. */
    public InsightDecoder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The insight in this record's value; empty where there is none this version knows: another metric, a field
     * missing, or no JSON. Fields that a later version adds are ignored.
     */
    public Optional<InsightRecord> decode(byte[] value) {
        try {
            return Optional.ofNullable(mapper.readValue(value, InsightRecord.class));
        } catch (IOException notAnInsight) {
            return Optional.empty();
        }
    }
}
