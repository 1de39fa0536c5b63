package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** {@code dlq} commands in processes of their own, in a scenario, and what they leave in its topics. */
record DlqRuns(Scenario scenario, Path folder) {

    Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(SecuredService.environment(scenario));
        environment.put("CREATE_TOPICS", "true");
        environment.put("COLUMNS", "120");
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(more);
        return environment;
    }

    /** What a command said, to its end. */
    record Said(int exit, String out, String err) {}

    Said run(String... arguments) throws Exception {
        return runWith(Map.of(), arguments);
    }

    Said runWith(Map<String, String> more, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(arguments));
        ChildJvm.Run run = ChildJvm.run(folder, environment(more), Main.class, all.toArray(String[]::new));
        assertThat(run.err()).doesNotContain(" WARN ", " ERROR ", "\tat ");
        return new Said(run.exit(), new String(run.out(), UTF_8), run.err());
    }

    /** One that goes on. */
    SecuredService start(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(arguments));
        return SecuredService.start(environment(Map.of()), all.toArray(String[]::new));
    }

    /** All committed records of a topic. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", scenario.cluster(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** The records of the input topic that were sent again. */
    List<ConsumerRecord<byte[], byte[]>> replayed() {
        return records(scenario.inputTopic()).stream()
                .filter(record -> record.headers().lastHeader("__dlq.errors.letter") != null)
                .toList();
    }

    /** The last entry of the log about each letter. */
    Map<LetterId, Marker> log() {
        Map<LetterId, Marker> log = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(scenario.deadLetterLogTopic())) {
            LetterId letter = MarkerJson.letter(record.key()).orElseThrow();
            log.put(
                    letter,
                    MarkerJson.read(letter, record.value()).orElseThrow().marker());
        }
        return log;
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader("__dlq.errors." + name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
