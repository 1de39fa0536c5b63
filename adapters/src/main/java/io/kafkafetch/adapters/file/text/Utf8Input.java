package io.kafkafetch.adapters.file.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * UTF-16 or UTF-32 as UTF-8, without its byte order mark. What is no character becomes bytes that are no UTF-8: the
 * record it is in is rejected, not altered.
 */
final class Utf8Input extends BlockInput {

    private static final int BLOCK_BYTES = 1 << 15;
    private static final int NOT_UTF_8 = 0xff;
    private static final int MARK = 0xFEFF;

    private final Encoding encoding;
    private final byte[] units = new byte[BLOCK_BYTES];
    private int leftOver;
    private boolean started;

    /** A high surrogate that waits for its low one; 0 if none. */
    private int high;

    Utf8Input(InputStream input, Encoding encoding) {
        super(input, 2 * BLOCK_BYTES);
        this.encoding = encoding;
    }

    @Override
    boolean fill(InputStream from) throws IOException {
        int count = from.read(units, leftOver, units.length - leftOver);
        if (count < 0) {
            endHigh();
            if (leftOver > 0) {
                put(NOT_UTF_8);
            }
            return false;
        }
        int available = leftOver + count;
        int size = encoding.unitBytes();
        int at = 0;
        for (; at + size <= available; at += size) {
            take(encoding.unit(units, at));
        }
        leftOver = available - at;
        System.arraycopy(units, at, units, 0, leftOver);
        return true;
    }

    private void take(int unit) {
        boolean mark = unit == MARK && !started;
        started = true;
        if (mark) {
            return;
        }
        if (encoding.unitBytes() == 2 && Character.isLowSurrogate((char) unit) && high != 0) {
            encode(Character.toCodePoint((char) high, (char) unit));
            high = 0;
            return;
        }
        endHigh();
        if (encoding.unitBytes() == 2 && Character.isHighSurrogate((char) unit)) {
            high = unit;
        } else {
            encode(unit);
        }
    }

    private void endHigh() {
        if (high != 0) {
            encode(high);
            high = 0;
        }
    }

    /** A lone surrogate gives three bytes too, which no decoder of UTF-8 takes. */
    private void encode(int code) {
        if (code < 0 || code > Character.MAX_CODE_POINT) {
            put(NOT_UTF_8);
        } else if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xc0 | code >> 6);
            put(continuation(code));
        } else if (code < 0x10000) {
            put(0xe0 | code >> 12);
            put(continuation(code >> 6));
            put(continuation(code));
        } else {
            put(0xf0 | code >> 18);
            put(continuation(code >> 12));
            put(continuation(code >> 6));
            put(continuation(code));
        }
    }

    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3f);
    }
}
