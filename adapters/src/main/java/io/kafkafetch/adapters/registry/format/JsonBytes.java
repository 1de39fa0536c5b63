package io.kafkafetch.adapters.registry.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A JSON text that is being written, in UTF-8. Commas and colons come by themselves; that names and values alternate
 * inside objects is the caller's business. Reusable; not thread-safe.
 *
 * <p>A text that would grow beyond the bound ends with an exception that the formats of this package turn into a
 * {@link MalformedValueException}. At most {@value #MOST_KEPT} bytes are kept for the next text.
 */
public final class JsonBytes {

    /** Bytes of the longest text, if nothing else is said. */
    public static final int MOST = 16 << 20;

    private static final int MOST_KEPT = 1 << 20;
    private static final int FIRST = 1 << 10;
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);

    private final int most;
    private byte[] bytes = new byte[FIRST];
    private int length;
    private boolean comma;

    /** One whose texts have at most {@value #MOST} bytes. */
    public JsonBytes() {
        this(MOST);
    }

    /** @param most bytes of the longest text */
    public JsonBytes(int most) {
        this.most = most;
    }

    /** Forgets the text. */
    public void clear() {
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST];
        }
        length = 0;
        comma = false;
    }

    /** The text so far, until something is written again. */
    public ByteBuffer text() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** The text would be longer than is taken. */
    static final class TooLongException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("longer as JSON than is taken", null, false, false);
        }
    }

    void beginObject() {
        begin('{');
    }

    void endObject() {
        end('}');
    }

    void beginArray() {
        begin('[');
    }

    void endArray() {
        end(']');
    }

    /** A name as {@link #quoted} made it. */
    void name(byte[] quoted) {
        separate(quoted.length + 1);
        put(quoted);
        bytes[length++] = ':';
        comma = false;
    }

    /** A name that is no constant. */
    void name(String name) {
        text(name);
        colon();
    }

    /**
     * A name in UTF-8.
     *
     * @return whether it is well-formed
     */
    boolean name(byte[] utf8, int offset, int count) {
        boolean wellFormed = text(utf8, offset, count);
        colon();
        return wellFormed;
    }

    /** A string for {@link #name(byte[])} and {@link #quotedText}, with quotation marks and escapes. */
    static byte[] quoted(String text) {
        JsonBytes json = new JsonBytes();
        json.text(text);
        return Arrays.copyOf(json.bytes, json.length);
    }

    /** A string as {@link #quoted} made it. */
    void quotedText(byte[] quoted) {
        separate(quoted.length);
        put(quoted);
        comma = true;
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(UTF_8); // an unpaired surrogate becomes a question mark
        text(utf8, 0, utf8.length);
    }

    /**
     * A string from bytes in UTF-8.
     *
     * @return whether they are well-formed; where they are not, what was written is undefined
     */
    boolean text(byte[] utf8, int offset, int count) {
        separate(count + 2);
        bytes[length++] = '"';
        int end = offset + count;
        int plain = plainFrom(utf8, offset, end);
        System.arraycopy(utf8, offset, bytes, length, plain - offset);
        length += plain - offset;
        boolean wellFormed = plain == end || mixed(utf8, plain, end);
        room(1);
        bytes[length++] = '"';
        comma = true;
        return wellFormed;
    }

    /** Bytes as a string, in Base64. */
    void base64(ByteBuffer content) {
        int digits = Math.ceilDiv(content.remaining(), 3) * 4;
        if (content.remaining() > most) {
            throw new TooLongException();
        }
        separate(digits + 2);
        bytes[length++] = '"';
        put(Base64.getEncoder().encode(content).array());
        bytes[length++] = '"';
        comma = true;
    }

    void number(long number) {
        separate(20);
        if (number == Long.MIN_VALUE) {
            put("-9223372036854775808".getBytes(ISO_8859_1));
        } else {
            digits(number);
        }
        comma = true;
    }

    /** A number as it stands in JSON, or one of the texts {@code NaN}, {@code Infinity} and {@code -Infinity}. */
    void number(double number) {
        fraction(Double.toString(number), Double.isFinite(number));
    }

    /** As {@link #number(double)}, with no more digits than distinguish a float. */
    void number(float number) {
        fraction(Float.toString(number), Float.isFinite(number));
    }

    /** A number that is written already. */
    void number(String number) {
        separate(number.length());
        put(number.getBytes(ISO_8859_1));
        comma = true;
    }

    void bool(boolean value) {
        quotedText(value ? TRUE : FALSE);
    }

    void nothing() {
        quotedText(NULL);
    }

    /** A whole text, of which nothing is checked. */
    void whole(ByteBuffer text) {
        int count = text.remaining();
        room(count);
        text.get(bytes, length, count);
        length += count;
    }

    private void fraction(String number, boolean finite) {
        if (finite) {
            number(number);
        } else {
            text(number);
        }
    }

    private void digits(long number) {
        long rest = Math.abs(number);
        int count = 1;
        for (long power = 10; count < 19 && power <= rest; power *= 10) {
            count++;
        }
        if (number < 0) {
            bytes[length++] = '-';
        }
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /** Where the first byte is that is not copied as it is. */
    private static int plainFrom(byte[] utf8, int from, int end) {
        int i = from;
        while (i < end && utf8[i] >= ' ' && utf8[i] != '"' && utf8[i] != '\\') {
            i++;
        }
        return i;
    }

    private boolean mixed(byte[] utf8, int from, int end) {
        int i = from;
        while (i < end) {
            byte b = utf8[i];
            if (b >= 0) {
                character(b);
                i++;
            } else {
                int count = Utf8Sequence.length(utf8, i, end);
                if (count == 0) {
                    return false;
                }
                room(count);
                System.arraycopy(utf8, i, bytes, length, count);
                length += count;
                i += count;
            }
        }
        return true;
    }

    private void character(byte b) {
        room(6);
        if (b == '"' || b == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = b;
        } else if (b >= ' ') {
            bytes[length++] = b;
        } else {
            bytes[length++] = '\\';
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[b >> 4];
            bytes[length++] = HEX[b & 15];
        }
    }

    private void begin(char bracket) {
        separate(1);
        bytes[length++] = (byte) bracket;
        comma = false;
    }

    private void end(char bracket) {
        room(1);
        bytes[length++] = (byte) bracket;
        comma = true;
    }

    private void colon() {
        room(1);
        bytes[length++] = ':';
        comma = false;
    }

    /** Makes room for this many bytes behind a comma, and writes the comma where one is due. */
    private void separate(int count) {
        room(count + 1);
        if (comma) {
            bytes[length++] = ',';
        }
    }

    private void put(byte[] some) {
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    private void room(int count) {
        long needed = (long) length + count;
        if (needed > bytes.length) {
            grow(needed);
        }
    }

    private void grow(long needed) {
        if (needed > most) {
            throw new TooLongException();
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(needed, 2L * bytes.length)));
    }
}
