package io.kafkafetch.benchmarks.contestants;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How every contestant here fetches: few large requests, so that a full topic is read as fast as a consumer can. */
final class FetchTuning {

    /** Settings of a consumer. */
    static final Map<String, Integer> SETTINGS = Map.of(
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 << 20,
            ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);

    private FetchTuning() {}
}
