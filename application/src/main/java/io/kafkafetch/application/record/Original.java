package io.kafkafetch.application.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it arrived, byte for byte, kept for its dead letter. The arrays are shared, not copied: nobody changes
 * them.
 *
 * @param key {@code null} where the record had none
 * @param value {@code null} for a tombstone
 * @param headers in their order; a name may occur more than once
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record Original(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /** Rough cost of the objects around the bytes, so that a million empty records still weigh something. */
    private static final int OVERHEAD = 256;

    /** One header of a record. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}

    /** Written in full: of a compact constructor's parameters javac forgets {@code @Nullable} in the class file. */
    public Original(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    /** About how many bytes of memory this holds. */
    public long weight() {
        long weight = OVERHEAD + length(key) + length(value);
        for (Header header : headers) {
            weight += header.name().length() + length(header.value());
        }
        return weight;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
