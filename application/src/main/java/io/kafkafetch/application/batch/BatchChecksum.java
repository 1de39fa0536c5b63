package io.kafkafetch.application.batch;

import java.util.zip.CRC32;

/**
 * The checksum of a batch: CRC-32 of its records' checksums in their order, of four bytes each, the highest first. Not
 * thread-safe.
 */
final class BatchChecksum {

    private final CRC32 crc = new CRC32();
    private final byte[] bytes = new byte[Integer.BYTES];

    /** Takes the checksum of the next record. */
    void add(int record) {
        bytes[0] = (byte) (record >>> 24);
        bytes[1] = (byte) (record >>> 16);
        bytes[2] = (byte) (record >>> 8);
        bytes[3] = (byte) record;
        crc.update(bytes, 0, bytes.length);
    }

    /** From 0 to 2³² - 1. */
    long value() {
        return crc.getValue();
    }
}
