package io.kafkafetch.adapters.file.letters;

import io.kafkafetch.adapters.json.letter.SealedLetters;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.replay.Originals;

/**
 * The records of a folder's letters: from the letters themselves, opened with a private key. What they left out is not looked
 * for anywhere else.
 */
public record FolderOriginals(SealedLetters sealedLetters) implements Originals {

    @Override
    public Found of(Letter letter) {
        return switch (letter.content()) {
            case Content.Whole whole -> new Found.Whole(whole.original());
            case Content.Incomplete incomplete ->
                new Found.Nothing(
                        "parts of them were left out, and a folder does not say where they can be read again");
            case Content.Sealed sealed -> sealedLetters.open(sealed);
        };
    }
}
