package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.bootstrap.KeyFiles;
import io.kafkafetch.bootstrap.kafka.Published.DeadLetterRecord;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dead letters of a real service hold of personal data, in each mode of {@code DLQ_PAYLOAD}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeadLetterPayloadTest {

    private static final String CANARY = "canary-5b1f0e";
    private static final KeyFiles KEYS = KeyFiles.rsa();
    private static KafkaCluster kafka;

    @TempDir
    private Path folder = Path.of("");

    enum Mode {
        FULL,
        OMIT,
        ENCRYPTED
    }

    @BeforeAll
    static void startCluster() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    static void stopCluster() {
        kafka.close();
    }

    private Map<String, Object> settings(Mode mode) throws Exception {
        if (mode != Mode.ENCRYPTED) {
            return Map.of("kafka-fetch.dlq-payload", mode.name().toLowerCase(Locale.ROOT));
        }
        Path key = Files.writeString(folder.resolve("public.pem"), KEYS.publicText());
        return Map.of("kafka-fetch.dlq-payload", "encrypted", "kafka-fetch.dlq-public-key-file", key.toString());
    }

    private Scenario scenario(Mode mode) throws Exception {
        Scenario scenario = new Scenario(kafka, 1);
        settings(mode).forEach(scenario::set);
        return scenario;
    }

    private static ProducerRecord<byte[], byte[]> telltale(Scenario scenario, int number) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                scenario.inputTopic(),
                0,
                ("key " + CANARY + number).getBytes(UTF_8),
                ("{\"user_id\":\"" + CANARY + number + "\"}").getBytes(UTF_8));
        record.headers().add("user", CANARY.getBytes(UTF_8));
        return record;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theTopicHoldsPersonalDataOnlyIfItIsAskedTo(Mode mode) throws Exception {
        try (Scenario scenario = scenario(mode)) {
            scenario.feed(List.of(telltale(scenario, 1), telltale(scenario, 2))).generate(31, 0, 60);
            scenario.start();
            scenario.awaitAccounted();
            List<DeadLetterRecord> letters = scenario.stopAndCheck().deadLetters();

            assertThat(letters.stream().filter(letter -> all(letter.record()).contains(CANARY)))
                    .hasSize(mode == Mode.FULL ? 2 : 0);
            ConsumerRecord<byte[], byte[]> first = letters.getFirst().record();
            assertThat(Scenario.header(first, "__dlq.errors.field")).startsWith("app_version,ip");
            switch (mode) {
                case FULL -> assertThat(first.key()).isEqualTo(("key " + CANARY + 1).getBytes(UTF_8));
                case OMIT -> {
                    assertThat(first.key()).isNull();
                    assertThat(first.value()).isNull();
                    assertThat(Scenario.header(first, "__dlq.errors.value-omitted"))
                            .isEqualTo("28 bytes");
                }
                case ENCRYPTED -> {
                    OpeningKey key = OpeningKey.read(KEYS.privateText());
                    assertThat(key.open(first.value()))
                            .isEqualTo(("{\"user_id\":\"" + CANARY + "1\"}").getBytes(UTF_8));
                    assertThat(key.open(first.key())).isEqualTo(("key " + CANARY + 1).getBytes(UTF_8));
                }
            }
        }
    }

    /** 700,000 bytes would fit, and 930,000 do not. */
    @Test
    void anEncryptedDeadLetterTooLargeForItsTopicGoesWithoutItsValueAndStopsNothing() throws Exception {
        try (Scenario scenario = scenario(Mode.ENCRYPTED)) {
            scenario.feed(new byte[700_000]);
            scenario.shrinkDeadLetters(800_000).generate(32, 3, 300).start();
            scenario.awaitAccounted();
            ConsumerRecord<byte[], byte[]> letter =
                    scenario.stopAndCheck().deadLetters().getFirst().record();

            assertThat(letter.value()).isNull();
            assertThat(Scenario.header(letter, "__dlq.errors.value-omitted")).isEqualTo("700000 bytes");
        }
    }

    /** Each attempt encrypts again, and one counts. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void commitsThatFailOrEndUnclearLeaveEachEncryptedDeadLetterOnce(boolean unclear) throws Exception {
        try (Scenario scenario = scenario(Mode.ENCRYPTED)) {
            scenario.generate(33, 20, 2_000);
            scenario.start(unclear ? FaultPlan.losingAnswers(2) : FaultPlan.failing("commitTransaction", 2));
            scenario.awaitAccounted();

            assertThat(scenario.stopAndCheck().deadLetters()).hasSizeGreaterThan(300);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void filesHoldPersonalDataOnlyIfTheyAreAskedTo(Mode mode) throws Exception {
        Path source = Files.writeString(
                folder.resolve("logins.jsonl"), "{\"user_id\":\"" + CANARY + "\"}\nno " + CANARY + "\n");
        Path sink = folder.resolve("sink");
        try (ApplicationContext service = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings(mode))
                .properties(Map.of(
                        "kafka-fetch.source",
                        "file",
                        "kafka-fetch.sink",
                        "file",
                        "kafka-fetch.rollups",
                        "on",
                        "kafka-fetch.source-file",
                        source.toString(),
                        "kafka-fetch.sink-dir",
                        sink.toString()))
                .start()) {
            service.getBean(Service.class).ended().get(30, TimeUnit.SECONDS);
        }

        List<Path> telling = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sink)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(CANARY)) {
                    telling.add(file);
                }
            }
        }
        Path letters = sink.resolve("dead-letters-000001.jsonl");
        assertThat(telling).isEqualTo(mode == Mode.FULL ? List.of(letters) : List.of());
        assertThat(Files.readAllLines(letters)).hasSize(2).allSatisfy(line -> {
            switch (mode) {
                case FULL -> assertThat(line).contains("\"value\":");
                case OMIT -> assertThat(line).contains("\"value_omitted\":\"");
                case ENCRYPTED -> assertThat(line).contains("\"key_id\":\"").contains("\"value_jwe\":\"eyJ");
            }
        });
    }

    /** All that there is of a record, as text. */
    private static String all(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder all = new StringBuilder();
        Stream.concat(
                        Stream.of(record.key(), record.value()),
                        Arrays.stream(record.headers().toArray())
                                .flatMap(header -> Stream.of(header.key().getBytes(UTF_8), header.value())))
                .forEach(bytes -> all.append(bytes == null ? "" : new String(bytes, ISO_8859_1))
                        .append('\n'));
        return all.toString();
    }
}
