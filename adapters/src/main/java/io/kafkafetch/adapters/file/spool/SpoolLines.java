package io.kafkafetch.adapters.file.spool;

import io.kafkafetch.application.intake.LoginInbox.Entry;
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
