package io.kafkafetch.adapters.kafka.audit;

import io.kafkafetch.adapters.json.audit.BatchNames;
import io.kafkafetch.application.audit.Audit;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.audit.run.PublishedRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Insights and dead letters, each partition as far as the audit takes its records: a partition whose next record is of a
 * commit to come waits for that. Used by one thread.
 */
final class PublishedTopics implements PublishedRecords {

    private final RecordQueues queues;
    private final String stream;
    private final String insights;
    private final BatchNames names;
    private final Letters letters;
    private final Map<TopicPartition, Long> ends;
    private final Patience patience;
    private final Map<TopicPartition, Long> waitingSince = new HashMap<>();

    /**
     * @param queues at the beginnings of all partitions of both topics
     * @param stream whose logins they are about
     * @param insights the topic of these; the other one has dead letters
     * @param ends where each partition's audit ends
     */
    PublishedTopics(
            RecordQueues queues,
            String stream,
            String insights,
            Letters letters,
            Map<TopicPartition, Long> ends,
            Duration patience) {
        this.queues = queues;
        this.stream = stream;
        this.insights = insights;
        this.names = new BatchNames(stream);
        this.letters = letters;
        this.ends = new HashMap<>(ends);
        this.patience = new Patience(patience);
    }

    @Override
    public void feed(Audit audit, long manifests) {
        patience.begin();
        for (Set<TopicPartition> empty = drain(audit, manifests); !empty.isEmpty(); empty = drain(audit, manifests)) {
            TopicPartition one = empty.iterator().next();
            queues.poll(empty);
            if (empty.stream().anyMatch(partition -> queues.peek(partition) != null)) {
                patience.begin();
            }
            patience.check(one, ends.getOrDefault(one, 0L));
        }
    }

    /** Gives all that waits here; returns which partitions may have more. */
    private Set<TopicPartition> drain(Audit audit, long manifests) {
        Set<TopicPartition> empty = new HashSet<>();
        for (TopicPartition partition : Set.copyOf(ends.keySet())) {
            long end = ends.getOrDefault(partition, 0L);
            ConsumerRecord<byte[], byte[]> head = queues.peek(partition);
            while (head != null && head.offset() < end && takes(audit, head, partition, manifests)) {
                queues.pop(partition);
                head = queues.peek(partition);
            }
            if (head == null && queues.position(partition) < end) {
                empty.add(partition);
            } else if (head == null || head.offset() >= end) {
                ends.remove(partition);
            }
        }
        return empty;
    }

    private boolean takes(
            Audit audit, ConsumerRecord<byte[], byte[]> record, TopicPartition partition, long manifests) {
        Optional<? extends Published> published = record.topic().equals(insights) ? insight(record) : letter(record);
        if (published.isEmpty()
                || audit.take(published.get(), manifests - waitingSince.getOrDefault(partition, manifests))) {
            waitingSince.remove(partition);
            return true;
        }
        waitingSince.putIfAbsent(partition, manifests);
        return false;
    }

    private Optional<Published.Insight> insight(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        return names.of(record.value())
                .map(batch -> new Published.Insight(
                        batch.partition(),
                        batch.first(),
                        batch.last(),
                        new String(record.key(), StandardCharsets.UTF_8),
                        record.value()));
    }

    private Optional<Published.Letter> letter(ConsumerRecord<byte[], byte[]> record) {
        return letters.read(stream, Letters.of(record.key(), record.value(), record.headers()));
    }
}
