package io.kafkafetch.adapters.file;

import io.kafkafetch.application.LoginInbox.Entry;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The lines that records become in a spool. Pure functions. */
final class SpoolLines {

    private SpoolLines() {}

    /**
     * A line each, with its terminator. A line feed in a value, which in JSON is white space, becomes a space. A carriage
     * return stays what it is, since in a text of JSON it makes the value malformed and a space would not; after one at a
     * value's end the terminator has its own, or its reader would take the value's for that.
     */
    static ByteArrayOutputStream of(List<Entry> entries) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] value = entry.value();
            writeWithoutFeeds(value, lines);
            if (value.length > 0 && value[value.length - 1] == '\r') {
                lines.write('\r');
            }
            lines.write('\n');
        }
        return lines;
    }

    /**
     * The same lines as the first of a file. A record with one of these bytes in front could make it look like something
     * else than lines: one with a byte order mark, or compressed by gzip or by zstd. A space before it prevents that, and
     * changes no verdict.
     */
    static byte[] beginning(byte[] lines) {
        byte first = lines[0];
        if (first != (byte) 0xef && first != 0x1f && first != 0x28) {
            return lines;
        }
        byte[] spaced = new byte[lines.length + 1];
        spaced[0] = ' ';
        System.arraycopy(lines, 0, spaced, 1, lines.length);
        return spaced;
    }

    private static void writeWithoutFeeds(byte[] value, ByteArrayOutputStream lines) {
        int written = 0;
        for (int i = 0; i < value.length; i++) {
            if (value[i] == '\n') {
                lines.write(value, written, i - written);
                lines.write(' ');
                written = i + 1;
            }
        }
        lines.write(value, written, value.length - written);
    }
}
