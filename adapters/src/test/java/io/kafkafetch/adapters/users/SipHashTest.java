package io.kafkafetch.adapters.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {

    /** Of the key 00 01 … 0f and the texts of 0 to 15 bytes 00 01 …, as its authors publish them (vectors.h). */
    private static final long[] PUBLISHED = {
        0x726fdb47dd0e0e31L,
        0x74f839c593dc67fdL,
        0x0d6c8009d9a94f5aL,
        0x85676696d7fb7e2dL,
        0xcf2794e0277187b7L,
        0x18765564cd99a68dL,
        0xcbc9466e58fee3ceL,
        0xab0200f58b01d137L,
        0x93f5f5799a932462L,
        0x9e0082df0ba9e4b0L,
        0x7a5dbbc594ddb9f3L,
        0xf4b32f46226bada7L,
        0x751e8fbc860ee5fbL,
        0x14ea5627c0843d90L,
        0xf723ca908e7af2eeL,
        0xa129ca6149be45e5L
    };

    private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void hashesAreThoseThatItsAuthorsPublish() {
        byte[] bytes = new byte[PUBLISHED.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        for (int length = 0; length < PUBLISHED.length; length++) {
            assertThat(hash.of(bytes, 0, length)).isEqualTo(PUBLISHED[length]);
        }
    }

    @Test
    void whatLiesAroundTheBytesDoesNotCount() {
        byte[] bytes = {9, 9, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 9, 9, 9};

        assertThat(hash.of(bytes, 3, 13)).isEqualTo(PUBLISHED[13]);
    }
}
