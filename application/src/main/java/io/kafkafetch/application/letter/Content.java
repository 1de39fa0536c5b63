package io.kafkafetch.application.letter;

import io.kafkafetch.application.record.Original;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a dead letter holds of its record. Headers that describe the failure are in none of it. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public sealed interface Content {

    /** All of it. */
    record Whole(Original original) implements Content {}

    /**
     * Some parts were left out.
     *
     * @param kept {@code null} for a part that was left out or that the record did not have
     * @param keyBytes how long the key was, if it was left out
     * @param valueBytes how long the value was, if it was left out
     * @param headers how many headers there were, if they were left out
     * @param isSealed whether the parts that are there are encrypted, and so not kept here
     */
    record Incomplete(
            Original kept, OptionalInt keyBytes, OptionalInt valueBytes, OptionalInt headers, boolean isSealed)
            implements Content {}

    /**
     * All of it, encrypted.
     *
     * @param keyId names the key that opens it
     * @param key a compact JWE, {@code null} where the record had no key
     * @param value a compact JWE, {@code null} where the record had no value
     * @param headers a compact JWE of the headers as JSON, {@code null} where the record had none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(String keyId, byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] headers)
            implements Content {}

    /** The record's key, as far as it can be read here. */
    default Optional<byte[]> readableKey() {
        return switch (this) {
            case Whole whole -> Optional.ofNullable(whole.original().key());
            case Incomplete incomplete -> Optional.ofNullable(incomplete.kept().key());
            case Sealed sealed -> Optional.empty();
        };
    }
}
