package io.kafkafetch.adapters.kafka.audit;

import io.kafkafetch.adapters.json.rollup.ManifestDecoder;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The tallies that are committed when this is made, one after the other. Used by one thread. */
final class TallyTopic {

    private final RecordQueues queue;
    private final TopicPartition partition;
    private final String group;
    private final String stream;
    private final Patience patience;
    private final long beginning;
    private final long end;

    /**
     * @param group whose tallies are read
     * @param stream whose tallies are read
     */
    TallyTopic(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> reader,
            TopicPartition partition,
            String group,
            String stream,
            Duration patience) {
        this.partition = partition;
        this.group = group;
        this.stream = stream;
        this.patience = new Patience(patience);
        reader.assign(List.of(partition));
        this.beginning = reader.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        this.queue = new RecordQueues(reader, Map.of(partition, beginning));
        this.end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Reads all of them, and again at each call. */
    void forEach(Consumer<Manifest> taker, Consumer<Finding> findings) {
        ManifestDecoder decoder = new ManifestDecoder(group);
        queue.seek(partition, beginning);
        patience.begin();
        while (true) {
            ConsumerRecord<byte[], byte[]> record = queue.peek(partition);
            if (record == null) {
                if (queue.position(partition) >= end) {
                    return;
                }
                queue.poll(Set.of(partition));
                patience.check(partition, end);
            } else if (record.offset() >= end) {
                return;
            } else {
                queue.pop(partition);
                patience.begin();
                decode(decoder, record, findings).ifPresent(taker);
            }
        }
    }

    private Optional<Manifest> decode(
            ManifestDecoder decoder, ConsumerRecord<byte[], byte[]> record, Consumer<Finding> findings) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return decoder.decode(record.value(), Instant.ofEpochMilli(record.timestamp()))
                    .filter(manifest -> manifest.partition().stream().equals(stream));
        } catch (IllegalArgumentException unreadable) {
            findings.accept(new Finding(
                    FindingCode.TALLY_DIFFERS, partition + "@" + record.offset(), "a tally", "none that can be read"));
            return Optional.empty();
        }
    }
}
