package io.kafkafetch.adapters.kafka.topics;

import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that a broker does not list. A broker that lags knows a topic some time after it was created: one is missing
 * only if it still is after {@link #PATIENCE}. Used by one thread.
 */
final class Missing {

    private static final Logger LOG = LoggerFactory.getLogger(Missing.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String cluster;
    private long sinceNanos;
    private boolean isReported;

    /** @param cluster its bootstrap servers */
    Missing(String cluster) {
        this.cluster = cluster;
    }

    /** @throws UnusableClusterException if topics have been missing for too long */
    void report(List<String> topics) {
        String names = String.join(", ", topics);
        if (!isReported) {
            isReported = true;
            sinceNanos = System.nanoTime();
            LOG.info("Topics missing at {}: {}; looking for them for {} s", cluster, names, PATIENCE.toSeconds());
        } else if (System.nanoTime() - sinceNanos >= PATIENCE.toNanos()) {
            throw new UnusableClusterException("topics missing at " + cluster + ": " + names
                    + ". Create them (kafka-topics --create), or let kafka-fetch do it with CREATE_TOPICS=true");
        }
    }
}
