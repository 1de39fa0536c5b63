package io.kafkafetch.adapters.payload;

/** A key, a value or the headers of a record, as its dead letter has them. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public sealed interface Part {

    /** The record had none. */
    record None() implements Part {}

    /** As it arrived. */
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(byte[] bytes) implements Part {}

    /**
     * Left out.
     *
     * @param length of what is missing, in bytes
     */
    record Omitted(int length) implements Part {}

    /**
     * Encrypted.
     *
     * @param jwe a compact JWE, in ASCII
     * @param length of what was encrypted, in bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(byte[] jwe, int length) implements Part {}

    /** The same, but left out if it takes more than so many bytes as it is. */
    default Part within(int most) {
        return switch (this) {
            case None none -> none;
            case Omitted omitted -> omitted;
            case Whole whole -> whole.bytes.length > most ? new Omitted(whole.bytes.length) : whole;
            case Sealed sealed -> sealed.jwe.length > most ? new Omitted(sealed.length) : sealed;
        };
    }
}
