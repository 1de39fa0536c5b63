package io.kafkafetch.adapters.file.text;

import io.kafkafetch.adapters.json.mapping.ArraySearch;
import io.kafkafetch.adapters.json.mapping.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's exports as an event a line: of a line that is an object with an array at a pointer, the array's elements, byte
 * for byte; what else the object holds is of no use. Any other line is an event itself and passes as it is.
 *
 * <p>Brackets and quotes alone decide. An event that is no JSON comes as a line and is rejected as any line, and those
 * after it still come. Where a document breaks off or is broken between its events, all before it come first, then an
 * {@link IOException} says which document it is and behind which of its events.
 *
 * <p>Memory is flat, however long an event or the array is. An object is kept until the array begins, or its own end: at
 * most {@value #MOST_BEFORE} bytes. A longer one passes as a line, and it is an {@link IOException} if the array comes after all.
 */
final class EventsInput extends BlockInput {

    /** Most bytes of a document before its array. */
    static final int MOST_BEFORE = 1 << 20;

    private static final int BLOCK_BYTES = 1 << 16;

    /** A byte gives two at most, itself and a line's end, and what was kept comes on top. */
    private static final int MOST_BYTES = 2 * BLOCK_BYTES + MOST_BEFORE + 1;

    /** What the next byte belongs to. */
    private enum Place {
        /** A line before its value, or behind a document. */
        BETWEEN,
        /** An object, outside of its array of events. */
        DOCUMENT,
        /** A line that is no such document. */
        LINE,
        /** The array, outside of its elements. */
        ARRAY,
        EVENT
    }

    private final Pointer pointer;
    private final ArraySearch search;
    private final byte[] block = new byte[BLOCK_BYTES];
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Place place = Place.BETWEEN;

    /** Whether the object is longer than what is kept of one. */
    private boolean passing;

    /** Whether the object's array was found. */
    private boolean found;

    /** Whether a document was in this line, so that its end is no line's. */
    private boolean unpacked;

    private boolean afterEvent;
    private boolean afterComma;
    private int depth;
    private boolean inText;
    private boolean escaped;

    private long objects;
    private long documents;
    private long events;
    private @Nullable IOException failure;

    /**
     * The events of these lines.
     *
     * @param lines with a JSON value each
     * @param events where a document has its array
     */
    EventsInput(InputStream lines, Pointer events) {
        super(lines, MOST_BYTES);
        this.pointer = events;
        this.search = new ArraySearch(events);
    }

    /** Documents so far whose array was found. */
    long documents() {
        return documents;
    }

    @Override
    boolean fill(InputStream from) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int count = from.read(block, 0, block.length);
        if (count < 0) {
            end();
            return failure != null;
        }
        for (int i = 0; i < count && failure == null; i++) {
            take(block[i]);
        }
        return true;
    }

    private void end() {
        switch (place) {
            case BETWEEN -> {
                if (!unpacked) { // blanks behind a document are no line
                    release();
                }
            }
            case LINE -> release();
            case DOCUMENT -> endLineOfDocument();
            case ARRAY, EVENT -> breakOff();
        }
    }

    private void take(byte read) {
        switch (place) {
            case BETWEEN -> takeBetween(read);
            case DOCUMENT -> takeOfDocument(read);
            case LINE -> takeOfLine(read);
            case ARRAY -> takeOfArray(read);
            case EVENT -> takeOfEvent(read);
        }
    }

    private void takeBetween(byte read) {
        if (isBlank(read) || (objects == 0 && isOfMark(read))) {
            keep(read);
        } else if (read == '\n' && unpacked) {
            kept.reset();
            unpacked = false;
        } else if (read == '{') {
            objects++;
            events = 0;
            found = false;
            passing = false;
            place = Place.DOCUMENT;
            search.restart();
            takeOfDocument(read);
        } else {
            release();
            place = Place.LINE;
            takeOfLine(read);
        }
    }

    private void takeOfLine(byte read) {
        put(read);
        if (read == '\n') {
            place = Place.BETWEEN;
            unpacked = false;
            passing = false;
        }
    }

    private void takeOfDocument(byte read) {
        if (read == '\n') {
            endLineOfDocument();
            if (failure == null) {
                place = Place.LINE;
                takeOfLine(read);
            }
            return;
        }
        ArraySearch.Found what = search.take(read);
        if (!found) {
            keep(read);
        }
        switch (what) {
            case NOTHING -> {}
            case ARRAY -> enterArray();
            case END, BROKEN -> {
                if (!found) {
                    release();
                    place = Place.LINE;
                } else if (what == ArraySearch.Found.END) {
                    place = Place.BETWEEN;
                    unpacked = true;
                } else {
                    fail("expected a brace to close the document");
                }
            }
        }
    }

    private void enterArray() {
        if (passing) {
            fail("its array at " + pointer + " begins after more than " + MOST_BEFORE + " bytes");
            return;
        }
        kept.reset();
        documents += found ? 0 : 1;
        found = true;
        afterEvent = false;
        afterComma = false;
        place = Place.ARRAY;
    }

    private void takeOfArray(byte read) {
        if (isBlank(read)) {
            return;
        }
        switch (read) {
            case '\n' -> breakOff();
            case ']' -> {
                if (afterComma) {
                    fail("expected an event behind the comma");
                } else {
                    place = Place.DOCUMENT;
                }
            }
            case ',' -> {
                if (afterEvent) {
                    afterEvent = false;
                    afterComma = true;
                } else {
                    fail("expected an event before the comma");
                }
            }
            default -> enterEvent(read);
        }
    }

    private void enterEvent(byte read) {
        if (afterEvent || read == '}' || read == ':') {
            fail("expected a comma, or a bracket to close the array");
            return;
        }
        place = Place.EVENT;
        depth = 0;
        takeOfEvent(read);
    }

    private void takeOfEvent(byte read) {
        if (read == '\n') {
            breakOff();
        } else if (inText) {
            put(read);
            inText = escaped || read != '"';
            escaped = !escaped && read == '\\';
        } else if (depth == 0 && (isBlank(read) || read == ',' || read == ']' || read == '}')) {
            endEvent();
            takeOfArray(read);
        } else {
            put(read);
            switch (read) {
                case '"' -> inText = true;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        endEvent();
                    }
                }
                default -> {}
            }
        }
    }

    private void endEvent() {
        put('\n');
        events++;
        afterEvent = true;
        afterComma = false;
        place = Place.ARRAY;
    }

    private void endLineOfDocument() {
        if (found) {
            breakOff();
        } else {
            release();
        }
    }

    private void breakOff() {
        fail("it breaks off");
    }

    /** Nothing of the content: it is other people's. */
    private void fail(String what) {
        failure = new IOException(
                String.format(Locale.ROOT, "JSON document %,d, behind event %,d of it: %s", objects, events, what));
    }

    private void keep(byte read) {
        if (passing) {
            put(read);
            return;
        }
        kept.write(read);
        if (kept.size() > MOST_BEFORE) {
            release();
            passing = true;
        }
    }

    private void release() {
        for (byte one : kept.toByteArray()) {
            put(one);
        }
        kept.reset();
    }

    private static boolean isBlank(byte read) {
        return read == ' ' || read == '\t' || read == '\r';
    }

    /** A byte order mark of UTF-8 before a document goes with what surrounds its events. */
    private static boolean isOfMark(byte read) {
        return read == (byte) 0xef || read == (byte) 0xbb || read == (byte) 0xbf;
    }
}
