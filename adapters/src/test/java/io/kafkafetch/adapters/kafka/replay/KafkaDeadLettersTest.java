package io.kafkafetch.adapters.kafka.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.DeadLettersContract;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.adapters.kafka.letters.KafkaLetterLog;
import io.kafkafetch.adapters.kafka.letters.KafkaLetters;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.domain.insight.HourOfDay;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Topics keep what dead letters and their log promise. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class KafkaDeadLettersTest extends DeadLettersContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private static EmbeddedBroker broker;
    private static ApplicationContext context;
    private static KafkaClients clients;

    private final String group = "letters-" + TESTS.incrementAndGet();
    private final KafkaPipeline pipeline =
            new KafkaPipeline(group, "user-login", "insights", group + "-dlq", HourOfDay.UTC);

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary(0);
        context = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of("kafka.bootstrap.servers", broker.bootstrapServers()))
                .start();
        clients = new KafkaClients(context);
    }

    @AfterAll
    static void stopBroker() {
        context.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        try (Admin admin = clients.admin()) {
            List<NewTopic> topics = new ArrayList<>();
            for (String topic : List.of(pipeline.deadLetterTopic(), pipeline.deadLetterLogTopic(), target())) {
                topics.add(new NewTopic(topic, 1, (short) 1));
            }
            admin.createTopics(topics).all().get();
        }
    }

    @Override
    protected List<LetterId> publish(List<DeadLetter> letters) throws Exception {
        DeadLetterRecords records =
                new DeadLetterRecords(pipeline.deadLetterTopic(), group, Payload.FULL, () -> Instant.EPOCH);
        List<LetterId> ids = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            for (DeadLetter letter : letters) {
                long offset = producer.send(records.record(letter, false, TraceContext.NONE, "life"))
                        .get()
                        .offset();
                ids.add(new LetterId(new Partition(pipeline.deadLetterTopic(), 0), offset));
            }
        }
        return ids;
    }

    @Override
    protected Letters letters() {
        return new KafkaLetters(clients, pipeline.deadLetterTopic(), HeaderStyle.KAFKA_FETCH);
    }

    @Override
    protected LetterLog log() {
        return new KafkaLetterLog(clients, pipeline.deadLetterLogTopic(), true, pipeline.deadLetterTopic(), "");
    }

    @Override
    protected ReplayOutlet outlet() {
        return new KafkaReplayOutlet(clients, pipeline, log(), "");
    }

    @Override
    protected String target() {
        return group + "-logins";
    }

    @Override
    protected List<String> sent() {
        TopicPartition partition = new TopicPartition(target(), 0);
        List<String> values = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = clients.reader(group + "-sent")) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> values.add(new String(record.value(), UTF_8)));
            }
        }
        return values;
    }
}
