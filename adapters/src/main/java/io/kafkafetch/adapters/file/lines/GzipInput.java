package io.kafkafetch.adapters.file.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A gzip's content (RFC 1952), member after member, as {@code zcat} reads it; what follows the last member is an error
 * unless it is all zeros, as tapes pad with. {@link java.util.zip.GZIPInputStream} is not used: whether another member
 * follows it decides by {@code available()}, which a pipe answers wrongly, it takes what follows as the end, and it
 * keeps to itself the content that it has when it finds an error.
 *
 * <p>Every error is an {@link UnreadableInputException}, thrown after all content before it was read.
 */
final class GzipInput extends InputStream {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final CountedInput input;
    private final byte[] compressed = new byte[BUFFER_BYTES];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int next;
    private int end;
    private long members;
    private boolean inMember;
    private @Nullable UnreadableInputException damage;

    GzipInput(CountedInput input) {
        this.input = input;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                crc.update(bytes, offset, count);
                return count;
            }
            if (damage != null) {
                throw damage;
            }
            if (inflater.finished()) {
                endMember();
            } else if (!fill()) {
                throw cutOff();
            }
        }
        return -1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        input.close();
    }

    /** Content in front of damage is content all the same: the next call reports the damage. */
    private int inflate(byte[] bytes, int offset, int length) {
        long before = inflater.getBytesWritten();
        try {
            inflater.setInput(compressed, next, end - next);
            inflater.inflate(bytes, offset, length);
            if (inflater.needsDictionary()) {
                damage = damaged("asks for a dictionary");
            }
        } catch (DataFormatException malformed) {
            damage = damaged("is damaged (" + malformed.getMessage() + ")");
        }
        next = end - inflater.getRemaining();
        return (int) (inflater.getBytesWritten() - before);
    }

    private boolean beginMember() throws IOException {
        if (next == end && !fill()) {
            return false;
        }
        if (members > 0 && compressed[next] == 0) {
            skipPadding();
            return false;
        }
        if (take() != 0x1f || take() != 0x8b) {
            throw damaged(members == 0 ? "has no header" : "is over, but other bytes follow");
        }
        readHeader();
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
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

    private void endMember() throws IOException {
        long checksum = takeInt();
        long size = takeInt();
        if (checksum != crc.getValue()) {
            throw damaged("does not match its checksum: some of the lines before are not as they were");
        }
        if (size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw damaged("does not match its length");
        }
        members++;
        inMember = false;
    }

    private void skipPadding() throws IOException {
        do {
            while (next < end) {
                if (compressed[next++] != 0) {
                    throw damaged("is over, but other bytes follow");
                }
            }
        } while (fill());
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

    private int take() throws IOException {
        if (next == end && !fill()) {
            throw cutOff();
        }
        return compressed[next++] & 0xff;
    }

    /** Only where all that was read is used up. */
    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, input.read(compressed, 0, compressed.length));
        return end > 0;
    }

    private UnreadableInputException cutOff() {
        return damaged("ends too soon: it was cut off, or is still being written");
    }

    private UnreadableInputException damaged(String how) {
        return new UnreadableInputException("the gzip data " + how, input.taken() - (end - next), null);
    }
}
