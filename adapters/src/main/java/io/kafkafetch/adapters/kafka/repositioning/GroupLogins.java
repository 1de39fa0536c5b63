package io.kafkafetch.adapters.kafka.repositioning;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.letters.TopicScan;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.adapters.kafka.value.ValueDecoder;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The logins that a group has counted, as far as the topic still has them, decided again as the service decides. */
public final class GroupLogins {

    private final KafkaClients clients;
    private final String topic;
    private final ValueDecoder decoder;

    /**
     * Those of a topic.
     *
     * @param format by which records are read
     * @param schemas by which values are read that name theirs; empty where no registry is known
     */
    public GroupLogins(KafkaClients clients, String topic, LoginFormat format, Optional<Schemas> schemas) {
        this.clients = clients;
        this.topic = topic;
        this.decoder = new ValueDecoder(format, schemas, UserHash.OFF);
    }

    /** Takes a login. */
    @FunctionalInterface
    public interface Taker {

        /**
         * The next login of this partition.
         *
         * @param recorded when the record was written
         * @param moment when the login happened, in epoch seconds
         */
        void take(Partition partition, long offset, Instant recorded, long moment);
    }

    /**
     * Reads those of these partitions, from the first record that is there up to the position.
     *
     * @param partitions that have a position in the topic
     * @throws io.kafkafetch.adapters.registry.RegistryAwayException if a schema cannot be had
     * @throws UnusableClusterException if nothing comes for too long
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or refuses
     */
    public void read(List<PartitionState> partitions, Taker taker) throws InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (PartitionState state : partitions) {
            ends.put(
                    TopicPartitions.topicPartition(state.partition()),
                    state.committed().map(Committed::position).orElse(0L));
        }
        try (TopicScan scan = new TopicScan(clients, topic)) {
            scan.partitions();
            scan.<RuntimeException>read(scan.beginnings(ends.keySet()), ends, record -> {
                take(record, taker);
                return true;
            });
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Taker taker) {
        Validation verdict =
                decoder.decode(record.value() == null ? null : ByteBuffer.wrap(record.value()), record.headers());
        if (verdict instanceof LoginEvent login) {
            taker.take(
                    new Partition(record.topic(), record.partition()),
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    login.timestamp());
        }
    }
}
