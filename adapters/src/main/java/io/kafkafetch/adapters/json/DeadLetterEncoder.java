package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.kafkafetch.adapters.payload.Part;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.domain.login.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a dead letter as one JSON object in UTF-8, for files: where it came from, what is wrong with it, and all of the
 * original, from which its very bytes can be had again. Thread-safe.
 *
 * <pre>{@code
 * {"topic":"user-login","partition":0,"offset":17,"message":"device_type is missing",
 *  "reasons":[{"code":"missing","field":"device_type"}],"failed_at":"2023-09-13T16:43:50.123Z",
 *  "key":"u-1","value":"{\"user_id\":\"u-1\"}","headers":[{"name":"trace","value_base64":"/w=="}]}
 * }</pre>
 *
 * <p>What is UTF-8 is text; what is not is in {@code value_base64} ({@code key_base64}) instead. A tombstone's value is
 * {@code null}. {@code key} and {@code headers} are left out where there are none.
 *
 * <p>Where the payload is left out, {@code key_omitted}, {@code value_omitted} and {@code headers_omitted} say how much of
 * it there was. Where it is encrypted, it is in {@code key_jwe}, {@code value_jwe} and {@code headers_jwe}, each a compact
 * JWE, the last of the headers' JSON; {@code key_id} names the key.
 */
public final class DeadLetterEncoder {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final Payload payload;
    private final @Nullable InstantSource clock;

    /**
     * An encoder of whole records that leaves {@code failed_at} out, so that the same input always gives the same bytes.
     */
    public DeadLetterEncoder() {
        this.payload = Payload.FULL;
        this.clock = null;
    }

    /**
     * An encoder of whole records.
     *
     * @param clock tells {@code failed_at}, the time of writing
     */
    public DeadLetterEncoder(InstantSource clock) {
        this(Payload.FULL, clock);
    }

    /**
     * @param payload what is kept of a record
     * @param clock tells {@code failed_at}, the time of writing
     */
    public DeadLetterEncoder(Payload payload, InstantSource clock) {
        this.payload = payload;
        this.clock = clock;
    }

    /** The dead letter in one line, without a line break at its end. */
    public byte[] value(DeadLetter letter) {
        return encode(letter, Optional.empty());
    }

    /**
     * The same for a line of a file, with {@code file} and {@code line} behind the offset. Lines are counted from 1, and
     * a line's offset is its number less one.
     *
     * @param file the file's name, as the user knows it
     */
    public byte[] value(DeadLetter letter, String file) {
        return encode(letter, Optional.of(file));
    }

    private byte[] encode(DeadLetter letter, Optional<String> file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            writeOrigin(json, letter.origin(), file);
            json.writeStringField("message", ReasonText.of(letter.reasons()));
            writeReasons(json, letter.reasons());
            if (clock != null) {
                json.writeStringField("failed_at", clock.instant().toString());
            }
            writeOriginal(json, letter.original());
            json.writeEndObject();
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeOrigin(JsonGenerator json, Origin origin, Optional<String> file) throws IOException {
        json.writeStringField("topic", wellFormed(origin.partition().stream()));
        json.writeNumberField("partition", origin.partition().number());
        json.writeNumberField("offset", origin.offset());
        if (file.isPresent()) {
            json.writeStringField("file", wellFormed(file.get()));
            json.writeNumberField("line", origin.offset() + 1);
        }
    }

    private static void writeReasons(JsonGenerator json, List<Reason> reasons) throws IOException {
        json.writeArrayFieldStart("reasons");
        for (Reason reason : reasons) {
            json.writeStartObject();
            json.writeStringField("code", reason.code());
            if (reason instanceof Reason.OfField ofField) {
                json.writeStringField("field", ofField.field().wireName());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeOriginal(JsonGenerator json, Original original) throws IOException {
        if (payload instanceof Payload.Encrypted encrypted) {
            json.writeStringField("key_id", encrypted.key().id());
        }
        if (original.key() != null) {
            writePart(json, "key", payload.of(original.key()));
        }
        writePart(json, "value", payload.of(original.value()));
        if (original.headers().isEmpty()) {
            return;
        }
        switch (payload) {
            case Payload.Full full -> {
                json.writeFieldName("headers");
                writeHeaders(json, original.headers());
            }
            case Payload.Omitted omitted ->
                json.writeStringField("headers_omitted", original.headers().size() + " headers");
            case Payload.Encrypted encrypted -> writePart(json, "headers", payload.of(headers(original.headers())));
        }
    }

    /** A record's headers as JSON in UTF-8, as they are in a dead letter. */
    public static byte[] headers(List<Original.Header> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            writeHeaders(json, headers);
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes an array of a record's headers. */
    public static void writeHeaders(JsonGenerator json, List<Original.Header> headers) throws IOException {
        json.writeStartArray();
        for (Original.Header header : headers) {
            json.writeStartObject();
            json.writeStringField("name", wellFormed(header.name()));
            writeBytes(json, "value", header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writePart(JsonGenerator json, String name, Part part) throws IOException {
        switch (part) {
            case Part.None none -> json.writeNullField(name);
            case Part.Whole whole -> writeBytes(json, name, whole.bytes());
            case Part.Omitted omitted -> json.writeStringField(name + "_omitted", omitted.length() + " bytes");
            case Part.Sealed sealed -> json.writeStringField(name + "_jwe", new String(sealed.jwe(), US_ASCII));
        }
    }

    /** Writes a member that the bytes can be had from again: text where they are UTF-8, else {@code NAME_base64}. */
    public static void writeBytes(JsonGenerator json, String name, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField(name);
            return;
        }
        Optional<String> text = text(bytes);
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        } else {
            json.writeBinaryField(name + "_base64", bytes);
        }
    }

    /** Empty where the bytes are not UTF-8, strictly: only then they are the same when the text is encoded again. */
    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Names are texts already; half a character in one, which UTF-8 has no form of, must not fail a commit. */
    private static String wellFormed(String name) {
        return new String(name.getBytes(UTF_8), UTF_8);
    }
}
