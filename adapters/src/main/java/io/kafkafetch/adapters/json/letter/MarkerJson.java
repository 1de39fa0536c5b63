package io.kafkafetch.adapters.json.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log of dead letters, see docs/schema/dlq-log.schema.json. Its key is the letter's id.
 *
 * <pre>{@code
 * {"format":"kafka-fetch-dlq-log/1","action":"replayed","run":"20260105T090000Z-1f3c","rule":"divide timestamp=1000",
 *  "to":"user-login","topic_id":"sDZTYWYYRfaXqCrhi9yh3g","time":"2026-01-05T09:00:07Z","because":"app 2.3.1"}
 * }</pre>
 */
public final class MarkerJson {

    static final String FORMAT = "kafka-fetch-dlq-log/1";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private MarkerJson() {}

    /**
     * What a record of the log says.
     *
     * @param topicId which life of its topic the letter is of; empty where that is not known. In the next life the same id is
     *     another letter's
     */
    public record Entry(Marker marker, String topicId) {

        /** Whether it may be about a letter of this life. */
        public boolean isOf(String life) {
            return topicId.isEmpty() || life.isEmpty() || topicId.equals(life);
        }
    }

    /** The key of an entry about this letter. */
    public static byte[] key(LetterId letter) {
        return letter.toString().getBytes(UTF_8);
    }

    /** The letter that an entry with this key is about; empty if it is none of ours. */
    public static Optional<LetterId> letter(byte @Nullable [] key) {
        return key == null ? Optional.empty() : LetterId.parse(new String(key, UTF_8));
    }

    /** The value of an entry. */
    public static byte[] value(Entry entry) {
        Marker marker = entry.marker();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("action", marker.state().text());
            json.writeStringField("run", marker.run());
            json.writeStringField("rule", wellFormed(marker.rule()));
            json.writeStringField("to", marker.to());
            json.writeStringField("topic_id", entry.topicId());
            json.writeStringField("time", marker.time().toString());
            json.writeStringField("because", wellFormed(marker.because()));
            json.writeEndObject();
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What an entry says.
     *
     * @param value {@code null} where the letter is open again
     * @return empty if the letter is open again
     * @throws IllegalArgumentException if this is no entry, or one of a version to come; the message says what is wrong with
     *     it, and nothing of what it holds. It must not be passed over: the letter that it is about may have been sent
     */
    public static Optional<Entry> read(LetterId letter, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        Members json = StrictJson.readForeign(value);
        if (!json.text("format").equals(FORMAT)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        LetterState state = LetterState.of(json.text("action"))
                .filter(known -> known != LetterState.OPEN)
                .orElseThrow(() -> new IllegalArgumentException("action is none that is known"));
        return Optional.of(new Entry(
                new Marker(
                        letter,
                        state,
                        json.text("run"),
                        json.text("rule"),
                        json.text("to"),
                        time(json.text("time")),
                        json.text("because")),
                json.text("topic_id")));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException quoting) {
            throw new IllegalArgumentException("time is not an ISO-8601 moment");
        }
    }

    /** Half a character, which UTF-8 has no form of, must not fail a commit. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
