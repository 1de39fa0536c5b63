package io.kafkafetch.adapters.users;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 of J.-P. Aumasson and D. J. Bernstein (<a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash: a fast
 * short-input PRF</a>, 2012): without the key, hashes tell nothing of what was hashed. Immutable and thread-safe.
 *
 * @param key0 first half of the key, its lowest byte first
 * @param key1 second half of the key
 */
record SipHash(long key0, long key1) {

    private static final int END = 8;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The hash of these bytes. */
    long of(byte[] bytes, int from, int length) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int whole = length & ~7;
        for (int i = 0; i <= whole + END; i += 8) { // what lies behind the last word are the rounds that end it
            long word = i < whole ? (long) LONG.get(bytes, from + i) : i == whole ? last(bytes, from + i, length) : 0;
            v2 ^= i > whole ? 0xff : 0;
            v3 ^= word;
            for (int round = i > whole ? 4 : 2; round > 0; round--) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** The bytes that fill no word, and the length's lowest byte. */
    private static long last(byte[] bytes, int from, int length) {
        long word = (long) length << 56;
        for (int i = 0; i < (length & 7); i++) {
            word |= (bytes[from + i] & 0xffL) << (8 * i);
        }
        return word;
    }
}
