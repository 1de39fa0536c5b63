package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Short texts met before, so that a region or a device is one {@link String} however often it is read. Known by its
 * bytes: a text of at most {@value #MAX_BYTES} is the whole of two {@code long}s.
 *
 * <p>Bounded: a new text takes the place of another where those that it may have are taken. Whoever sends ever new ones,
 * or ones that all want the same place, makes the others slower to read and nothing else. Not thread-safe.
 */
final class AsciiTexts {

    /** A longer text is created each time. */
    static final int MAX_BYTES = 16;

    private static final int PLACE_BITS = 11;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final int PLACES_OF_A_TEXT = 4;
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L; // 2^64 / golden ratio, as of Fibonacci hashing

    private final long[] heads = new long[PLACES];
    private final long[] tails = new long[PLACES];
    private final String[] texts = new String[PLACES];
    private int pushedOut;

    AsciiTexts() {
        Arrays.fill(texts, "");
    }

    /**
     * The text of these bytes.
     *
     * @param from where in the bytes it starts; they go on for at least {@value #MAX_BYTES} from there
     * @param length of the text, at least 1; all of it is ASCII, and none of it 0
     */
    String text(byte[] bytes, int from, int length) {
        if (length > MAX_BYTES) {
            return new String(bytes, from, length, US_ASCII);
        }
        long head = Words.at(bytes, from) & Words.mask(length);
        long tail = Words.at(bytes, from + Words.BYTES) & Words.mask(length - Words.BYTES);
        int first = placeOf(head, tail);
        for (int i = 0; i < PLACES_OF_A_TEXT; i++) {
            int place = first ^ i;
            if (heads[place] == head && tails[place] == tail) {
                return texts[place];
            }
        }
        return keep(new String(bytes, from, length, US_ASCII), head, tail, first);
    }

    private String keep(String text, long head, long tail, int first) {
        int place = first ^ (pushedOut++ & (PLACES_OF_A_TEXT - 1));
        for (int i = 0; i < PLACES_OF_A_TEXT; i++) {
            if (heads[first ^ i] == 0) {
                place = first ^ i;
            }
        }
        heads[place] = head;
        tails[place] = tail;
        texts[place] = text;
        return text;
    }

    private static int placeOf(long head, long tail) {
        return (int) ((((head * MIX) ^ tail) * MIX) >>> (Long.SIZE - PLACE_BITS));
    }
}
