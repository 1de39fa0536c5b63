package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.NewestLetters;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest dead letters of a topic, as far as they are committed. Each reading has a consumer of its own, and there is one at a
 * time. It looks at {@value #MOST} letters at most, for {@value #MOST_SECONDS} s. Thread-safe.
 */
public final class KafkaNewestLetters implements NewestLetters {

    /** Letters that are looked at. */
    public static final int MOST = 20_000;

    /** How long they are looked at. */
    public static final int MOST_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNewestLetters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Offsets of a partition that are read at first; then twice as many each time. */
    private static final long FIRST_STRETCH = 500;

    private static final Comparator<Letter> OLDEST_FIRST = Comparator.comparing(Letter::published)
            .thenComparingLong(letter -> letter.id().offset());

    private static final Content LEFT_OUT = new Content.Incomplete(
            new Original(null, null, List.of()), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), false);

    private final KafkaClients clients;
    private final String topic;
    private final Semaphore place = new Semaphore(1);

    /** @param topic that should be there */
    public KafkaNewestLetters(KafkaClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    @Override
    public Optional<Found> read(Predicate<Letter> wanted, int limit) throws InterruptedException {
        if (!place.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try (TopicScan scan = new TopicScan(clients, topic)) {
            return Optional.of(new Search(wanted, limit).in(scan));
        } catch (KafkaException | UnusableClusterException failure) {
            LOG.debug("Dead letters were not read", failure);
            return Optional.empty();
        } finally {
            place.release();
        }
    }

    /** One reading. */
    private static final class Search {
        private final Predicate<Letter> wanted;
        private final int limit;
        private final long begunNanos = System.nanoTime();
        private final Queue<Letter> newest = new PriorityQueue<>(OLDEST_FIRST);
        private final Map<TopicPartition, Integer> foundIn = new HashMap<>();
        private long lookedAt;
        private boolean isCutOff;

        Search(Predicate<Letter> wanted, int limit) {
            this.wanted = wanted;
            this.limit = limit;
        }

        /** Of each partition reads back, stretch by stretch, until it has all or enough. */
        Found in(TopicScan scan) throws InterruptedException {
            List<TopicPartition> partitions = scan.partitions();
            Map<TopicPartition, Long> begins = scan.beginnings(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(scan.ends(partitions));
            for (long stretch = FIRST_STRETCH; !isCutOff && !ends.isEmpty(); stretch *= 2) {
                Map<TopicPartition, Long> from = new HashMap<>();
                for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                    long begin = begins.getOrDefault(end.getKey(), 0L);
                    from.put(end.getKey(), Math.max(begin, end.getValue() - stretch));
                }
                scan.<RuntimeException>read(from, Map.copyOf(ends), this::take);
                ends.putAll(from);
                ends.entrySet()
                        .removeIf(end -> end.getValue() <= begins.getOrDefault(end.getKey(), 0L)
                                || foundIn.getOrDefault(end.getKey(), 0) >= limit);
            }
            return new Found(newest.stream().sorted(OLDEST_FIRST.reversed()).toList(), lookedAt, !isCutOff);
        }

        private boolean take(ConsumerRecord<byte[], byte[]> record) {
            if (lookedAt >= MOST || System.nanoTime() - begunNanos > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                isCutOff = true;
                return false;
            }
            lookedAt++;
            Letter letter = withoutContent(record);
            if (wanted.test(letter)) {
                newest.add(letter);
                if (newest.size() > limit) {
                    newest.remove();
                }
                foundIn.merge(new TopicPartition(record.topic(), record.partition()), 1, Integer::sum);
            }
            return true;
        }
    }

    private static Letter withoutContent(ConsumerRecord<byte[], byte[]> record) {
        Instant published = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
        return new Letter(
                new LetterId(new Partition(record.topic(), record.partition()), record.offset()),
                published,
                HeaderStyle.KAFKA_FETCH.failure(record.headers(), published),
                LEFT_OUT);
    }
}
