package io.kafkafetch.adapters.kafka.repositioning;

import io.kafkafetch.adapters.json.rollup.ManifestDecoder;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.letters.TopicScan;
import io.kafkafetch.adapters.kafka.records.TallyRecords;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.audit.evidence.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The tallies of a group that are committed and kept, in their order. */
public final class GroupManifests {

    private final KafkaClients clients;
    private final KafkaPipeline pipeline;
    private final RollupTopics topics;

    /** @param topics where the tallies are; the topic is there */
    public GroupManifests(KafkaClients clients, KafkaPipeline pipeline, RollupTopics topics) {
        this.clients = clients;
        this.pipeline = pipeline;
        this.topics = topics;
    }

    /**
     * Reads all of them.
     *
     * @throws UnusableClusterException if one of them cannot be read: it may be the last one of its partition
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or refuses
     */
    public void forEach(Consumer<Manifest> taker) throws InterruptedException {
        ManifestDecoder decoder = new ManifestDecoder(pipeline.groupId());
        boolean[] begun = {false};
        try (TopicScan scan = new TopicScan(clients, topics.tallies())) {
            List<TopicPartition> first = scan.partitions().stream()
                    .filter(partition -> partition.partition() == TallyRecords.PARTITION)
                    .toList();
            scan.<RuntimeException>read(scan.beginnings(first), scan.ends(first), record -> {
                decode(decoder, record, begun)
                        .filter(manifest -> manifest.partition().stream().equals(pipeline.inputTopic()))
                        .ifPresent(taker);
                return true;
            });
        }
    }

    /** The first parts of the oldest tally may have been deleted. */
    private static Optional<Manifest> decode(
            ManifestDecoder decoder, ConsumerRecord<byte[], byte[]> record, boolean[] begun) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            Optional<Manifest> manifest = decoder.decode(record.value(), Instant.ofEpochMilli(record.timestamp()));
            begun[0] |= manifest.isPresent();
            return manifest;
        } catch (IllegalArgumentException unreadable) {
            if (begun[0]) {
                throw new UnusableClusterException("the tally at offset " + record.offset() + " of topic "
                        + record.topic() + " cannot be read (" + unreadable.getMessage()
                        + "), and may be the last one of its partition: use offsets reset instead");
            }
            return Optional.empty();
        }
    }
}
