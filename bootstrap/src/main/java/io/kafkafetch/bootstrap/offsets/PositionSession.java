package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.repositioning.GroupPositions;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;

/** One command's connection to the cluster. Used by one thread. */
record PositionSession(KafkaFetchConfiguration configuration, KafkaClients clients, GroupPositions positions) {

    /** The zone that hours are counted in now. */
    String zone() {
        return configuration.pipeline().hourOfDay().zone().getId();
    }
}
