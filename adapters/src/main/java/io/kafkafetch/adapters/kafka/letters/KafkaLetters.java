package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.Letters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters of a topic, as far as they are committed. Each reading has a consumer of its own.
 *
 * @param topic that is there
 * @param style whose letters they are
 */
public record KafkaLetters(KafkaClients clients, String topic, HeaderStyle style) implements Letters {

    @Override
    public <E extends Exception> void read(LetterFilter filter, Taker<E> taker) throws E, InterruptedException {
        try (TopicScan scan = new TopicScan(clients, topic)) {
            List<TopicPartition> partitions = scan.partitions();
            Map<TopicPartition, Long> begins = scan.beginnings(partitions);
            Map<TopicPartition, Long> ends = scan.ends(partitions);
            if (filter.ids().isEmpty()) {
                scan.<E>read(begins, ends, record -> taker.take(LetterRecord.read(record, style)));
            } else {
                named(filter.ids(), scan, begins, ends, taker);
            }
        }
    }

    /** Each by itself: they may lie far apart. */
    private <E extends Exception> void named(
            Collection<LetterId> ids,
            TopicScan scan,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Taker<E> taker)
            throws E, InterruptedException {
        for (LetterId id : ids.stream().sorted(KafkaLetters::inOrder).toList()) {
            TopicPartition partition =
                    new TopicPartition(id.partition().stream(), id.partition().number());
            long offset = id.offset();
            if (offset >= begins.getOrDefault(partition, Long.MAX_VALUE) && offset < ends.getOrDefault(partition, 0L)) {
                Map<TopicPartition, Long> from = Map.of(partition, offset);
                boolean[] wantsMore = {true};
                scan.<E>read(from, Map.of(partition, offset + 1), record -> {
                    wantsMore[0] = taker.take(LetterRecord.read(record, style));
                    return wantsMore[0];
                });
                if (!wantsMore[0]) {
                    return;
                }
            }
        }
    }

    private static int inOrder(LetterId one, LetterId other) {
        int byPartition =
                Integer.compare(one.partition().number(), other.partition().number());
        return byPartition == 0 ? Long.compare(one.offset(), other.offset()) : byPartition;
    }
}
