package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.json.letter.SealedLetters;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.replay.Originals;
import java.util.Optional;

/** The records of letters: from the letters themselves, opened with a private key, or from where they were read. */
public final class KafkaOriginals implements Originals {

    private final SealedLetters sealedLetters;
    private final SourceRecords sources;

    /** @param key that opens encrypted letters; empty where nobody gave one */
    public KafkaOriginals(KafkaClients clients, Optional<OpeningKey> key) {
        this.sealedLetters = new SealedLetters(key);
        this.sources = new SourceRecords(clients);
    }

    @Override
    public Found of(Letter letter) throws InterruptedException {
        return switch (letter.content()) {
            case Content.Whole whole -> new Found.Whole(whole.original());
            case Content.Incomplete incomplete -> sources.find(letter.failure(), incomplete);
            case Content.Sealed sealed -> sealedLetters.open(sealed);
        };
    }

    @Override
    public void close() {
        sources.close();
    }
}
