package io.kafkafetch.adapters.file.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines as text, a character a byte; one that is too large ends with an exclamation mark. */
final class Lines {

    private Lines() {}

    /** All lines to the end. */
    static List<String> of(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ByteBuffer line = reader.next(); line != null; line = reader.next()) {
            lines.add(text(line, reader.tooLarge()));
        }
        return lines;
    }

    /** How a reader is read. */
    @FunctionalInterface
    interface Reading {
        @Nullable
        ByteBuffer next() throws IOException;
    }

    /** All lines to the end or the error that ends them. */
    static List<String> before(LineReader reader, Reading reading) {
        List<String> lines = new ArrayList<>();
        try {
            for (ByteBuffer line = reading.next(); line != null; line = reading.next()) {
                lines.add(text(line, reader.tooLarge()));
            }
        } catch (IOException theEnd) {
            return lines;
        }
        return lines;
    }

    static String text(ByteBuffer line, boolean tooLarge) {
        return ISO_8859_1.decode(line.duplicate()) + (tooLarge ? "!" : "");
    }
}
