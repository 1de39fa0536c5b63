package io.kafkafetch.application.letter;

import java.util.List;

/** What was done with dead letters (output port, for reading). Used by one thread. */
public interface LetterLog {

    /** The states of all letters, as of now. */
    LetterStates read() throws InterruptedException;

    /**
     * What was done with this letter since it was last open, the oldest first, as far as the log still holds it; its last entry
     * is always there.
     */
    List<Marker> history(LetterId letter) throws InterruptedException;
}
