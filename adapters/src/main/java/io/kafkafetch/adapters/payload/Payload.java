package io.kafkafetch.adapters.payload;

import org.jspecify.annotations.Nullable;

/** What dead letters keep of their records. Immutable and thread-safe. */
public sealed interface Payload {

    /** All, as it arrived. */
    Payload FULL = new Full();

    /** Nothing but what is technical: where the record is, what is wrong with it, and its trace. */
    Payload OMITTED = new Omitted();

    /** See {@link #FULL}. */
    record Full() implements Payload {
        @Override
        public Part of(byte @Nullable [] part) {
            return part == null ? new Part.None() : new Part.Whole(part);
        }

        @Override
        public long mostBytes(long original) {
            return original;
        }
    }

    /** See {@link #OMITTED}. */
    record Omitted() implements Payload {
        @Override
        public Part of(byte @Nullable [] part) {
            return part == null ? new Part.None() : new Part.Omitted(part.length);
        }

        @Override
        public long mostBytes(long original) {
            return 0;
        }
    }

    /** All, encrypted for whoever has the private key. */
    record Encrypted(SealingKey key) implements Payload {
        @Override
        public Part of(byte @Nullable [] part) {
            return part == null ? new Part.None() : new Part.Sealed(key.seal(part), part.length);
        }

        @Override
        public long mostBytes(long original) {
            return key.mostBytes(original);
        }
    }

    /** A key, a value or the headers of a record, as its dead letter has them. */
    Part of(byte @Nullable [] part);

    /** Bytes that the parts of a record of this many take in its dead letter, at most. */
    long mostBytes(long original);
}
