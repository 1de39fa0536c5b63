package io.kafkafetch.adapters.kafka.input;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Asks by an administrative client, made at the first question. It needs the right to describe the topic, as a reader has. */
final class DescribedTopic implements PresentTopic {

    private static final int ANSWER_TIMEOUT_MILLIS = 5_000;

    private final Supplier<Admin> admins;
    private final String topic;
    private volatile Optional<Incarnation> lastSeen = Optional.empty();
    private @Nullable Admin admin;

    DescribedTopic(Supplier<Admin> admins, String topic) {
        this.admins = admins;
        this.topic = topic;
    }

    @Override
    public Incarnation look() {
        TopicDescription description = requireNonNull(answer(admin().describeTopics(
                                List.of(topic), new DescribeTopicsOptions().timeoutMs(ANSWER_TIMEOUT_MILLIS))
                        .allTopicNames())
                .get(topic));
        Incarnation seen = new Incarnation(
                description.topicId(), Math.max(1, description.partitions().size()));
        lastSeen = Optional.of(seen);
        return seen;
    }

    @Override
    public Optional<Incarnation> lastSeen() {
        return lastSeen;
    }

    @Override
    public long highWatermark(TopicPartition partition) {
        return answer(admin().listOffsets(
                                Map.of(partition, OffsetSpec.latest()),
                                new ListOffsetsOptions().timeoutMs(ANSWER_TIMEOUT_MILLIS))
                        .partitionResult(partition))
                .offset();
    }

    private synchronized Admin admin() {
        Admin present = admin;
        if (present == null) {
            present = admins.get();
            admin = present;
        }
        return present;
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException cause ? cause : new KafkaException(failure);
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
