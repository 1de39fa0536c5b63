package io.kafkafetch.adapters.json.login;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, as a {@code long} whose lowest byte is the first. */
final class Words {

    static final int BYTES = Long.BYTES;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;

    private Words() {}

    /** The eight bytes from there on. */
    static long at(byte[] bytes, int from) {
        return (long) LITTLE_ENDIAN.get(bytes, from);
    }

    /** All bits of the first bytes, so many of them: none below one, all eight above that. */
    static long mask(int bytes) {
        if (bytes <= 0) {
            return 0;
        }
        return bytes >= BYTES ? -1 : (1L << (bytes * Byte.SIZE)) - 1;
    }

    /**
     * Which bytes do not stand for themselves in a JSON string of ASCII: the quote, the backslash, controls, and all that
     * is no ASCII. The highest bit of the first such byte is the lowest bit set; those above it may be wrong.
     */
    static long special(long word) {
        long quote = word ^ ('"' * ONES);
        long backslash = word ^ ('\\' * ONES);
        // Subtracting sets a byte's highest bit where it takes more than there is: from 0, or from less than a space.
        long unfit = ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - ' ' * ONES) & ~word);
        return (unfit | word) & HIGHEST_BITS;
    }

    /** Where the first byte is that {@link #special} found. */
    static int firstOf(long special) {
        return Long.numberOfTrailingZeros(special) / Byte.SIZE;
    }
}
