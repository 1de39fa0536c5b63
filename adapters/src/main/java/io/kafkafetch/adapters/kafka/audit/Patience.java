package io.kafkafetch.adapters.kafka.audit;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** How long to wait for records that should be there. Used by one thread. */
final class Patience {

    private final Duration most;
    private long sinceNanos = System.nanoTime();

    Patience(Duration most) {
        this.most = most;
    }

    /** Something came, or is waited for from now on. */
    void begin() {
        sinceNanos = System.nanoTime();
    }

    /** Nothing came. @throws UnreadableTopicException if that is so for too long */
    void check(TopicPartition partition, long end) {
        if (System.nanoTime() - sinceNanos > most.toNanos()) {
            throw new UnreadableTopicException(partition + " cannot be read up to offset " + end + ": nothing came for "
                    + most.toSeconds() + " s. The cluster does not answer, or a producer has left a transaction open");
        }
    }
}
