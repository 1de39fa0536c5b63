package io.kafkafetch.adapters.kafka.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.rights.Resource;
import io.kafkafetch.adapters.kafka.rights.Right;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to topics and commits offsets as a service does, and aborts each of these transactions: a reader of committed
 * records sees none of it. A check that is killed meanwhile leaves one open for {@link #TIME} at most. Used by one thread.
 */
record AbortedTransaction(Admin admin, KafkaClients clients, KafkaPipeline pipeline, List<Finding> findings) {

    private static final Duration TIME = Duration.ofSeconds(10);

    /** A clock that is further off makes windows and retention wrong. */
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);

    /**
     * @param written what is written to
     * @param committed by group, the topic whose offsets it commits in transactions
     */
    void tryAll(List<Resource> written, Map<String, String> committed) throws InterruptedException {
        // Two checks at once do not fence each other.
        String id = pipeline.groupId() + "-check-" + UUID.randomUUID();
        try (Producer<byte[], byte[]> producer = clients.transactionalProducer(id, TIME)) {
            producer.initTransactions();
            if (written.contains(Resource.TRANSACTIONAL_IDS)) {
                report(Resource.TRANSACTIONAL_IDS, null);
            }
            boolean isFirst = true;
            for (Resource resource : written) {
                if (resource.isTopic()) {
                    isFirst &= !writeTo(producer, id, resource, isFirst);
                }
            }
            for (Map.Entry<String, String> group : committed.entrySet()) {
                commitOffsets(producer, group.getKey(), group.getValue());
            }
        } catch (KafkaException failure) {
            written.stream().filter(resource -> !isKnown(resource)).forEach(resource -> untried(resource, failure));
        }
    }

    /** Without transactions nothing is known of topics. */
    private void untried(Resource resource, KafkaException failure) {
        if (resource.isTopic()) {
            findings.add(Finding.warn(
                    new Right(resource, WRITE).text(pipeline),
                    "not tried, since no transaction could be made",
                    "check again when transactions work"));
        } else {
            report(resource, failure);
        }
    }

    private boolean isKnown(Resource resource) {
        String subject = new Right(resource, WRITE).text(pipeline);
        return findings.stream().anyMatch(finding -> finding.subject().equals(subject));
    }

    private void report(Resource resource, @Nullable Throwable failure) {
        findings.add(RightsCheck.of(new Right(resource, WRITE), pipeline, failure));
    }

    /** Whether it could be written to. */
    private boolean writeTo(Producer<byte[], byte[]> producer, String id, Resource topic, boolean looksAtClock)
            throws InterruptedException {
        String name = topic.name(pipeline);
        if (!isThere(name)) {
            report(topic, new UnknownTopicOrPartitionException(name));
            return false;
        }
        long before = System.currentTimeMillis();
        producer.beginTransaction();
        @Nullable Throwable failure = send(producer, name);
        if (failure == null && looksAtClock) {
            clock(id, before);
        }
        producer.abortTransaction();
        report(topic, failure);
        return failure == null;
    }

    /** A producer would wait for a topic that is not there until its patience ends. */
    private boolean isThere(String topic) throws InterruptedException {
        return !Answer.of(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .failedWith(UnknownTopicOrPartitionException.class);
    }

    private static @Nullable Throwable send(Producer<byte[], byte[]> producer, String topic)
            throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, 0, "kafka-fetch check".getBytes(UTF_8), new byte[0]))
                    .get();
            return null;
        } catch (ExecutionException failure) {
            return failure.getCause();
        } catch (KafkaException failure) {
            return failure;
        }
    }

    /** The broker says by its own clock when the transaction began. */
    private void clock(String id, long before) throws InterruptedException {
        long after = System.currentTimeMillis();
        Answer<TransactionDescription> answer = Answer.of(admin.describeTransactions(
                        List.of(id), new DescribeTransactionsOptions().timeoutMs(Answer.timeoutMillis()))
                .description(id));
        answer.value().map(TransactionDescription::transactionStartTimeMs).ifPresent(began -> {
            if (began.isPresent()) {
                long off = began.getAsLong() < before
                        ? began.getAsLong() - before
                        : Math.max(0, began.getAsLong() - after);
                findings.add(clock(off));
            }
        });
    }

    /** @param offMillis how far the broker's clock is ahead, at least */
    static Finding clock(long offMillis) {
        String text = offMillis == 0
                ? "the brokers' is the same"
                : "the brokers' is " + Math.abs(offMillis) + " ms " + (offMillis > 0 ? "ahead" : "behind");
        return Math.abs(offMillis) > TOLERATED_SKEW.toMillis()
                ? Finding.warn("clock", text, "synchronize the clocks (NTP): retention and lag in seconds go by them")
                : Finding.ok("clock", text);
    }

    /** Where the group has some, those it has: a group that is not there yet would be made by it. */
    private void commitOffsets(Producer<byte[], byte[]> producer, String group, String topic)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = committed(group, topic);
        if (offsets.isEmpty()) {
            return;
        }
        String subject = "offsets of group " + group;
        producer.beginTransaction();
        try (Consumer<byte[], byte[]> member = clients.observer(group)) {
            producer.sendOffsetsToTransaction(offsets, member.groupMetadata());
            findings.add(Finding.ok(subject, "can be committed in a transaction; aborted, they are as before"));
        } catch (KafkaException failure) {
            findings.add(
                    Finding.fail(subject, KafkaFaults.describe(failure), "grant Read on the group and on the topic"));
        }
        producer.abortTransaction();
    }

    @SuppressWarnings("ConstantConditions") // Kafka's map holds null for a partition without a committed offset
    private Map<TopicPartition, OffsetAndMetadata> committed(String group, String topic) throws InterruptedException {
        Answer<Map<TopicPartition, OffsetAndMetadata>> answer = Answer.of(admin.listConsumerGroupOffsets(
                        group, new ListConsumerGroupOffsetsOptions().timeoutMs(Answer.timeoutMillis()))
                .partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetAndMetadata> committed =
                new HashMap<>(answer.value().orElse(Map.of()));
        committed
                .entrySet()
                .removeIf(entry ->
                        entry.getValue() == null || !entry.getKey().topic().equals(topic));
        return committed;
    }
}
