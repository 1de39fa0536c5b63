package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.Insight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a read_committed reader finds in the output topics.
 *
 * @param insights in the order of the topic
 * @param deadLetters in the order of the topic
 * @param tallies in the order of the topic
 */
record Published(List<PublishedInsight> insights, List<DeadLetterRecord> deadLetters, List<Tally> tallies) {

    private static final Pattern BATCH = Pattern.compile("(.+)-(\\d+)@(\\d+)-(\\d+)");

    /** A dead letter and where it came from. */
    record DeadLetterRecord(int partition, long offset, ConsumerRecord<byte[], byte[]> record) {}

    /**
     * A batch and all insights that name it, in the order of the topic.
     *
     * @param first offset of its first record
     * @param last offset of its last record
     */
    record Batch(int partition, long first, long last, List<PublishedInsight> insights) {

        long events() {
            return insights.getFirst().events();
        }

        long rejected() {
            return insights.getFirst().rejected();
        }
    }

    /** Logins in all batches; a batch that was published twice counts twice, as its peak hours do. */
    long events() {
        return insights.stream()
                .filter(insight -> insight.insight() instanceof Insight.PeakHour)
                .mapToLong(PublishedInsight::events)
                .sum();
    }

    /** The batches, in the order they were published. */
    List<Batch> batches() {
        Map<String, List<PublishedInsight>> byBatch = new LinkedHashMap<>();
        insights.forEach(insight ->
                byBatch.computeIfAbsent(insight.batch(), b -> new ArrayList<>()).add(insight));
        return byBatch.entrySet().stream()
                .map(entry -> batch(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The batches of one partition, in the order they were published. */
    List<Batch> batches(int partition) {
        return batches().stream()
                .filter(batch -> batch.partition() == partition)
                .toList();
    }

    private static Batch batch(String name, List<PublishedInsight> insights) {
        Matcher matcher = BATCH.matcher(name);
        if (!matcher.matches()) {
            throw new AssertionError("a batch named " + name);
        }
        return new Batch(
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                insights);
    }
}
