package io.kafkafetch.adapters.kafka.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.rollup.RollupDecoder;
import io.kafkafetch.adapters.json.rollup.TallyDecoder.OtherRulesException;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the rollups' topic from its beginning, and on. Used by one thread.
 *
 * @param rollups the one partition that counts
 */
record RollupState(TopicPartition rollups, RollupDecoder decoder) {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Lets this consumer begin, and reports all that is committed now. */
    void load(Consumer<byte[], byte[]> reader, RollupListener listener) {
        reader.assign(List.of(rollups));
        Map<TopicPartition, Long> beginnings = reader.beginningOffsets(List.of(rollups), ANSWER_TIMEOUT);
        reader.seek(rollups, beginnings.getOrDefault(rollups, 0L));
        long end = reader.endOffsets(List.of(rollups), ANSWER_TIMEOUT).getOrDefault(rollups, 0L);
        while (reader.position(rollups, ANSWER_TIMEOUT) < end) {
            read(reader, listener);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, RollupListener listener) {
        try {
            decoder.decode(new String(record.key(), UTF_8), record.value(), listener);
        } catch (OtherRulesException | IllegalArgumentException unusable) {
            throw new UnusableCheckpointException(
                    TroubleCode.ROLLUPS_UNUSABLE, rollups + "@" + record.offset() + ": " + unusable.getMessage());
        }
    }

    /** Reports what is new, or nothing within a short time. */
    void read(Consumer<byte[], byte[]> reader, RollupListener listener) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            if (record.key() != null) {
                read(record, listener);
            }
        }
    }
}
