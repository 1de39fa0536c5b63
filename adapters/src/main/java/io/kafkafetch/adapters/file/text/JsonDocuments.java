package io.kafkafetch.adapters.file.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * JSON of any layout with a value a line: the elements of arrays at the top, and whatever else is at the top. White space
 * outside of strings becomes one blank. Nothing is judged: what is no JSON comes as it is and is rejected as any line.
 * Memory is flat, however long a value is.
 */
final class JsonDocuments extends BlockInput {

    private static final int BLOCK_BYTES = 1 << 16;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** In place of a line's end inside of a string: not allowed there either. */
    private static final byte ILLEGAL = 1;

    /** A byte gives three at most: a blank, itself, and a line's end. */
    private static final int MOST_BYTES = 3 * BLOCK_BYTES + 1;

    private final byte[] block = new byte[BLOCK_BYTES];
    private int marked;
    private int depth;
    private boolean inArray;
    private boolean inScalar;
    private boolean inString;
    private boolean escaped;
    private boolean spaced;

    JsonDocuments(InputStream input) {
        super(input, MOST_BYTES);
    }

    @Override
    boolean fill(InputStream from) throws IOException {
        int count = from.read(block, 0, block.length);
        if (count < 0) {
            if (depth > 0 || inScalar) {
                endValue();
            }
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (marked < MARK.length && block[i] == MARK[marked]) {
                marked++;
            } else {
                marked = MARK.length;
                take(block[i]);
            }
        }
        return true;
    }

    private void take(byte read) {
        if (inString) {
            takeOfString(read);
        } else if (read == ' ' || read == '\n' || read == '\r' || read == '\t') {
            if (inScalar) {
                endValue();
            }
            spaced = depth > 0;
        } else if (depth > 0) {
            takeInside(read);
        } else if (inScalar && (read == ',' || (read == ']' && inArray))) {
            endValue();
            takeBetween(read);
        } else if (inScalar) {
            put(read);
            inString = read == '"';
        } else {
            takeBetween(read);
        }
    }

    private void takeOfString(byte read) {
        put(read == '\n' || read == '\r' ? ILLEGAL : read);
        inString = escaped || read != '"';
        escaped = !escaped && read == '\\';
    }

    private void takeInside(byte read) {
        if (spaced) {
            put(' ');
            spaced = false;
        }
        put(read);
        switch (read) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> {
                if (--depth == 0) {
                    endValue();
                }
            }
            default -> {}
        }
    }

    private void takeBetween(byte read) {
        if (read == '[' && !inArray) {
            inArray = true;
        } else if (read == ']' && inArray) {
            inArray = false;
        } else if (read != ',') {
            put(read);
            depth = read == '{' || read == '[' ? 1 : 0;
            inScalar = depth == 0;
            inString = read == '"';
        }
    }

    private void endValue() {
        put('\n');
        depth = 0;
        inScalar = false;
        inString = false;
        escaped = false;
        spaced = false;
    }
}
