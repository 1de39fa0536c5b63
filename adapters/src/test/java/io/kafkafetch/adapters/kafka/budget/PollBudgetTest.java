package io.kafkafetch.adapters.kafka.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Polls of records whose packed size says nothing about their real one, by Kafka's own consumer. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class PollBudgetTest {

    private static final int RECORDS = 60;
    private static final int LARGE = 1_000_000;
    private static final int BUDGET = 3 * LARGE;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"none,value", "gzip,value", "snappy,value", "lz4,value", "zstd,value", "lz4,key", "zstd,header"})
    void aPollEndsOnceItsBudgetIsSpentAndNoRecordIsLostOrDoubled(String compression, String place) throws Exception {
        String topic = "packed-with-" + compression + "-" + place;
        fill(topic, compression, place);
        List<Long> offsets = new ArrayList<>();
        try (KafkaConsumer<byte[], ByteBuffer> consumer = consumer()) {
            List<TopicPartition> assigned = List.of(new TopicPartition(topic, 0));
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            while (offsets.size() < RECORDS) {
                PollBudget.begin(BUDGET);
                long polled = 0;
                for (ConsumerRecord<byte[], ByteBuffer> record : consumer.poll(Duration.ofMillis(100))) {
                    polled += size(record);
                    offsets.add(record.offset());
                }
                assertThat(polled).isLessThanOrEqualTo(BUDGET + LARGE);
                assertThat(consumer.position(assigned.getFirst())).isEqualTo(offsets.size());
            }
        }

        assertThat(offsets).hasSize(RECORDS).isSorted().doesNotHaveDuplicates();
    }

    private static long size(ConsumerRecord<byte[], ByteBuffer> record) {
        long headers = 0;
        for (var header : record.headers()) {
            headers += header.value().length;
        }
        return headers + record.value().remaining() + (record.key() == null ? 0 : record.key().length);
    }

    /** Every third record is small. */
    private static void fill(String topic, String compression, String place) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("compression.type", compression);
        settings.put("linger.ms", 100);
        settings.put("batch.size", 16 << 20);
        settings.put("max.request.size", 2 * LARGE);
        settings.put("max.in.flight.requests.per.connection", 1); // a topic was just created
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                byte[] bytes = new byte[i % 3 == 2 ? 100 : LARGE];
                byte[] none = {};
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        topic, place.equals("key") ? bytes : null, place.equals("value") ? bytes : none);
                if (place.equals("header")) {
                    record.headers().add("large", bytes);
                }
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }

    private static KafkaConsumer<byte[], ByteBuffer> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.poll.records", 20_000),
                new BudgetedKey(),
                new BudgetedBuffer());
    }
}
