package io.kafkafetch.adapters.file.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * UTF-16 or UTF-32 as UTF-8, without its byte order mark. What is no character becomes bytes that are no UTF-8: the
 * record it is in is rejected, not altered.
 */
final class Utf8Input extends InputStream {

    private static final int BLOCK_BYTES = 1 << 15;
    private static final int NOT_UTF_8 = 0xff;
    private static final int MARK = 0xFEFF;

    private final InputStream input;
    private final Encoding encoding;
    private final byte[] units = new byte[BLOCK_BYTES];
    private final byte[] out = new byte[2 * BLOCK_BYTES];
    private int leftOver;
    private int next;
    private int end;
    private boolean started;
    private boolean over;

    /** A high surrogate that waits for its low one; 0 if none. */
    private int high;

    Utf8Input(InputStream input, Encoding encoding) {
        this.input = input;
        this.encoding = encoding;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next == end) {
            if (over) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, end - next);
        System.arraycopy(out, next, bytes, offset, count);
        next += count;
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private void fill() throws IOException {
        next = 0;
        end = 0;
        int count = input.read(units, leftOver, units.length - leftOver);
        if (count < 0) {
            over = true;
            endHigh();
            if (leftOver > 0) {
                out[end++] = (byte) NOT_UTF_8;
            }
            return;
        }
        int available = leftOver + count;
        int size = encoding.unitBytes();
        int at = 0;
        for (; at + size <= available; at += size) {
            take(encoding.unit(units, at));
        }
        leftOver = available - at;
        System.arraycopy(units, at, units, 0, leftOver);
    }

    private void take(int unit) {
        boolean mark = unit == MARK && !started;
        started = true;
        if (mark) {
            return;
        }
        if (encoding.unitBytes() == 2 && Character.isLowSurrogate((char) unit) && high != 0) {
            put(Character.toCodePoint((char) high, (char) unit));
            high = 0;
            return;
        }
        endHigh();
        if (encoding.unitBytes() == 2 && Character.isHighSurrogate((char) unit)) {
            high = unit;
        } else {
            put(unit);
        }
    }

    private void endHigh() {
        if (high != 0) {
            put(high);
            high = 0;
        }
    }

    /** A lone surrogate gives three bytes too, which no decoder of UTF-8 takes. */
    private void put(int code) {
        if (code < 0 || code > Character.MAX_CODE_POINT) {
            out[end++] = (byte) NOT_UTF_8;
        } else if (code < 0x80) {
            out[end++] = (byte) code;
        } else if (code < 0x800) {
            out[end++] = (byte) (0xc0 | code >> 6);
            out[end++] = continuation(code);
        } else if (code < 0x10000) {
            out[end++] = (byte) (0xe0 | code >> 12);
            out[end++] = continuation(code >> 6);
            out[end++] = continuation(code);
        } else {
            out[end++] = (byte) (0xf0 | code >> 18);
            out[end++] = continuation(code >> 12);
            out[end++] = continuation(code >> 6);
            out[end++] = continuation(code);
        }
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}
