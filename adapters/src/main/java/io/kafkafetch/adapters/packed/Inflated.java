package io.kafkafetch.adapters.packed;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The content of deflated data (RFC 1951), member after member, in flat memory; the format says what is around a member.
 * Content in front of damage comes first: the next read reports the damage. Not thread-safe.
 */
abstract class Inflated extends InputStream {

    private final InputStream packed;
    private final Damage exceptions;
    private final byte[] buffer;
    private int next;
    private int end;
    private @Nullable Inflater inflater;
    private boolean inMember;
    private @Nullable IOException failure;

    Inflated(InputStream packed, int bufferBytes, Damage exceptions) {
        this.packed = packed;
        this.exceptions = exceptions;
        this.buffer = new byte[bufferBytes];
    }

    /** Reads what is before the next member, and {@linkplain #inflate(boolean) begins} it; false at the end of all. */
    abstract boolean begin() throws IOException;

    /** A part of the member's content. */
    void content(byte[] bytes, int offset, int count) {}

    /** Reads what is after a member whose content had so many bytes. */
    abstract void finish(long contentBytes) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (failure == null && (inMember || begin())) {
            Inflater member = requireNonNull(inflater, "begin inflates a member");
            int count = inflate(member, bytes, offset, length);
            if (count > 0) {
                content(bytes, offset, count);
                return count;
            }
            if (member.finished()) {
                inMember = false;
                finish(member.getBytesWritten());
            } else if (failure == null && !fill()) {
                throw cutOff();
            }
        }
        if (failure != null) {
            throw failure;
        }
        return -1;
    }

    @Override
    public final void close() throws IOException {
        if (inflater != null) {
            inflater.end();
        }
        packed.close();
    }

    /** Begins a member, whose data is next. */
    final void inflate(boolean withoutHeader) {
        if (inflater == null) {
            inflater = new Inflater(withoutHeader);
        } else {
            inflater.reset();
        }
        inMember = true;
    }

    private int inflate(Inflater member, byte[] bytes, int offset, int length) {
        long before = member.getBytesWritten();
        Optional<String> damage = Optional.empty();
        try {
            member.setInput(buffer, next, end - next);
            member.inflate(bytes, offset, length);
            damage = member.needsDictionary() ? Optional.of("asks for a dictionary") : damage;
        } catch (DataFormatException malformed) {
            damage = Optional.of("is damaged (" + malformed.getMessage() + ")");
        }
        next = end - member.getRemaining();
        damage.ifPresent(this::damaged);
        return (int) (member.getBytesWritten() - before);
    }

    /** The next byte, 0 to 255. */
    final int take() throws IOException {
        if (isAtEnd()) {
            throw cutOff();
        }
        return buffer[next++] & 0xff;
    }

    /** The byte that {@link #take} takes next; only where this is not the end. */
    final int peek() {
        return buffer[next] & 0xff;
    }

    /** Whether all of the packed data was taken. */
    final boolean isAtEnd() throws IOException {
        return next == end && !fill();
    }

    /** The first bytes, up to so many, which remain to be taken; only where none was taken yet. */
    final byte[] first(int bytes) throws IOException {
        end = packed.readNBytes(buffer, 0, bytes);
        return Arrays.copyOf(buffer, end);
    }

    /** Ends the data: this read, or the next one if this has content, throws the exception. */
    final IOException damaged(String how) {
        failure = exceptions.at(how, end - next);
        return failure;
    }

    private IOException cutOff() {
        return damaged("ends too soon: it was cut off, or is still being written");
    }

    /** Only where all that was read is used up. */
    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, packed.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
