package io.kafkafetch.adapters.file.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kafkafetch.adapters.json.mapping.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of one input, as UTF-8 with a record a line, whatever it was: UTF-16 or UTF-32, lines that end with a CR alone,
 * a JSON array, JSON laid out over many lines, or documents that have their events in an array. Decided by the first
 * 64 KiB; NDJSON in UTF-8 passes as it is. Memory is flat. One thread opens and reads it; what it says of itself may be asked for once that is over.
 */
public final class InputText {

    private static final String MARK = new String(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, ISO_8859_1);

    private final Optional<Pointer> events;
    private final List<String> differences = new ArrayList<>();
    private Optional<Lookalike> lookalike = Optional.empty();
    private @Nullable EventsInput unpacked;

    /** A text each of whose values is a record. */
    public InputText() {
        this(Optional.empty());
    }

    /**
     * A text that may hold a vendor's exports.
     *
     * @param events where a document has its array of records; empty, or a value without it, where it is a record itself
     */
    public InputText(Optional<Pointer> events) {
        this.events = events;
    }

    /**
     * The text of this content, whose first bytes are read.
     *
     * @throws IOException if it is something else that was packed, which the message names
     */
    public InputStream open(InputStream content) throws IOException {
        InputStream lines = lines(content);
        if (events.isEmpty()) {
            return lines;
        }
        unpacked = new EventsInput(lines, events.get());
        return unpacked;
    }

    private InputStream lines(InputStream content) throws IOException {
        Beginning beginning = Beginning.of(content);
        Optional<Packed> packed = Packed.of(beginning.bytes());
        if (packed.isPresent()) {
            throw new IOException(packed.get().whatToDo());
        }
        Encoding encoding = Encoding.of(beginning.bytes());
        if (encoding != Encoding.UTF_8) {
            differences.add(encoding.text());
            beginning = Beginning.of(new Utf8Input(beginning.rest(), encoding));
        }
        if (hasReturnsAlone(text(beginning))) {
            differences.add("lines ended by CR");
            beginning = Beginning.of(new ReturnsAsNewlines(beginning.rest()));
        }
        String text = text(beginning);
        if (JsonLayout.isOfDocuments(text, beginning.isWhole())
                || (events.isPresent() && JsonLayout.breaksWithinADocument(text))) {
            differences.add("JSON arrays or several lines a record");
            return new JsonDocuments(beginning.rest());
        }
        lookalike = Lookalike.of(text);
        return beginning.rest();
    }

    /** How the input differs from NDJSON in UTF-8, where it was read all the same. */
    public Optional<String> differences() {
        List<String> all = new ArrayList<>(differences);
        if (unpacked != null && unpacked.documents() > 0) {
            all.add("documents with an array of records");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
    }

    /** What an input whose lines are no JSON objects looks like, and what to do with it. */
    public String hint() {
        return lookalike.orElse(Lookalike.UNKNOWN).hint();
    }

    private static boolean hasReturnsAlone(String text) {
        int first = text.indexOf('\r');
        return first >= 0 && first < text.length() - 1 && text.indexOf('\n') < 0;
    }

    /** A char a byte, without the mark. */
    private static String text(Beginning beginning) {
        String text = new String(beginning.bytes(), ISO_8859_1);
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}
