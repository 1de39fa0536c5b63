package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The log of dead letters, read from its beginning to where it ends now. What is under way there is waited for, so that nothing
 * that was committed before is missed. An entry that cannot be read ends a reading.
 *
 * @param topic of the log
 * @param isThere whether there is such a topic: without one, nothing was done with any letter
 * @param letters the topic of the letters that are asked for
 * @param topicId which life of it that is; empty where that is not known. Entries of other lives do not count
 */
public record KafkaLetterLog(KafkaClients clients, String topic, boolean isThere, String letters, String topicId)
        implements LetterLog {

    @Override
    public LetterStates read() throws InterruptedException {
        LetterStates states = new LetterStates();
        scan((letter, entry) ->
                states.put(letter, entry.map(said -> said.marker().state()).orElse(LetterState.OPEN)));
        return states;
    }

    @Override
    public List<Marker> history(LetterId letter) throws InterruptedException {
        List<Marker> history = new ArrayList<>();
        scan((id, entry) -> {
            if (id.equals(letter)) {
                entry.map(Entry::marker).ifPresentOrElse(history::add, history::clear);
            }
        });
        return history;
    }

    private void scan(BiConsumer<LetterId, Optional<Entry>> taker) throws InterruptedException {
        if (!isThere) {
            return;
        }
        Map<LetterId, String> unreadable = new LinkedHashMap<>();
        try (TopicScan scan = new TopicScan(clients, topic)) {
            List<TopicPartition> partitions = scan.partitions();
            scan.<RuntimeException>read(scan.beginnings(partitions), lastOffsets(clients, partitions), record -> {
                MarkerJson.letter(record.key())
                        .filter(letter -> letter.partition().stream().equals(letters))
                        .ifPresent(letter -> take(letter, record, taker, unreadable));
                return true;
            });
        }
        if (!unreadable.isEmpty()) {
            throw new UnusableClusterException(unreadable.values().iterator().next());
        }
    }

    /** The last record about a letter counts. One that cannot be read may say that it was sent: passed over, it would be sent twice. */
    private void take(
            LetterId letter,
            ConsumerRecord<byte[], byte[]> record,
            BiConsumer<LetterId, Optional<Entry>> taker,
            Map<LetterId, String> unreadable) {
        try {
            Optional<Entry> entry = MarkerJson.read(letter, record.value());
            unreadable.remove(letter);
            if (entry.map(said -> said.isOf(topicId)).orElse(true)) {
                taker.accept(letter, entry);
            }
        } catch (IllegalArgumentException why) {
            unreadable.put(
                    letter,
                    "topic " + topic + " has a record about " + letter + " that this version cannot read (partition "
                            + record.partition() + ", offset " + record.offset() + ": " + why.getMessage()
                            + "). A newer kafka-fetch may have written it: use that one. If something else did, write a"
                            + " record with the same key and no value: the letter is open then");
        }
    }

    /** Where partitions end now, whether what is there is committed or not. */
    public static Map<TopicPartition, Long> lastOffsets(KafkaClients clients, List<TopicPartition> partitions)
            throws InterruptedException {
        try (Admin admin = clients.admin()) {
            return admin
                    .listOffsets(
                            partitions.stream()
                                    .collect(Collectors.toMap(partition -> partition, none -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> Optional.of(end.getValue())
                                    .map(ListOffsetsResultInfo::offset)
                                    .orElse(0L)));
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException cause ? cause : new KafkaException(failure);
        }
    }
}
