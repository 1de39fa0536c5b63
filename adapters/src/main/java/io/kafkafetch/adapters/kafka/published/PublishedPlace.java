package io.kafkafetch.adapters.kafka.published;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where a feed is in its topics: which topics these are (a recreated topic has another id), the offset it has
 * read each partition up to, and what there was when it began. Outlives the clients it is used with. Used by one thread.
 */
final class PublishedPlace {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** How far another clock, by which a record was stamped, may be ahead of this one. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final List<String> topics;
    private final List<String> topicsIfThere;
    private final PublishedHistory history;
    private final InstantSource clock;
    private final Map<String, Uuid> ids = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> begun = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /** @param topicsIfThere topics that may be missing, and are read from when they come */
    PublishedPlace(List<String> topics, List<String> topicsIfThere, PublishedHistory history, InstantSource clock) {
        this.topics = List.copyOf(topics);
        this.topicsIfThere = List.copyOf(topicsIfThere);
        this.history = history;
        this.clock = clock;
    }

    /** What became of the topics since they were looked at last. */
    enum Change {
        NONE,
        /** There are more partitions, or another topic. */
        GROWN,
        /** The first look, or a topic was recreated: nothing that was read counts any more. */
        FRESH
    }

    /** Looks at the topics, and stands at the beginning of what is new of them. */
    Change look(Admin admin, Consumer<?, ?> consumer) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> found = describe(admin);
        Map<String, Uuid> now =
                found.values().stream().collect(Collectors.toMap(TopicDescription::name, TopicDescription::topicId));
        Set<TopicPartition> partitions = partitions(found.values());
        if (ids.isEmpty() || !now.entrySet().containsAll(ids.entrySet())) {
            forget();
            consumer.assign(partitions); // for the time being: of others it warns that it is asked
            beginAt(consumer, partitions, since(consumer, partitions));
            ends.putAll(consumer.endOffsets(partitions, ANSWER_TIMEOUT));
            ids.putAll(now); // last: where something fails, all of it is done again
            return Change.FRESH;
        }
        partitions.removeAll(positions.keySet());
        if (partitions.isEmpty()) {
            return Change.NONE;
        }
        consumer.assign(partitions);
        beginAt(consumer, partitions, OptionalLong.empty());
        ids.putAll(now);
        return Change.GROWN;
    }

    private Map<String, TopicDescription> describe(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        Stream.concat(topics.stream(), topicsIfThere.stream()).toList(),
                        new DescribeTopicsOptions().timeoutMs(Math.toIntExact(ANSWER_TIMEOUT.toMillis())))
                .topicNameValues();
        Map<String, TopicDescription> found = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                found.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof TopicAuthorizationException) { // which does not say of which
                    throw new ExecutionException(new TopicAuthorizationException(Set.of(answer.getKey())));
                }
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)
                        || !topicsIfThere.contains(answer.getKey())) {
                    throw failure;
                }
            }
        }
        return found;
    }

    /** Which life each of the topics is in; empty text where the cluster does not know it. */
    Map<String, String> lives() {
        return ids.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        id -> id.getValue().equals(Uuid.ZERO_UUID)
                                ? ""
                                : id.getValue().toString()));
    }

    /** The next look finds everything new. */
    void forget() {
        ids.clear();
        positions.clear();
        begun.clear();
        ends.clear();
    }

    /** From which moment on, in epoch milliseconds, it reads; empty for the topics' beginning. */
    private OptionalLong since(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        if (history.back().isPresent()) {
            return OptionalLong.of(clock.instant().minus(history.back().get()).toEpochMilli());
        }
        return history.newest().isEmpty()
                ? OptionalLong.empty()
                : sinceNewest(consumer, partitions, history.newest().getAsLong());
    }

    /**
     * A moment since which there are at most so many records, and three quarters of it at least, unless more are of one
     * millisecond; empty where there never were more.
     */
    private OptionalLong sinceNewest(Consumer<?, ?> consumer, Set<TopicPartition> partitions, long most) {
        Map<TopicPartition, Long> now = consumer.endOffsets(partitions, ANSWER_TIMEOUT);
        if (between(consumer.beginningOffsets(partitions, ANSWER_TIMEOUT), now) <= most) {
            return OptionalLong.empty();
        }
        long tooEarly = 0;
        long late = clock.millis() + AHEAD.toMillis();
        long found = 0;
        while (late - tooEarly > 1 && found < most - most / 4) {
            long middle = tooEarly + (late - tooEarly) / 2;
            long since = between(offsets(consumer, now, middle), now);
            if (since > most) {
                tooEarly = middle;
            } else {
                late = middle;
                found = since;
            }
        }
        return OptionalLong.of(late);
    }

    private static long between(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - starts.getOrDefault(end.getKey(), end.getValue())))
                .sum();
    }

    /** Where the records since this moment begin; at the end where there are none. */
    private static Map<TopicPartition, Long> offsets(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, long epochMillis) {
        Map<TopicPartition, Long> starts = new HashMap<>(ends);
        Map<TopicPartition, Long> asked =
                ends.keySet().stream().collect(Collectors.toMap(Function.identity(), partition -> epochMillis));
        consumer.offsetsForTimes(asked, ANSWER_TIMEOUT).forEach((partition, offset) -> {
            if (isFound(offset)) {
                starts.put(partition, offset.offset());
            }
        });
        return starts;
    }

    private void beginAt(Consumer<?, ?> consumer, Set<TopicPartition> partitions, OptionalLong since) {
        Map<TopicPartition, Long> starts = since.isEmpty()
                ? consumer.beginningOffsets(partitions, ANSWER_TIMEOUT)
                : offsets(consumer, consumer.endOffsets(partitions, ANSWER_TIMEOUT), since.getAsLong());
        positions.putAll(starts);
        begun.putAll(starts);
    }

    /** Lets the consumer go on from here. */
    void assign(Consumer<?, ?> consumer) {
        consumer.assign(positions.keySet());
        positions.forEach(consumer::seek);
    }

    /** This record is reported, or about to be. */
    void passed(TopicPartition partition, long offset) {
        positions.put(partition, offset + 1);
    }

    /** What the consumer has passed without a record, such as markers, is read too. */
    void caughtUpWith(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            positions.put(partition, consumer.position(partition, ANSWER_TIMEOUT));
        }
    }

    /**
     * These positions are not in the topic: retention was faster, and reading goes on with what is left; or one is
     * beyond the end, and the topic is another one.
     *
     * @return whether all of it must be read again
     */
    boolean outOfRange(Consumer<?, ?> consumer, Map<TopicPartition, Long> missed) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(missed.keySet(), ANSWER_TIMEOUT);
        boolean again = missed.entrySet().stream()
                .anyMatch(entry -> entry.getValue() > beginnings.getOrDefault(entry.getKey(), 0L));
        if (again) {
            forget();
        } else {
            positions.putAll(beginnings);
        }
        return again;
    }

    /** Those that are not read yet to where they ended at the beginning. */
    Set<TopicPartition> behind() {
        Set<TopicPartition> behind = new HashSet<>();
        ends.forEach((partition, end) -> {
            if (positions.getOrDefault(partition, 0L) < end) {
                behind.add(partition);
            }
        });
        return behind;
    }

    /** How many offsets there were at the beginning. */
    long total() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - begun.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** How many of these are read. */
    long read() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(
                        0,
                        Math.min(end.getValue(), positions.getOrDefault(end.getKey(), 0L))
                                - begun.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static Set<TopicPartition> partitions(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @SuppressWarnings("ConstantConditions") // Kafka's map holds null where no record is that young
    private static boolean isFound(OffsetAndTimestamp offset) {
        return offset != null;
    }
}
