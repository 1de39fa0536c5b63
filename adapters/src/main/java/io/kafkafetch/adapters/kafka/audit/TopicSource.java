package io.kafkafetch.adapters.kafka.audit;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.application.audit.evidence.InputRecords;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.UserHash;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** An input topic, read again for an audit of what was published elsewhere. Used by one thread. */
public final class TopicSource implements InputRecords, AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaInput input;

    private TopicSource(Consumer<byte[], byte[]> consumer, KafkaInput input) {
        this.consumer = consumer;
        this.input = input;
    }

    /**
     * The topic as it is now.
     *
     * @param groupId in whose name it is read; no group is joined
     * @param format by which records are read
     * @param schemas by which values are read that name theirs; empty where no registry is known
     * @param users what stands for the user of a login
     * @param patience how long to wait for records that should be there
     * @throws UnreadableTopicException if it is missing
     */
    public static TopicSource open(
            KafkaClients clients,
            String groupId,
            String topic,
            LoginFormat format,
            Optional<Schemas> schemas,
            UserHash users,
            Duration patience) {
        Consumer<byte[], byte[]> consumer = clients.reader(groupId + "-verify-source");
        try (Admin admin = clients.admin()) {
            return new TopicSource(consumer, input(admin, consumer, topic, format, schemas, users, patience));
        } catch (RuntimeException | Error failure) {
            consumer.close();
            throw failure;
        }
    }

    private static KafkaInput input(
            Admin admin,
            Consumer<byte[], byte[]> consumer,
            String name,
            LoginFormat format,
            Optional<Schemas> schemas,
            UserHash users,
            Duration patience) {
        Topic topic = Topic.of(admin, name);
        consumer.assign(topic.partitions()); // a question about others is a warning in the log
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(topic.partitions());
        return new KafkaInput(
                new RecordQueues(consumer, beginnings),
                topic.id(),
                format,
                schemas,
                users,
                beginnings,
                Topic.ends(admin, topic.partitions()),
                patience);
    }

    @Override
    public boolean read(
            Partition partition,
            long first,
            long last,
            MissingDeviceType policy,
            java.util.function.Consumer<Delivery> taker) {
        return input.read(partition, first, last, policy, taker);
    }

    @Override
    public boolean knows(String format) {
        return input.knows(format);
    }

    @Override
    public boolean isThere(Partition partition, String life, long offset) {
        return input.isThere(partition, life, offset);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
