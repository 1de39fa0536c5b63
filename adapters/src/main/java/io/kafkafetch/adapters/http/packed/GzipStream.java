package io.kafkafetch.adapters.http.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952), one member after the other, in flat memory. Not the JDK's stream, which takes whatever
 * follows a member and is no other for the end: here it is damage, unless it is all zeros, as tapes pad with and as
 * files may end. Not thread-safe.
 */
final class GzipStream extends InputStream {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream packed;
    private final byte[] input = new byte[8192];
    private int position;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private long members;
    private boolean inMember;
    private boolean ended;

    GzipStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (inMember || openMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                return count;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
            } else if (inflater.finished()) {
                closeMember();
            } else if (inflater.needsDictionary()) {
                throw new DamagedException(Coding.GZIP);
            } else {
                require(fill());
                inflater.setInput(input, 0, limit);
                position = limit;
            }
            return count;
        } catch (DataFormatException damaged) {
            throw new DamagedException(Coding.GZIP);
        }
    }

    /** {@code false} at the end of all members. */
    private boolean openMember() throws IOException {
        if (ended || (position == limit && !fill())) {
            ended = true;
            return false;
        }
        if (members > 0 && input[position] == 0) {
            skipPadding();
            return false;
        }
        require(next() == 0x1f && next() == 0x8b && next() == 8);
        int flags = next();
        require((flags & RESERVED) == 0);
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
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
        inflater.reset();
        inflater.setInput(input, position, limit - position);
        position = limit;
        checksum.reset();
        inMember = true;
        return true;
    }

    private void closeMember() throws IOException {
        inMember = false;
        members++;
        position = limit - inflater.getRemaining();
        require(littleEndian() == checksum.getValue());
        require(littleEndian() == (inflater.getBytesWritten() & 0xffffffffL));
    }

    private void skipPadding() throws IOException {
        while (position < limit || fill()) {
            require(input[position++] == 0);
        }
        ended = true;
    }

    private long littleEndian() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // until its end
        }
    }

    private int next() throws IOException {
        require(position < limit || fill());
        return input[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        int count = packed.read(input, 0, input.length);
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }

    private static void require(boolean met) throws DamagedException {
        if (!met) {
            throw new DamagedException(Coding.GZIP);
        }
    }
}
