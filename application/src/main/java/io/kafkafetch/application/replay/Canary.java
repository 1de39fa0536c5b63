package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.record.Partition;
import java.util.Map;
import java.util.Set;

/** Watches what becomes of the first records of a run (output port). Used by one thread. */
public interface Canary {

    /** For runs whose first records nobody watches. */
    Canary NONE = new Canary() {
        @Override
        public void begin() {}

        @Override
        public long deadAgain(Set<LetterId> letters, Map<Partition, Long> behind) {
            throw new IllegalStateException("nobody watches the first records");
        }
    };

    /** From now on dead letters are counted. Called before a record is sent. */
    void begin() throws InterruptedException;

    /**
     * Waits until the service has passed these records.
     *
     * @param behind of each partition, the offset behind the last record
     * @return how many of them are dead letters again
     * @throws RunEndedException.Silent if that takes too long; the message says who did not read what
     */
    long deadAgain(Set<LetterId> letters, Map<Partition, Long> behind)
            throws RunEndedException.Silent, InterruptedException;
}
