package io.kafkafetch.adapters.kafka.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.letters.KafkaLetterLog;
import io.kafkafetch.adapters.kafka.letters.TopicScan;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Canary;
import io.kafkafetch.application.replay.RunEndedException.Silent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the service's group has committed behind the first records, then counts the dead letters that name their
 * letters. Both are of one transaction, so that none comes later. Used by one thread.
 */
public final class GroupCanary implements Canary {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final KafkaClients clients;
    private final KafkaPipeline pipeline;
    private final Duration patience;
    private Map<TopicPartition, Long> begun = Map.of();

    /** @param patience how long to wait for the group */
    public GroupCanary(KafkaClients clients, KafkaPipeline pipeline, Duration patience) {
        this.clients = clients;
        this.pipeline = pipeline;
        this.patience = patience;
    }

    @Override
    public void begin() throws InterruptedException {
        begun = ends();
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException {
        try (TopicScan scan = new TopicScan(clients, pipeline.deadLetterTopic())) {
            return KafkaLetterLog.lastOffsets(clients, scan.partitions());
        }
    }

    @Override
    public long deadAgain(Set<LetterId> letters, Map<Partition, Long> behind) throws Silent, InterruptedException {
        await(behind);
        Set<LetterId> dead = new HashSet<>();
        Map<TopicPartition, Long> now = ends();
        try (TopicScan scan = new TopicScan(clients, pipeline.deadLetterTopic())) {
            scan.<RuntimeException>read(begun, now, record -> {
                letter(record).filter(letters::contains).ifPresent(dead::add);
                return true;
            });
        }
        return dead.size();
    }

    private static Optional<LetterId> letter(ConsumerRecord<byte[], byte[]> record) {
        @Nullable Header header = record.headers().lastHeader(DeadLetterRecords.LETTER);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? Optional.empty() : LetterId.parse(new String(value, UTF_8));
    }

    private void await(Map<Partition, Long> behind) throws Silent, InterruptedException {
        long begunNanos = System.nanoTime();
        try (Admin admin = clients.admin()) {
            while (!isPassed(admin, behind)) {
                if (System.nanoTime() - begunNanos > patience.toNanos()) {
                    throw new Silent("group " + pipeline.groupId() + " did not read the first records within "
                            + patience.toSeconds() + " s, so that nobody knows what becomes of them; check that the"
                            + " service runs");
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** While a transaction is under way, the offsets before it are answered. */
    private boolean isPassed(Admin admin, Map<Partition, Long> behind) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(pipeline.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            return behind.entrySet().stream().allMatch(end -> {
                @Nullable OffsetAndMetadata offset = committed.get(TopicPartitions.topicPartition(end.getKey()));
                return offset != null && offset.offset() >= end.getValue();
            });
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException cause ? cause : new KafkaException(failure);
        }
    }
}
