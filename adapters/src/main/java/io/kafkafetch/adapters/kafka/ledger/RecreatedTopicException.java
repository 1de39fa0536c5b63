package io.kafkafetch.adapters.kafka.ledger;

import org.apache.kafka.common.KafkaException;

/** Outcomes of a topic that is gone were not committed; who reads it gives its partitions up and restores them. */
public final class RecreatedTopicException extends KafkaException {

    private static final long serialVersionUID = 1L;

    RecreatedTopicException(String message) {
        super(message);
    }
}
