package io.kafkafetch.adapters.kafka.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.PartitionProgress.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a look at a real topic tells where another producer's transactions are under way. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TopicProgressTest {

    private static final String TOPIC = "user-login";

    private static EmbeddedBroker broker;

    private Instant now = Instant.parse("2026-11-25T09:00:00Z");

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        var own = new java.util.HashMap<>(settings);
        own.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Consumer<byte[], byte[]> probe() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(TOPIC, 0, new byte[0], value.getBytes(UTF_8));
    }

    @Test
    void whatWaitsBehindAnOpenTransactionIsLagAndIsHeldSinceItWaits() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (TopicProgress look = new TopicProgress(
                        new GroupQueries(admin(), "nobody", new OffsetMetadata(ZoneOffset.UTC)),
                        TOPIC,
                        new OldestRecords(TopicProgressTest::probe, System::nanoTime),
                        () -> now);
                KafkaProducer<byte[], byte[]> hanging = producer(Map.of("transactional.id", "hanging"));
                KafkaProducer<byte[], byte[]> plain = producer(Map.of())) {
            assertThat(look(look).held()).isEmpty();
            hanging.initTransactions();
            hanging.beginTransaction();
            hanging.send(record("of the open transaction")).get();
            for (int i = 0; i < 50; i++) {
                plain.send(record("behind it")).get();
            }

            PartitionProgress first = look(look);
            assertThat(first.lag()).isEqualTo(OptionalLong.of(51));
            assertThat(first.held()).contains(new Held(0, 51, Duration.ZERO));

            now = now.plusSeconds(62);
            PartitionProgress later = look(look);
            assertThat(later.held()).contains(new Held(0, 51, Duration.ofSeconds(62)));
            assertThat(later.behind()).contains(Duration.ofSeconds(62));

            hanging.abortTransaction();
            Await.until("nothing is held", () -> look(look).held().equals(Optional.empty()));
            assertThat(look(look).lag()).as("with the marker").isEqualTo(OptionalLong.of(52));
        }
    }

    private static PartitionProgress look(TopicProgress look) {
        try {
            return look.look().partitions().getFirst();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
