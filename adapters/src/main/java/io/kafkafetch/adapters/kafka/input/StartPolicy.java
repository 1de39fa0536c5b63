package io.kafkafetch.adapters.kafka.input;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a partition begins of which nothing is committed: what Kafka's {@code auto.offset.reset} says. The consumers
 * themselves have {@code none}, so that nothing but this service moves a position.
 *
 * @param back of {@link Kind#BY_DURATION}: how old the first record may be; else zero
 */
public record StartPolicy(Kind kind, Duration back) {

    /** The values of {@code auto.offset.reset} that {@link #of} takes, for people. */
    public static final String EXPECTED =
            "earliest, latest, none or by_duration: and an ISO-8601 duration, such as" + " by_duration:PT24H";

    /** From the first record there is. */
    public static final StartPolicy EARLIEST = new StartPolicy(Kind.EARLIEST, Duration.ZERO);

    private static final String BY_DURATION = "by_duration:";

    /** Its kinds. */
    public enum Kind {
        EARLIEST,
        LATEST,
        BY_DURATION,
        /** Not at all. */
        NONE
    }

    /**
     * The policy of this value of {@code auto.offset.reset}.
     *
     * @throws IllegalArgumentException if a consumer would not take it either
     */
    public static StartPolicy of(String autoOffsetReset) {
        return switch (autoOffsetReset) {
            case "earliest" -> EARLIEST;
            case "latest" -> new StartPolicy(Kind.LATEST, Duration.ZERO);
            case "none" -> new StartPolicy(Kind.NONE, Duration.ZERO);
            default -> byDuration(autoOffsetReset);
        };
    }

    private static StartPolicy byDuration(String text) {
        try {
            if (text.startsWith(BY_DURATION)) {
                Duration back = Duration.parse(text.substring(BY_DURATION.length()));
                if (!back.isNegative()) {
                    return new StartPolicy(Kind.BY_DURATION, back);
                }
            }
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
        throw new IllegalArgumentException(text);
    }

    /** Where these partitions begin; those of {@link Kind#NONE} are not in the map. */
    public Map<TopicPartition, Long> starts(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Instant now, Duration timeout) {
        return switch (kind) {
            case NONE -> Map.of();
            case EARLIEST -> consumer.beginningOffsets(partitions, timeout);
            case LATEST -> consumer.endOffsets(partitions, timeout);
            case BY_DURATION -> since(consumer, partitions, now.minus(back), timeout);
        };
    }

    @SuppressWarnings("ConstantConditions") // Kafka's map holds null where no record is as young
    private static Map<TopicPartition, Long> since(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Instant since, Duration timeout) {
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(partitions, timeout));
        Map<TopicPartition, Long> times = partitions.stream()
                .collect(Collectors.toMap(partition -> partition, partition -> Math.max(0, since.toEpochMilli())));
        consumer.offsetsForTimes(times, timeout).forEach((partition, found) -> {
            OffsetAndTimestamp first = found;
            if (first != null) {
                starts.put(partition, first.offset());
            }
        });
        return starts;
    }
}
