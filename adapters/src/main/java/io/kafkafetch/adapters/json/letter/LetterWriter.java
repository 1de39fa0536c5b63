package io.kafkafetch.adapters.json.letter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes a published dead letter as one JSON object. The names are those of dead letters in files; {@code id} and
 * {@code state} come first. Thread-safe.
 */
public final class LetterWriter {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private LetterWriter() {}

    /** What is known of the letter, and nothing of its payload. In one line, without a line break. */
    public static byte[] outline(Letter letter, LetterState state) {
        return write(letter, state, null);
    }

    /** The same, with what the letter holds of its record. */
    public static byte[] whole(Letter letter, LetterState state) {
        return write(letter, state, letter.content());
    }

    private static byte[] write(Letter letter, LetterState state, @Nullable Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("id", letter.id().toString());
            json.writeStringField("state", state.text());
            failure(json, letter.failure());
            if (content != null) {
                content(json, content);
            }
            json.writeEndObject();
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void failure(JsonGenerator json, Failure failure) throws IOException {
        if (failure.origin().isPresent()) {
            Origin origin = failure.origin().get();
            json.writeStringField("topic", origin.partition().stream());
            json.writeNumberField("partition", origin.partition().number());
            json.writeNumberField("offset", origin.offset());
        }
        json.writeArrayFieldStart("reasons");
        for (LetterReason reason : failure.reasons()) {
            json.writeStartObject();
            json.writeStringField("code", reason.code());
            if (!reason.field().isEmpty()) {
                json.writeStringField("field", reason.field());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("failed_at", failure.at().toString());
        json.writeNumberField("replay_count", failure.replays());
        if (failure.first().isPresent()) {
            json.writeStringField("first_letter", failure.first().get().toString());
        }
    }

    private static void content(JsonGenerator json, Content content) throws IOException {
        switch (content) {
            case Content.Whole whole -> original(json, whole.original());
            case Content.Incomplete incomplete -> {
                original(json, incomplete.kept());
                omitted(json, "key_omitted", incomplete.keyBytes(), " bytes");
                omitted(json, "value_omitted", incomplete.valueBytes(), " bytes");
                omitted(json, "headers_omitted", incomplete.headers(), " headers");
            }
            case Content.Sealed sealed -> {
                json.writeStringField("key_id", sealed.keyId());
                sealed(json, "key_jwe", sealed.key());
                sealed(json, "value_jwe", sealed.value());
                sealed(json, "headers_jwe", sealed.headers());
            }
        }
    }

    private static void original(JsonGenerator json, Original original) throws IOException {
        if (original.key() != null) {
            DeadLetterEncoder.writeBytes(json, "key", original.key());
        }
        DeadLetterEncoder.writeBytes(json, "value", original.value());
        if (!original.headers().isEmpty()) {
            json.writeFieldName("headers");
            DeadLetterEncoder.writeHeaders(json, original.headers());
        }
    }

    private static void omitted(JsonGenerator json, String name, OptionalInt count, String of) throws IOException {
        if (count.isPresent()) {
            json.writeStringField(name, count.getAsInt() + of);
        }
    }

    private static void sealed(JsonGenerator json, String name, byte @Nullable [] jwe) throws IOException {
        if (jwe != null) {
            json.writeStringField(name, new String(jwe, US_ASCII));
        }
    }
}
