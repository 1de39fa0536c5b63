package io.kafkafetch.adapters.json.letter;

import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.adapters.payload.OpeningKey.UnopenedException;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.replay.Originals.Found;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens letters of {@code DLQ_PAYLOAD=encrypted}. Thread-safe.
 *
 * @param key that opens them; empty where nobody gave one
 */
public record SealedLetters(Optional<OpeningKey> key) {

    /** The record of such a letter, without headers that describe a failure. */
    public Found open(Content.Sealed sealed) {
        return key.map(opening -> opened(sealed, opening))
                .orElseGet(() -> new Found.Nothing("they are encrypted: --private-key FILE opens them"));
    }

    private static Found opened(Content.Sealed sealed, OpeningKey key) {
        try {
            byte @Nullable [] headers = open(sealed.headers(), key);
            Optional<List<Original.Header>> read = headers == null ? Optional.of(List.of()) : HeadersJson.read(headers);
            if (read.isEmpty()) {
                return new Found.Nothing("their encrypted headers are damaged");
            }
            return new Found.Whole(new Original(
                    open(sealed.key(), key), open(sealed.value(), key), LetterReader.ofTheRecord(read.get())));
        } catch (UnopenedException other) {
            return new Found.Nothing("they are encrypted for another key than that of --private-key, or damaged");
        }
    }

    private static byte @Nullable [] open(byte @Nullable [] jwe, OpeningKey key) throws UnopenedException {
        return jwe == null ? null : key.open(jwe);
    }
}
