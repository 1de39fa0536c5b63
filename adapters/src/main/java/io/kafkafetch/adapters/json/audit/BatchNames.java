package io.kafkafetch.adapters.json.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.application.record.Partition;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the batch that a published insight names, without parsing the rest. Unescaped quotes are in no value of JSON, so
 * that the field's name with its quotes is no part of another text. Not thread-safe.
 */
public final class BatchNames {

    private static final byte[] FIELD = "\"batch\":\"".getBytes(UTF_8);
    private static final int MOST_DIGITS = 18;

    private final byte[] stream;
    private Partition latest;

    /** @param stream whose batches are looked for, e.g. the topic {@code user-login} */
    public BatchNames(String stream) {
        this.stream = (stream + "-").getBytes(UTF_8);
        this.latest = new Partition(stream, 0);
    }

    /** A batch's place; both offsets are included. */
    public record Named(Partition partition, long first, long last) {}

    /** The batch in this name, such as {@code user-login-0@100-149}; empty if it is none of the stream. */
    public Optional<Named> parse(String name) {
        byte[] text = name.getBytes(UTF_8);
        return parse(text, 0, text.length);
    }

    /** The batch that this value names; empty if it names none of the stream. */
    public Optional<Named> of(byte[] value) {
        int field = lastField(value);
        if (field < 0) {
            return Optional.empty();
        }
        int start = field + FIELD.length;
        int end = start;
        while (end < value.length && value[end] != '"') {
            end++;
        }
        return parse(value, start, end);
    }

    private Optional<Named> parse(byte[] text, int start, int end) {
        int number = start + stream.length;
        if (number > end || !Arrays.equals(text, start, number, stream, 0, stream.length)) {
            return Optional.empty();
        }
        int at = indexOf(text, '@', number, end);
        int dash = indexOf(text, '-', at + 1, end);
        long partition = number(text, number, at);
        long first = number(text, at + 1, dash);
        long last = number(text, dash + 1, end);
        boolean isName = partition >= 0 && partition <= Integer.MAX_VALUE && first >= 0 && last >= first;
        return isName ? Optional.of(new Named(partition((int) partition), first, last)) : Optional.empty();
    }

    /** The batch is among the last fields. */
    private static int lastField(byte[] value) {
        for (int start = value.length - FIELD.length; start >= 0; start--) {
            if (value[start + 1] == 'b' && Arrays.equals(value, start, start + FIELD.length, FIELD, 0, FIELD.length)) {
                return start;
            }
        }
        return -1;
    }

    private static int indexOf(byte[] text, char wanted, int start, int end) {
        for (int i = Math.max(0, start); i < end; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** -1 where these are no digits, or too many. */
    private static long number(byte[] text, int start, int end) {
        if (start < 1 || end <= start || end - start > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    private Partition partition(int number) {
        if (latest.number() != number) {
            latest = new Partition(latest.stream(), number);
        }
        return latest;
    }
}
