package io.kafkafetch.adapters.json.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a tally as JSON in UTF-8, mostly one object; a large one in several parts, each far below a record's usual
 * bound of 1 MiB. Thread-safe.
 *
 * <pre>{@code
 * {"format":"kafka-fetch-tally/1","group":"kafka-fetch","topic":"user-login","partition":3,"topic_id":"…",
 *  "first_offset":100,"last_offset":199,"part":1,"parts":1,"before":98,"logins":99,"rejected":{"missing":1},
 *  "rules":{"zone":"UTC","missing_device_type":"dead-letter"},
 *  "batches":[{"first":100,"last":149,"events":50,"rejected":0,"trigger":"size","crc32":"9ae0daaf"},…],
 *  "windows":[{"window":"PT1M","start":"2023-09-13T16:24:00Z","logins":99,"hours":{"16":99},"by":{…}}]}
 * }</pre>
 *
 * <p>Where records were skipped there is {@code "skipped":N} too, in the tally and in its batches.
 *
 * @param rules by which the logins were counted
 */
public record TallyEncoder(Rules rules) {

    /** Raised with every change that an earlier version could not read. */
    static final String FORMAT = "kafka-fetch-tally/1";

    /** The member that counts skipped records; absent where there are none. */
    static final String SKIPPED = "skipped";

    /** The rule that names the published metrics; absent where these are all. */
    static final String INSIGHTS = "insights";

    /** A part is closed once it has as many characters. */
    private static final int PART_CHARACTERS = 128 << 10;

    private static final int CHECKSUM_DIGITS = 8;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** What is in one part, as JSON. */
    private record Part(List<String> batches, List<String> windows) {}

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** The parts in their order, at least one. */
    public List<byte[]> values(Tally tally) {
        List<Part> parts = parts(tally);
        List<byte[]> values = new ArrayList<>();
        for (Part part : parts) {
            values.add(value(tally, part, values.size() + 1, parts.size()));
        }
        return values;
    }

    private static List<Part> parts(Tally tally) {
        List<Part> parts = new ArrayList<>(List.of(new Part(new ArrayList<>(), new ArrayList<>())));
        int length = 0;
        for (Counted batch : tally.batches()) {
            String text = text(json -> write(json, batch));
            length = room(parts, length, text);
            parts.getLast().batches().add(text);
        }
        Timeline timeline = tally.timeline();
        for (Map.Entry<Window, WindowTally> window : timeline.windows().entrySet()) {
            String text = text(json -> write(json, Optional.of(window.getKey()), window.getValue()));
            length = room(parts, length, text);
            parts.getLast().windows().add(text);
        }
        if (timeline.older().logins() > 0) {
            String text = text(json -> write(json, Optional.empty(), timeline.older()));
            room(parts, length, text);
            parts.getLast().windows().add(text);
        }
        return parts;
    }

    /** Makes room for this text; returns the part's length with it. */
    private static int room(List<Part> parts, int length, String text) {
        if (length > 0 && length + text.length() > PART_CHARACTERS) {
            parts.add(new Part(new ArrayList<>(), new ArrayList<>()));
            return text.length();
        }
        return length + text.length();
    }

    private static void write(JsonGenerator json, Counted batch) throws IOException {
        json.writeStartObject();
        json.writeNumberField("first", batch.firstOffset());
        json.writeNumberField("last", batch.lastOffset());
        json.writeNumberField("events", batch.events());
        json.writeNumberField("rejected", batch.rejected());
        writeSkipped(json, batch.skipped());
        json.writeStringField("trigger", trigger(batch));
        if (batch.checksum().isPresent()) {
            json.writeStringField(
                    "crc32", HexFormat.of().toHexDigits(batch.checksum().getAsLong(), CHECKSUM_DIGITS));
        }
        json.writeEndObject();
    }

    private static String trigger(Counted batch) {
        return batch.trigger().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void write(JsonGenerator json, Optional<Window> window, WindowTally tally) throws IOException {
        json.writeStartObject();
        CountsJson.write(json, window);
        CountsJson.write(json, tally);
        json.writeEndObject();
    }

    private static String text(Writing writing) {
        Writer text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private byte[] value(Tally tally, Part part, int number, int parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("group", rules.group());
            json.writeStringField("topic", tally.partition().stream());
            json.writeNumberField("partition", tally.partition().number());
            json.writeStringField("topic_id", tally.life());
            json.writeNumberField("first_offset", tally.firstOffset());
            json.writeNumberField("last_offset", tally.lastOffset());
            json.writeNumberField("part", number);
            json.writeNumberField("parts", parts);
            json.writeNumberField("before", tally.before());
            json.writeNumberField("logins", tally.logins());
            write(json, "rejected", tally.rejected());
            writeSkipped(json, tally.skipped());
            json.writeObjectFieldStart("rules");
            json.writeStringField("zone", rules.zone());
            json.writeStringField("missing_device_type", rules.policy());
            if (!rules.formatId().isEmpty()) {
                json.writeStringField("mapping", rules.formatId());
            }
            if (!rules.insights().isAll()) {
                json.writeStringField(INSIGHTS, rules.insights().text());
            }
            json.writeEndObject();
            write(json, "batches", part.batches());
            write(json, "windows", part.windows());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Records that are no logins and no faults: said only where there are any, as in no feed without a mapping. */
    static void writeSkipped(JsonGenerator json, long skipped) throws IOException {
        if (skipped > 0) {
            json.writeNumberField(SKIPPED, skipped);
        }
    }

    static void write(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> elements) throws IOException {
        json.writeArrayFieldStart(name);
        for (String element : elements) {
            json.writeRawValue(element);
        }
        json.writeEndArray();
    }

    /** The key of a tally's records: its partition, e.g. {@code user-login-3}. */
    public static byte[] key(Tally tally) {
        return tally.partition().toString().getBytes(UTF_8);
    }
}
