package io.kafkafetch.adapters.file.letters;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was done with the dead letters of a folder, as {@code dlq/log.jsonl} in it says; without one, nothing. An entry that
 * cannot be read ends a reading. One of a file that another has the name of now does not count.
 *
 * @param directory the sink's
 */
public record FolderLetterLog(Path directory) implements LetterLog {

    @Override
    public LetterStates read() {
        LetterStates states = new LetterStates();
        forEach(marker -> states.put(marker.letter(), marker.state()));
        return states;
    }

    @Override
    public List<Marker> history(LetterId letter) {
        List<Marker> history = new ArrayList<>();
        forEach(marker -> {
            if (marker.letter().equals(letter)) {
                history.add(marker);
            }
        });
        return history;
    }

    private void forEach(Consumer<Marker> taker) {
        LetterLives lives = new LetterLives(directory);
        LogFiles.of(directory).forEach((letter, entry) -> {
            if (entry.isOf(lives.of(letter))) {
                taker.accept(entry.marker());
            }
        });
    }
}
