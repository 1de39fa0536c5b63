package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Partition;
import java.util.List;
import java.util.Map;

/**
 * Where records are sent again, and the log of what was done with letters (output port). One run at a time writes to a log:
 * the newer one fences the older. Used by one thread.
 */
public interface ReplayOutlet extends AutoCloseable {

    /** A record is too large for its topic; nothing was committed. */
    final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient LetterId letter;

        public TooLargeException(LetterId letter) {
            super("the record of " + letter + " is too large");
            this.letter = letter;
        }

        /** The letter of that record. */
        public LetterId letter() {
            return letter;
        }
    }

    /**
     * Ends every older run, whatever it is doing, and reads the log up to its end: what an older run committed, also if it
     * never heard so, is in it.
     */
    LetterStates open() throws RunEndedException.Fenced, InterruptedException;

    /**
     * Sends records and writes to the log, all of it or nothing. Where an unchecked exception is thrown nobody knows which:
     * the log says it to the next run.
     *
     * @return of each partition, behind which offset the last record is
     * @throws TooLargeException if a record cannot be sent, whatever is done
     */
    Map<Partition, Long> commit(List<Replay> records, List<Marker> markers)
            throws RunEndedException.Fenced, TooLargeException, InterruptedException;

    @Override
    void close();
}
