package io.kafkafetch.adapters.http.live;

import java.time.Instant;
import java.util.List;

/**
 * A record that ended as a dead letter; nothing of its payload.
 *
 * @param topic where the record was
 * @param codes its reasons' codes, at least one
 * @param fields the field of each reason, as many as there are codes; empty where the whole record is at fault
 * @param failedAt when it was rejected
 */
public record RejectedRecord(
        String topic, int partition, long offset, List<String> codes, List<String> fields, Instant failedAt) {

    /** @throws IllegalArgumentException if there is no code, or not a field for each */
    public RejectedRecord {
        codes = List.copyOf(codes);
        fields = List.copyOf(fields);
        if (codes.isEmpty() || codes.size() != fields.size()) {
            throw new IllegalArgumentException(codes.size() + " codes and " + fields.size() + " fields");
        }
    }
}
