package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.json.letter.HeadersJson;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.adapters.payload.OpeningKey.UnopenedException;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.replay.Originals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of letters: from the letters themselves, opened with a private key, or from where they were read. */
public final class KafkaOriginals implements Originals, AutoCloseable {

    private final Optional<OpeningKey> key;
    private final SourceRecords sources;

    /** @param key that opens encrypted letters; empty where nobody gave one */
    public KafkaOriginals(KafkaClients clients, Optional<OpeningKey> key) {
        this.key = key;
        this.sources = new SourceRecords(clients);
    }

    @Override
    public Found of(Letter letter) throws InterruptedException {
        return switch (letter.content()) {
            case Content.Whole whole -> new Found.Whole(whole.original());
            case Content.Incomplete incomplete -> sources.find(letter.failure(), incomplete);
            case Content.Sealed sealed ->
                key.map(opening -> opened(sealed, opening))
                        .orElseGet(() -> new Found.Nothing("they are encrypted: --private-key FILE opens them"));
        };
    }

    private static Found opened(Content.Sealed sealed, OpeningKey key) {
        try {
            byte @Nullable [] headers = open(sealed.headers(), key);
            Optional<List<Original.Header>> read = headers == null ? Optional.of(List.of()) : HeadersJson.read(headers);
            if (read.isEmpty()) {
                return new Found.Nothing("their encrypted headers are damaged");
            }
            return new Found.Whole(new Original(
                    open(sealed.key(), key),
                    open(sealed.value(), key),
                    read.get().stream()
                            .filter(header -> !HeaderStyle.KAFKA_FETCH.describesAFailure(header.name()))
                            .toList()));
        } catch (UnopenedException other) {
            return new Found.Nothing("they are encrypted for another key than that of --private-key, or damaged");
        }
    }

    private static byte @Nullable [] open(byte @Nullable [] jwe, OpeningKey key) throws UnopenedException {
        return jwe == null ? null : key.open(jwe);
    }

    @Override
    public void close() {
        sources.close();
    }
}
