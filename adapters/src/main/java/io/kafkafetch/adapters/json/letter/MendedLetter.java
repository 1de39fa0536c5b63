package io.kafkafetch.adapters.json.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.application.letter.LetterId;
import io.micronaut.json.tree.JsonNode;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A line of an export that somebody changed: the letter, and the value that its record is to have.
 *
 * @param value {@code null} for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record MendedLetter(LetterId letter, byte @Nullable [] value) {

    /** Written in full: of a compact constructor's parameters javac forgets {@code @Nullable} in the class file. */
    public MendedLetter(LetterId letter, byte @Nullable [] value) {
        this.letter = letter;
        this.value = value;
    }

    /**
     * What this line says.
     *
     * @throws IllegalArgumentException if it is no such line; the message says why and nothing of what is in it
     */
    public static MendedLetter read(byte[] line) {
        Members json = StrictJson.readForeign(line);
        LetterId letter = LetterId.parse(json.text("id"))
                .orElseThrow(() -> new IllegalArgumentException("id names no letter, such as user-login-dlq-0@17"));
        return new MendedLetter(letter, value(json));
    }

    private static byte @Nullable [] value(Members json) {
        if (json.has("value_base64")) {
            try {
                return Base64.getDecoder().decode(json.text("value_base64"));
            } catch (IllegalArgumentException other) {
                throw new IllegalArgumentException("value_base64 is not Base64");
            }
        }
        JsonNode value = json.object().get("value");
        if (value == null) {
            throw new IllegalArgumentException("it has neither value nor value_base64");
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("value is not text: write the changed JSON as a string (jq: tojson)");
        }
        return value.getStringValue().getBytes(UTF_8);
    }
}
