package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.kafka.Published.Batch;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service promises, against a real broker; the guarantees are checked at the end of each run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KafkaSuite {

    /** So many looks, some seconds, are between further logins for a process that is to be frozen. */
    private static final int LOOKS_PER_LOGINS = 200;

    private @Nullable KafkaCluster kafka;

    abstract KafkaCluster startCluster();

    @BeforeAll
    void start() {
        kafka = startCluster();
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private Scenario scenario(int partitions) throws Exception {
        return new Scenario(requireNonNull(kafka), partitions);
    }

    @Test
    void aTopicIsCountedFromItsBeginning() throws Exception {
        try (Scenario scenario = scenario(1).generate(1, 3, 5_000)) {
            scenario.start();
            scenario.awaitAccounted();
            List<Batch> batches = scenario.stopAndCheck().batches();
            assertThat(batches.subList(0, batches.size() - 1)).allMatch(batch -> batch.events() == 50);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void anyBatchSizeIsKeptExactly(int size) throws Exception {
        try (Scenario scenario = scenario(1).set("kafka-fetch.batch-size", size).generate(2, 1, 3_000)) {
            scenario.start();
            scenario.awaitAccounted();
            List<Batch> batches = scenario.stopAndCheck().batches();
            assertThat(batches.subList(0, batches.size() - 1)).allMatch(batch -> batch.events() == size);
        }
    }

    @Test
    void aRestartGoesOnWhereTheLastRunEnded() throws Exception {
        try (Scenario scenario = scenario(2).generate(3, 3, 4_000)) {
            ApplicationContext first = scenario.start();
            scenario.awaitAccounted();
            first.close();
            scenario.generate(4, 3, 4_000).start();
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @Test
    void aStopInTheMiddleOfTheStreamLosesNothing() throws Exception {
        try (Scenario scenario = scenario(1).generate(5, 3, 20_000)) {
            ApplicationContext first = scenario.start();
            Await.until("something is published", () -> scenario.published().events() > 0);
            first.close();
            scenario.start();
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @Test
    void aQuietTopicsBatchIsClosedByItsAge() throws Exception {
        try (Scenario scenario = scenario(1).set("kafka-fetch.batch-max-age", "300ms")) {
            scenario.start();
            scenario.generate(6, 0, 7);
            scenario.awaitAccounted();
            scenario.generate(7, 0, 7);
            scenario.awaitAccounted();
            assertThat(scenario.stopAndCheck().batches()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void manyPartitionsAreCountedByManyThreads() throws Exception {
        try (Scenario scenario =
                scenario(6).set("kafka-fetch.consumer-threads", 3).generate(8, 3, 12_000)) {
            scenario.start();
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void instancesThatComeAndGoCountEachLoginOnce(String groupProtocol) throws Exception {
        try (Scenario scenario =
                scenario(4).set("kafka.group.protocol", groupProtocol).generate(9, 3, 10_000)) {
            ApplicationContext first = scenario.start();
            scenario.generate(10, 3, 10_000).start();
            scenario.generate(11, 3, 10_000);
            ApplicationContext third = scenario.start();
            scenario.generate(12, 3, 10_000);
            first.close();
            scenario.generate(13, 3, 10_000);
            third.close();
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendOffsetsToTransaction", "commitTransaction", "beginTransaction", "initTransactions"})
    void aTransactionThatFailsIsDoneAgain(String method) throws Exception {
        try (Scenario scenario = scenario(2).generate(14, 3, 10_000)) {
            scenario.start(FaultPlan.failing(method, method.equals("initTransactions") ? 2 : 3));
            scenario.awaitAccounted();
            scenario.generate(15, 3, 10_000);
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotDoneAgain() throws Exception {
        try (Scenario scenario = scenario(2).generate(16, 3, 10_000)) {
            scenario.start(FaultPlan.losingAnswers(2));
            scenario.awaitAccounted();
            scenario.generate(17, 3, 10_000);
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @Test
    void aFencedProducerIsMadeAnew() throws Exception {
        try (Scenario scenario =
                scenario(1).set("kafka-fetch.instance-id", "fenced").generate(18, 3, 5_000)) {
            scenario.start();
            scenario.awaitAccounted();
            fence(scenario, scenario.groupId() + "-fenced-0");
            scenario.generate(19, 3, 5_000);
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    private static void fence(Scenario scenario, String transactionalId) {
        try (var other = new KafkaProducer<>(
                Map.of("bootstrap.servers", scenario.cluster(), "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            other.initTransactions();
        }
    }

    @Test
    void aCommitThatCannotSucceedHoldsTheConsumerBackAndShowsInHealth() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Scenario scenario = scenario(1)
                .set("kafka-fetch.batch-size", 1)
                .set("kafka.max.poll.interval.ms", 3_000)
                .generate(20, 3, 50_000)) {
            ApplicationContext service = scenario.start((method, call) -> {
                if (broken.get() && method.equals("commitTransaction")) {
                    throw new TimeoutException("injected: no commit succeeds");
                }
                call.make();
            });
            TroubleBoard board = service.getBean(TroubleBoard.class);
            Await.until(
                    "health reports it",
                    () -> board.present().stream()
                            .anyMatch(trouble -> trouble.place().equals("lane 0: committing")));
            Set<String> members = scenario.members();
            long beyondPollInterval = System.nanoTime() + 5_000_000_000L;
            Await.until("5 s have passed", () -> System.nanoTime() > beyondPollInterval);
            assertThat(scenario.published().insights()).isEmpty();
            assertThat(scenario.members()).as("members of the group").isEqualTo(members);
            broken.set(false);
            scenario.awaitAccounted();
            Await.until("health is well again", () -> board.present().isEmpty());
            assertThat(scenario.members()).as("members of the group").isEqualTo(members);
            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "other"})
    void aProcessKilledInsideATransactionIsFollowedByOneThatCountsEachLoginOnce(String instance) throws Exception {
        try (Scenario scenario = scenario(2)
                .set("kafka-fetch.instance-id", "same")
                .set("kafka.session.timeout.ms", 6_000)
                .generate(24, 3, 20_000)) {
            try (ServiceProcess killed = startFrozen(scenario, 3)) {
                killed.kill();
            }
            scenario.set("kafka-fetch.instance-id", instance).start();
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @Test
    void aProcessEndedBySigtermWhileHeldBackLosesNothing() throws Exception {
        try (Scenario scenario = scenario(1)
                .set("kafka-fetch.batch-size", 1)
                .set("kafka.session.timeout.ms", 6_000)
                .generate(25, 3, 50_000)) {
            try (ServiceProcess heldBack = startFrozen(scenario, 2)) {
                heldBack.terminate();
                assertThat(heldBack.exitCode(15)).isEqualTo(143);
            }
            scenario.set("kafka-fetch.batch-size", 50).start();
            scenario.awaitAccounted();
            scenario.stopAndCheck();
        }
    }

    @Test
    void sigtermCommitsWhatIsOpen() throws Exception {
        try (Scenario scenario =
                scenario(1).set("kafka-fetch.batch-max-age", "1h").generate(26, 0, 120)) {
            try (ServiceProcess service = ServiceProcess.start(scenario.settings())) {
                Await.until(
                        "the first full batch is published",
                        () -> scenario.published().events() >= 50);
                service.terminate();
                assertThat(service.exitCode(10)).isEqualTo(143);
            }
            scenario.stopAndCheck();
        }
    }

    /** A process that has sent everything of the given commit, and stands still before its end. */
    private static ServiceProcess startFrozen(Scenario scenario, int commit) throws Exception {
        Path marker = Files.createTempDirectory("kafka-fetch-frozen").resolve("marker");
        Map<String, Object> settings = new HashMap<>(scenario.settings());
        settings.put(Freeze.MARKER, marker);
        settings.put(Freeze.COMMIT, commit);
        ServiceProcess process = ServiceProcess.start(settings);
        try {
            awaitFrozen(scenario, marker, process);
            assertThat(process.isAlive()).isTrue();
            return process;
        } catch (Exception | AssertionError failure) {
            process.close();
            throw failure;
        }
    }

    private static void awaitFrozen(Scenario scenario, Path marker, ServiceProcess process) throws Exception {
        int[] looks = {0};
        Await.until(
                "the service stands still in a commit",
                () -> {
                    if (!Files.exists(marker) && ++looks[0] % LOOKS_PER_LOGINS == 0) {
                        scenario.generate(1_000 + looks[0], 3, 500); // where commits are slow, few take all there is
                    }
                    return Files.exists(marker);
                },
                process::log);
    }

    @Test
    void theGoldenLoginsGiveTheOriginalsInsights() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(Golden.logins().stream()
                    .map(login -> new ProducerRecord<>(scenario.inputTopic(), 0, (byte[]) null, login))
                    .toList());
            scenario.start();
            scenario.awaitAccounted();
            Golden.assertEqual(scenario.stopAndCheck().batches());
        }
    }

    @Test
    void recordsOfEveryKindOfPoisonEndAsDeadLetters() throws Exception {
        try (Scenario scenario = scenario(1).generate(21, 90, 6_000)) {
            scenario.start();
            scenario.awaitAccounted();
            Published published = scenario.stopAndCheck();
            assertThat(published.deadLetters()).hasSizeGreaterThan(5_000);
        }
    }

    @Test
    void aDeadLetterCarriesTheOriginalAndItsReasons() throws Exception {
        byte[] value = "{\"user_id\":\" \",\"ip\":3}".getBytes(UTF_8);
        byte[] key = {0, 1, (byte) 0xff};
        try (Scenario scenario = scenario(1)) {
            scenario.feed(List.of(new ProducerRecord<>(
                    scenario.inputTopic(),
                    0,
                    key,
                    value,
                    List.of(new RecordHeader("trace", new byte[] {9}), new RecordHeader("trace", new byte[0])))));
            scenario.feed((byte[]) null);
            scenario.start();
            scenario.awaitAccounted();
            List<Published.DeadLetterRecord> letters = scenario.stopAndCheck().deadLetters();
            ConsumerRecord<byte[], byte[]> letter = letters.getFirst().record();
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(letter.headers().headers("trace"))
                    .containsExactly(new RecordHeader("trace", new byte[] {9}), new RecordHeader("trace", new byte[0]));
            assertThat(Scenario.header(letter, "__dlq.errors.topic")).isEqualTo(scenario.inputTopic());
            assertThat(Scenario.header(letter, "__dlq.errors.group")).isEqualTo(scenario.groupId());
            assertThat(Scenario.header(letter, "__dlq.errors.reason"))
                    .isEqualTo("blank,missing,wrong-type,missing,missing,missing,missing");
            assertThat(Scenario.header(letter, "__dlq.errors.field"))
                    .isEqualTo("user_id,app_version,ip,locale,device_id,timestamp,device_type");
            assertThat(Scenario.header(letter, "__dlq.errors.replay-count")).isEqualTo("0");
            ConsumerRecord<byte[], byte[]> tombstone = letters.getLast().record();
            assertThat(tombstone.value()).isNull();
            assertThat(Scenario.header(tombstone, "__dlq.errors.reason")).isEqualTo("tombstone");
        }
    }

    @Test
    void aDeadLetterTooLargeForItsTopicGoesWithoutItsValueAndStopsNothing() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(new byte[1_040_000]);
            scenario.shrinkDeadLetters(600_000).generate(22, 3, 500).start();
            scenario.awaitAccounted();
            ConsumerRecord<byte[], byte[]> letter =
                    scenario.stopAndCheck().deadLetters().getFirst().record();
            assertThat(letter.value()).isNull();
            assertThat(Scenario.header(letter, "__dlq.errors.value-omitted")).isEqualTo("1040000 bytes");
        }
    }

    @Test
    void aDeadLetterWhoseKeyIsTooLargeGoesWithoutItAndStopsNothing() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(List.of(
                    new ProducerRecord<>(scenario.inputTopic(), 0, new byte[1_040_000], "not JSON".getBytes(UTF_8))));
            scenario.shrinkDeadLetters(600_000).generate(27, 3, 500).start();
            scenario.awaitAccounted();
            ConsumerRecord<byte[], byte[]> letter =
                    scenario.stopAndCheck().deadLetters().getFirst().record();
            assertThat(letter.key()).isNull();
            assertThat(letter.value()).asString().isEqualTo("not JSON");
        }
    }

    @Test
    void loginsWithoutADeviceTypeAreCountedAsUnknownWhereThatIsThePolicy() throws Exception {
        try (Scenario scenario =
                scenario(1).set("kafka-fetch.missing-device-type", "unknown").generate(23, 0, 2_000)) {
            scenario.start();
            scenario.awaitAccounted();
            assertThat(scenario.published().events()).isEqualTo(2_000);
            assertThat(scenario.published().deadLetters()).isEmpty();
        }
    }
}
