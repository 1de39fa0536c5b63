package io.kafkafetch.adapters.file.letters;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was decided: a file of records that is to have another name, and entries that are to be in the log. From the moment it is
 * on the disk it is certain that both will be so. First comes a line that says what is to be done, then the entries.
 *
 * <pre>{@code
 * {"format":"kafka-fetch-dlq-pending/1","log":4711,"staged":"/srv/.fixed.jsonl.1f3c9a2b.dlq-replay","to":"/srv/fixed.jsonl"}
 * }</pre>
 *
 * @param log bytes of the log before these entries
 * @param staged where the records wait; once that file is gone they are delivered. Empty where there are none
 * @param to the name that it is to have
 * @param entries lines without their ends
 */
record Pending(long log, Optional<Path> staged, String to, List<byte[]> entries) {

    private static final String FORMAT = "kafka-fetch-dlq-pending/1";

    private static final JsonFactory JSON = new JsonFactory();

    Pending {
        entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException if these are none, or of a version to come */
    static Pending of(List<byte[]> lines) {
        Members json = StrictJson.read(lines.getFirst());
        if (!json.text("format").equals(FORMAT)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        String staged = json.text("staged");
        return new Pending(
                json.number("log"),
                staged.isEmpty() ? Optional.empty() : Optional.of(Path.of(staged)),
                json.text("to"),
                lines.subList(1, lines.size()));
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("log", log);
            json.writeStringField("staged", staged.map(Path::toString).orElse(""));
            json.writeStringField("to", to);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        bytes.writeBytes(lines());
        return bytes.toByteArray();
    }

    /** The entries as lines of the log. */
    byte[] lines() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            lines.writeBytes(entry);
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
