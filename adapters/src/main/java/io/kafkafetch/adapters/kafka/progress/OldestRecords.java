package io.kafkafetch.adapters.kafka.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How old the oldest record is that lies between a partition's position and its end. That needs the record itself, so
 * the work is bounded: at most {@value #MOST_PROBES} partitions a time, those first that were looked at longest ago, for
 * at most {@link #LONGEST}. Of the others it tells the age of what was the oldest when they were looked at, or when they
 * had no lag: as old as that the present one is at most. Used by one thread.
 */
final class OldestRecords implements AutoCloseable {

    /** Most partitions that are looked at in one go. */
    static final int MOST_PROBES = 50;

    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration AT_ONCE = Duration.ofMillis(10);
    private static final long NEVER = -1;

    /** The offsets that are not processed: from the position to the end, which is not one of them. */
    record Span(long position, long end) {
        boolean isEmpty() {
            return position >= end;
        }
    }

    /**
     * What is known of a partition.
     *
     * @param position the one it was looked at with
     * @param timestamp of the oldest record behind it, or when there was none; in ms since 1970, negative where the
     *     record has none
     * @param exact whether there is such a record
     * @param emptyUntil no record lies between the position and this offset
     * @param turn when it was looked at, in calls of {@link #ages}
     */
    private record Mark(long position, long timestamp, boolean exact, long emptyUntil, long turn) {

        boolean answers(Span span) {
            return position == span.position() && (exact || span.end() <= emptyUntil);
        }
    }

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Mark> marks = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> consumer;
    private long turn;

    /**
     * @param consumers makes readers without a group, of one record at a time; closed here
     * @param nanoTime a monotonic clock
     */
    OldestRecords(Supplier<Consumer<byte[], byte[]>> consumers, LongSupplier nanoTime) {
        this.consumers = consumers;
        this.nanoTime = nanoTime;
    }

    /**
     * The age of each partition's oldest record; zero where there is none, or where it claims to be of the future; not in
     * the map where nothing is known yet.
     *
     * @param spans of all partitions there are
     */
    Map<TopicPartition, Duration> ages(Map<TopicPartition, Span> spans, Instant now) {
        turn++;
        marks.keySet().retainAll(spans.keySet());
        spans.forEach((partition, span) -> {
            if (span.isEmpty()) {
                marks.put(partition, nothing(span, now));
            }
        });
        probe(due(spans), now);
        Map<TopicPartition, Duration> ages = new HashMap<>();
        spans.forEach(
                (partition, span) -> age(marks.get(partition), span, now).ifPresent(age -> ages.put(partition, age)));
        return ages;
    }

    private Mark nothing(Span span, Instant now) {
        return new Mark(span.position(), now.toEpochMilli(), false, span.end(), turn);
    }

    private static Optional<Duration> age(@Nullable Mark mark, Span span, Instant now) {
        if (mark == null || mark.timestamp() < 0) {
            return Optional.empty();
        }
        if (mark.answers(span) && !mark.exact()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(Duration.ofMillis(Math.max(0, now.toEpochMilli() - mark.timestamp())));
    }

    private Map<TopicPartition, Span> due(Map<TopicPartition, Span> spans) {
        return spans.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .filter(entry -> {
                    Mark mark = marks.get(entry.getKey());
                    return mark == null || !mark.answers(entry.getValue());
                })
                .sorted(Comparator.comparingLong(entry -> turnOf(marks.get(entry.getKey()))))
                .limit(MOST_PROBES)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static long turnOf(@Nullable Mark mark) {
        return mark == null ? NEVER : mark.turn();
    }

    private void probe(Map<TopicPartition, Span> wanted, Instant now) {
        if (wanted.isEmpty()) {
            return;
        }
        Consumer<byte[], byte[]> open = open();
        open.assign(wanted.keySet());
        wanted.forEach((partition, span) -> open.seek(partition, span.position()));
        Set<TopicPartition> unanswered = new HashSet<>(wanted.keySet());
        long begunNanos = nanoTime.getAsLong();
        while (!unanswered.isEmpty() && nanoTime.getAsLong() - begunNanos < LONGEST.toNanos()) {
            boolean found = false;
            for (ConsumerRecord<byte[], byte[]> record : open.poll(STEP)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Span span = wanted.get(partition);
                if (span != null && unanswered.remove(partition)) {
                    marks.put(partition, mark(record, span, now));
                    open.pause(List.of(partition));
                    found = true;
                }
            }
            if (!found) {
                unanswered.removeIf(partition -> isPast(open, partition, wanted.get(partition), now));
            }
        }
        open.unsubscribe();
    }

    /** What came behind the end since it was asked for is no lag of then. */
    private Mark mark(ConsumerRecord<byte[], byte[]> record, Span span, Instant now) {
        return record.offset() >= span.end()
                ? nothing(span, now)
                : new Mark(span.position(), record.timestamp(), true, span.position(), turn);
    }

    /** Markers of transactions, and records of aborted ones, are passed without a report. */
    private boolean isPast(Consumer<byte[], byte[]> open, TopicPartition partition, @Nullable Span span, Instant now) {
        try {
            if (span == null || open.position(partition, AT_ONCE) < span.end()) {
                return false;
            }
        } catch (TimeoutException unknown) {
            return false;
        }
        marks.put(partition, nothing(span, now));
        return true;
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = consumers.get();
            consumer = open;
        }
        return open;
    }

    /** Lets the consumer go, as after a failure; the next call makes a new one. */
    @Override
    public void close() {
        Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            open.close(CloseOptions.timeout(LONGEST));
        }
    }
}
