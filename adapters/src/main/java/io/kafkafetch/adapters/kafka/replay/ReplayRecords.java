package io.kafkafetch.adapters.kafka.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.replay.Replay;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a replay is sent as: the record with its own headers, and behind them how often it was replayed and which letters it
 * comes from; and an entry of the log.
 *
 * @param logTopic where entries go
 * @param topicId which life of the dead letter topic the letters are of; empty where that is not known
 */
record ReplayRecords(String logTopic, String topicId) {

    /**
     * The record. A partition that its topic does not have is left to the key.
     *
     * @param partitions of the topic it goes to
     */
    ProducerRecord<byte[], byte[]> record(Replay replay, int partitions) {
        Original original = replay.original();
        RecordHeaders headers = new RecordHeaders();
        original.headers().forEach(header -> headers.add(header.name(), header.value()));
        add(headers, DeadLetterRecords.REPLAY_COUNT, replay.count());
        add(headers, DeadLetterRecords.LETTER, replay.letter());
        add(headers, DeadLetterRecords.FIRST_LETTER, replay.first());
        @Nullable
        Integer partition = replay.partition().isPresent() && replay.partition().getAsInt() < partitions
                ? replay.partition().getAsInt()
                : null;
        return new ProducerRecord<>(replay.topic(), partition, original.key(), original.value(), headers);
    }

    ProducerRecord<byte[], byte[]> marker(Marker marker) {
        return new ProducerRecord<>(
                logTopic, MarkerJson.key(marker.letter()), MarkerJson.value(new Entry(marker, topicId)));
    }

    private static void add(RecordHeaders headers, String name, Object text) {
        headers.add(name, text.toString().getBytes(UTF_8));
    }
}
