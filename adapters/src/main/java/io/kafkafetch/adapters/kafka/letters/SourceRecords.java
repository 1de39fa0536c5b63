package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.replay.Originals.Found;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads records back that dead letters left out. One is taken for the record only if its topic is the same one still, as far as
 * the letter says, and all that the letter says of its parts is so. Used by one thread.
 */
final class SourceRecords implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String LEFT_OUT = "parts of them were left out, and ";

    private final KafkaClients clients;
    private final Map<String, Optional<String>> ids = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> probe;

    SourceRecords(KafkaClients clients) {
        this.clients = clients;
    }

    Found find(Failure failure, Content.Incomplete incomplete) throws InterruptedException {
        if (failure.origin().isEmpty()) {
            return new Found.Nothing(LEFT_OUT + "their headers do not say where they were");
        }
        Origin origin = failure.origin().get();
        String topic = origin.partition().stream();
        Optional<String> id = topicId(topic);
        if (id.isEmpty()) {
            return new Found.Nothing(LEFT_OUT + "topic " + topic + " is not there any more");
        }
        if (!failure.topicId().isEmpty() && !failure.topicId().equals(id.get())) {
            return new Found.Nothing(LEFT_OUT + "topic " + topic + " was recreated since");
        }
        return read(origin)
                .map(record -> isTheOne(record, incomplete)
                        ? new Found.Whole(LetterRecord.original(record, HeaderStyle.KAFKA_FETCH))
                        : new Found.Nothing(LEFT_OUT + "another record is now at their place in " + topic))
                .orElseGet(() -> new Found.Nothing(LEFT_OUT + "their records are no longer in " + topic));
    }

    private static boolean isTheOne(ConsumerRecord<byte[], byte[]> record, Content.Incomplete incomplete) {
        return isSame(record.key(), incomplete.kept().key(), incomplete.keyBytes(), incomplete.isSealed())
                && isSame(record.value(), incomplete.kept().value(), incomplete.valueBytes(), incomplete.isSealed())
                && (incomplete.headers().isEmpty()
                        || incomplete.headers().getAsInt() == record.headers().toArray().length);
    }

    /** @param isSealed whether the letter is encrypted, so that what it kept says nothing here */
    private static boolean isSame(
            byte @Nullable [] found, byte @Nullable [] kept, OptionalInt omitted, boolean isSealed) {
        if (omitted.isPresent()) {
            return found != null && found.length == omitted.getAsInt();
        }
        return isSealed || Arrays.equals(found, kept);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(Origin origin) {
        Consumer<byte[], byte[]> consumer = probe();
        TopicPartition partition = new TopicPartition(
                origin.partition().stream(), origin.partition().number());
        if (consumer.partitionsFor(partition.topic(), TIMEOUT).stream()
                .noneMatch(info -> info.partition() == partition.partition())) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        if (origin.offset()
                        < consumer.beginningOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L)
                || origin.offset()
                        >= consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        consumer.seek(partition, origin.offset());
        long begunNanos = System.nanoTime();
        while (System.nanoTime() - begunNanos < TIMEOUT.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return Optional.of(record).filter(found -> found.offset() == origin.offset());
            }
        }
        return Optional.empty();
    }

    /** Empty where the topic is not there. */
    private Optional<String> topicId(String topic) throws InterruptedException {
        Optional<String> known = ids.get(topic);
        if (known == null) {
            known = describe(topic);
            ids.put(topic, known);
        }
        return known;
    }

    private Optional<String> describe(String topic) throws InterruptedException {
        try (Admin admin = clients.admin()) {
            return Optional.of(admin.describeTopics(
                            List.of(topic), new DescribeTopicsOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis())))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure.getCause() instanceof KafkaException cause ? cause : new KafkaException(failure);
        }
    }

    private Consumer<byte[], byte[]> probe() {
        if (probe == null) {
            probe = clients.probe("kafka-fetch-dlq-source");
        }
        return probe;
    }

    @Override
    public void close() {
        if (probe != null) {
            probe.close();
        }
    }
}
