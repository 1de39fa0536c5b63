package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.adapters.json.rollup.RollupDecoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyDecoder;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.bootstrap.kafka.Published.DeadLetterRecord;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What services published, as a reader of committed records finds it.
 *
 * @param cluster its brokers
 * @param rules that tallies and totals were counted by
 */
record Outputs(
        String cluster,
        String insightTopic,
        String deadLetterTopic,
        String tallyTopic,
        String rollupTopic,
        Rules rules) {

    /**
     * Waits until at least so many records are accounted for.
     *
     * @param details that a failure also says
     */
    void awaitAccounted(long count, Callable<String> details) throws Exception {
        try (KafkaConsumer<byte[], byte[]> reader = reader(both())) {
            long[] accounted = {0};
            Await.until(
                    count + " records are accounted for",
                    () -> {
                        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(50))) {
                            accounted[0] += weight(record);
                        }
                        return accounted[0] >= count;
                    },
                    () -> "accounted: " + accounted[0] + "\n" + details.call());
        }
    }

    /** All that a read_committed reader finds now. */
    Published published() {
        List<PublishedInsight> found = new ArrayList<>();
        List<DeadLetterRecord> letters = new ArrayList<>();
        read(record -> {
            if (record.topic().equals(insightTopic)) {
                found.add(insight(record));
            } else {
                letters.add(new DeadLetterRecord(
                        Integer.parseInt(Scenario.header(record, "__dlq.errors.partition")),
                        Long.parseLong(Scenario.header(record, "__dlq.errors.offset")),
                        record));
            }
        });
        return new Published(found, letters, allTallies());
    }

    /** All tallies that a read_committed reader finds now. */
    private List<Tally> allTallies() {
        TallyDecoder decoder = new TallyDecoder(rules);
        List<Tally> all = new ArrayList<>();
        read(
                List.of(new TopicPartition(tallyTopic, 0)),
                record -> decoder.decode(record.value()).ifPresent(all::add));
        return all;
    }

    /** The totals that a read_committed reader finds now, the last of each key. */
    Rollups rollups() {
        Rollups totals = new Rollups(HourOfDay.UTC);
        RollupDecoder decoder = new RollupDecoder(rules);
        read(
                List.of(new TopicPartition(rollupTopic, 0)),
                record -> decoder.decode(new String(record.key(), UTF_8), record.value(), new RollupListener() {
                    @Override
                    public void window(Window window, Optional<WindowTotal> total) {
                        total.ifPresentOrElse(kept -> totals.restore(window, kept), () -> totals.forget(window));
                    }

                    @Override
                    public void all(Standing standing, WindowTotal total) {
                        totals.restore(standing, total);
                    }
                }));
        return totals;
    }

    /** All insights that a read_committed reader finds now, as they are. */
    List<String> insightLines() {
        List<String> lines = new ArrayList<>();
        read(record -> {
            if (record.topic().equals(insightTopic)) {
                lines.add(new String(record.value(), UTF_8));
            }
        });
        return lines;
    }

    private void read(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        read(both(), taker);
    }

    private void read(List<TopicPartition> all, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> reader = reader(all)) {
            Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(taker);
            }
        }
    }

    private long weight(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(deadLetterTopic)) {
            return 1;
        }
        PublishedInsight insight = insight(record);
        return insight.insight() instanceof Insight.PeakHour ? insight.events() : 0;
    }

    private PublishedInsight insight(ConsumerRecord<byte[], byte[]> record) {
        Optional<PublishedInsight> insight = new InsightDecoder().decode(record.value());
        return insight.orElseThrow(() -> new AssertionError("no insight: " + new String(record.value(), UTF_8)));
    }

    private List<TopicPartition> both() {
        return List.of(new TopicPartition(insightTopic, 0), new TopicPartition(deadLetterTopic, 0));
    }

    private KafkaConsumer<byte[], byte[]> reader(List<TopicPartition> all) {
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(all);
        reader.seekToBeginning(all);
        return reader;
    }
}
