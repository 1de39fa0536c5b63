package io.kafkafetch.adapters.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * A gzip's content (RFC 1952), member after member, as {@code zcat} reads it; what follows the last member is damage
 * unless it is all zeros, as tapes pad with. {@link java.util.zip.GZIPInputStream} is not used: whether another member
 * follows it decides by {@code available()}, which a pipe answers wrongly, it takes what follows as the end, and it
 * keeps to itself the content that it has when it finds an error. Nothing at all is the content of nothing at all.
 */
public final class GzipStream extends Inflated {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final CRC32 crc = new CRC32();
    private long members;

    /** @param bufferBytes packed bytes that are taken at once */
    public GzipStream(InputStream packed, int bufferBytes, Damage exceptions) {
        super(packed, bufferBytes, exceptions);
    }

    @Override
    boolean begin() throws IOException {
        if (isAtEnd()) {
            return false;
        }
        if (members > 0 && peek() == 0) {
            skipPadding();
            return false;
        }
        if (take() != 0x1f || take() != 0x8b) {
            throw damaged(members == 0 ? "has no header" : "is over, but other bytes follow");
        }
        readHeader();
        crc.reset();
        inflate(true);
        return true;
    }

    @Override
    void content(byte[] bytes, int offset, int count) {
        crc.update(bytes, offset, count);
    }

    @Override
    void finish(long contentBytes) throws IOException {
        long checksum = takeInt();
        long size = takeInt();
        if (checksum != crc.getValue()) {
            throw damaged("does not match its checksum: some of the lines before are not as they were");
        }
        if (size != (contentBytes & 0xffffffffL)) {
            throw damaged("does not match its length");
        }
        members++;
    }

    private void readHeader() throws IOException {
        if (take() != 8) {
            throw damaged("is compressed by an unknown method");
        }
        int flags = take();
        if ((flags & RESERVED) != 0) {
            throw damaged("has an unknown kind of header");
        }
        skip(6); // time, level, system
        if ((flags & EXTRA) != 0) {
            skip(take() | take() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void skipPadding() throws IOException {
        while (!isAtEnd()) {
            if (take() != 0) {
                throw damaged("is over, but other bytes follow");
            }
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            take();
        }
    }

    private void skipText() throws IOException {
        while (take() != 0) {
            // of no interest
        }
    }

    private long takeInt() throws IOException {
        return take() | take() << 8 | take() << 16 | (long) take() << 24;
    }
}
