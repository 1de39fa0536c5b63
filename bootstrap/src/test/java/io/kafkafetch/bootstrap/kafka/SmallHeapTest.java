package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.bootstrap.KeyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service in the smallest heap that is promised, on the largest records that brokers take by default. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SmallHeapTest {

    private static final int RECORDS = 120;
    private static final int LARGE = 1_000_000;

    @TempDir
    private Path folder = Path.of("");

    /** Packed with lz4, all of them come with one fetch. */
    @ParameterizedTest
    @CsvSource({"none, full", "lz4, full", "lz4, encrypted"})
    void recordsOfAMegabyteGoThroughAHeapOf96(String compression, String payload) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
                Scenario scenario = new Scenario(broker.bootstrapServers(), 1)) {
            scenario.set("kafka-fetch.dlq-payload", payload);
            if (payload.equals("encrypted")) {
                Path key = folder.resolve("public.pem");
                Files.writeString(key, KeyFiles.rsa().publicText());
                scenario.set("kafka-fetch.dlq-public-key-file", key);
            }
            fill(scenario, compression);
            try (ServiceProcess service =
                    ServiceProcess.start(scenario.settings(), "-Xmx96m", "-XX:+ExitOnOutOfMemoryError")) {
                Await.until(
                        "every record is a dead letter",
                        () -> !service.isAlive()
                                || scenario.published().deadLetters().size() >= RECORDS,
                        service::log);
                assertThat(service.isAlive()).as(service.log()).isTrue();
                service.terminate();
                assertThat(service.exitCode(30)).isEqualTo(143);
            }

            assertThat(scenario.published().deadLetters()).hasSize(RECORDS);
        }
    }

    private static void fill(Scenario scenario, String compression) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                scenario.cluster(),
                "compression.type",
                compression,
                "linger.ms",
                100,
                "batch.size",
                16 << 20,
                "max.request.size",
                2 * LARGE,
                "max.in.flight.requests.per.connection",
                1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>(scenario.inputTopic(), 0, null, new byte[LARGE])));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }
}
