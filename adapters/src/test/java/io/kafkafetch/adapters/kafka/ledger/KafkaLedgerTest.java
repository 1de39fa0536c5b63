package io.kafkafetch.adapters.kafka.ledger;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.OutcomeLedgerContract;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.offsets.Anchors;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.adapters.kafka.records.OutcomeRecords;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, and what only Kafka's ledger has: fences, and answers that are lost. On a real broker. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class KafkaLedgerTest extends OutcomeLedgerContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Instant NOW = Instant.parse("2023-09-13T16:43:50Z");
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static EmbeddedBroker broker;

    private final TimeoutException injected = new TimeoutException("injected");
    private final String group = "group-" + TESTS.incrementAndGet();
    private final String output = "insights-of-" + group;
    private final String dlq = "dead-letters-of-" + group;
    private final CommitPace pace = new CommitPace(1 << 20);
    private final List<Duration> timesAsked = new ArrayList<>();
    private Duration transactionTimeout = Duration.ofMinutes(1);
    private final AtomicInteger producersMade = new AtomicInteger();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private FaultyProducer fault = FaultyProducer.NONE;
    private Consumer<byte[], byte[]> member;
    private KafkaLedger ledger;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
        createTopics(new NewTopic("user-login", 3, (short) 1));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void joinTheGroup() throws Exception {
        createTopics(new NewTopic(output, 1, (short) 1), new NewTopic(dlq, 1, (short) 1));
        member = join();
        ledger = ledger(outcomes -> Optional.of(member.groupMetadata()));
    }

    @AfterEach
    void closeAll() throws Exception {
        fault = FaultyProducer.NONE;
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    @Override
    protected OutcomeLedger ledger() {
        return ledger;
    }

    @Override
    protected List<String> visibleInsights() {
        return read(output).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    @Override
    protected List<Origin> visibleDeadLetters() {
        return read(dlq).stream()
                .map(record -> new Origin(
                        new Partition(
                                header(record, "__dlq.errors.topic"),
                                Integer.parseInt(header(record, "__dlq.errors.partition"))),
                        Long.parseLong(header(record, "__dlq.errors.offset"))))
                .toList();
    }

    // ---- the records

    @Test
    void insightsAreKeyedByMetricAndDimensionAndHaveNoHeaders() {
        ledger.commit(List.of(outcome(LOGINS_0, 0, 9)));

        assertThat(read(output))
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactly("peak_hour", "logins_per_region:RI", "device_usage:iOS", "app_version_usage:2.3.0");
        assertThat(read(output))
                .allSatisfy(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void aDeadLetterIsTheOriginalAndWhatIsKnownOfItsFailure() {
        ledger.commit(List.of(rejected(LOGINS_1, 41, HourCounts.EMPTY, "not json")));

        ConsumerRecord<byte[], byte[]> letter = read(dlq).getFirst();
        assertThat(letter.value()).isEqualTo("not json".getBytes(UTF_8));
        assertThat(letter.headers())
                .extracting(Header::key)
                .containsExactly(
                        "__dlq.errors.topic",
                        "__dlq.errors.partition",
                        "__dlq.errors.offset",
                        "__dlq.errors.group",
                        "__dlq.errors.message",
                        "__dlq.errors.reason",
                        "__dlq.errors.field",
                        "__dlq.errors.failed-at",
                        "__dlq.errors.replay-count");
        assertThat(header(letter, "__dlq.errors.offset")).isEqualTo("41");
        assertThat(header(letter, "__dlq.errors.group")).isEqualTo(group);
        assertThat(header(letter, "__dlq.errors.reason")).isEqualTo("not-json");
        assertThat(header(letter, "__dlq.errors.failed-at")).isEqualTo("2023-09-13T16:43:50Z");
    }

    // ---- commits that fail

    @ParameterizedTest
    @ValueSource(strings = {"beginTransaction", "sendOffsetsToTransaction", "commitTransaction"})
    void aCommitThatFailsLeavesNothingAndMayBeDoneAgain(String method) throws Exception {
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = rejected(LOGINS_0, 1, first.running(), "not json");
        ledger.commit(List.of(first));

        fault = FaultyProducer.failing(method, injected);
        assertThatThrownBy(() -> ledger.commit(List.of(second, outcome(LOGINS_1, 7, 3))))
                .isSameAs(injected);

        fault = FaultyProducer.NONE;
        assertThat(ledger.checkpoints(List.of(LOGINS_0, LOGINS_1)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(1, first.running())));
        assertVisible(first);

        ledger.commit(List.of(second));
        assertThat(ledger.checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(2, first.running())));
        assertVisible(first, second);
    }

    @Test
    void aTransactionThatWasAbortedKeepsItsProducer() {
        ledger.open();
        fault = FaultyProducer.failing("sendOffsetsToTransaction", injected);

        assertThatThrownBy(() -> ledger.commit(List.of(outcome(LOGINS_0, 0, 9))))
                .isSameAs(injected);

        fault = FaultyProducer.NONE;
        ledger.commit(List.of(outcome(LOGINS_0, 0, 9)));
        assertThat(producersMade).hasValue(1);
    }

    @Test
    void aTransactionThatCannotBeAbortedCostsItsProducer() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        fault = FaultyProducer.failing("sendOffsetsToTransaction", injected)
                .and(FaultyProducer.failing("abortTransaction", new KafkaException("injected, too")));

        assertThatThrownBy(() -> ledger.commit(List.of(outcome))).isSameAs(injected);

        fault = FaultyProducer.NONE;
        assertThat(ledger.checkpoints(List.of(LOGINS_0))).isEmpty();
        assertThat(producersMade).hasValue(2);
        ledger.commit(List.of(outcome));
        assertVisible(outcome);
    }

    @Test
    void aCommitThatEndsUnclearCostsItsProducerWhichIsNotAskedToAbort() {
        fault = FaultyProducer.failing("commitTransaction", injected);

        assertThatThrownBy(() -> ledger.commit(List.of(outcome(LOGINS_0, 0, 9))))
                .isSameAs(injected);

        fault = FaultyProducer.NONE;
        ledger.open();
        assertThat(producersMade).hasValue(2);
    }

    @Test
    void afterACommitWhoseAnswerIsLostTheCheckpointsSayThatItIsDone() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9, 9);
        fault = FaultyProducer.losingTheAnswerTo("commitTransaction", injected);

        assertThatThrownBy(() -> ledger.commit(List.of(outcome))).isSameAs(injected);

        fault = FaultyProducer.NONE;
        assertThat(ledger.checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(2, outcome.running())));
        assertVisible(outcome);
    }

    @Test
    void aProducerThatCannotBeMadeReadyIsMadeAnew() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        fault = FaultyProducer.failing("initTransactions", injected);

        assertThatThrownBy(() -> ledger.open()).isSameAs(injected);
        assertThatThrownBy(() -> ledger.commit(List.of(outcome))).isSameAs(injected);
        assertThatThrownBy(() -> ledger.checkpoints(List.of(LOGINS_0))).isSameAs(injected);

        fault = FaultyProducer.NONE;
        ledger.commit(List.of(outcome));
        assertThat(producersMade).hasValue(4);
        assertVisible(outcome);
    }

    @Test
    void whatAKilledProcessLeftOpenIsEndedByTheNextWithItsTransactionalId() throws Exception {
        Producer<byte[], byte[]> killed = producer(CommitPace.USUAL);
        killed.initTransactions();
        killed.beginTransaction();
        Future<RecordMetadata> sent = killed.send(new ProducerRecord<>(output, "half a commit".getBytes(UTF_8)));
        killed.sendOffsetsToTransaction(
                Map.of(new TopicPartition("user-login", 0), new OffsetAndMetadata(50)), member.groupMetadata());
        killed.flush();
        assertThat(sent.get().offset()).isZero();

        ledger.open();

        assertThat(ledger.checkpoints(List.of(LOGINS_0))).isEmpty();
        assertThat(visibleInsights()).isEmpty();
        assertThat(read(output, "read_uncommitted")).hasSize(1);
    }

    // ---- fences

    @Test
    void whatTheFenceRefusesIsNotCommittedAndNotEvenBegun() {
        KafkaLedger refused = ledger(outcomes -> Optional.empty());
        List<String> called = new ArrayList<>();
        refused.open();
        fault = (method, call) -> called.add(method);

        assertThatThrownBy(() -> refused.commit(List.of(outcome(LOGINS_0, 0, 9))))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("does not own");

        assertThat(called).isEmpty();
        fault = FaultyProducer.NONE;
        assertThat(refused.checkpoints(List.of(LOGINS_0))).isEmpty();
        assertThat(visibleInsights()).isEmpty();
    }

    @Test
    void whatTheFenceRefusedIsCommittedOnceItIsAdmitted() {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        AtomicReference<Optional<ConsumerGroupMetadata>> admitted = new AtomicReference<>(Optional.empty());
        KafkaLedger fenced = ledger(outcomes -> admitted.get());

        assertThatThrownBy(() -> fenced.commit(List.of(outcome))).isInstanceOf(KafkaException.class);

        assertThat(fenced.checkpoints(List.of(LOGINS_0))).isEmpty();
        assertThat(visibleInsights()).isEmpty();
        admitted.set(Optional.of(member.groupMetadata()));
        fenced.commit(List.of(outcome));
        assertThat(visibleInsights()).hasSize(4);
    }

    @Test
    void aMemberOfAnEarlierGenerationIsFencedByTheBroker() throws Exception {
        ConsumerGroupMetadata earlier = member.groupMetadata();
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        KafkaLedger zombie = ledger(outcomes -> Optional.of(earlier));
        member.close();
        member = join();

        assertThatThrownBy(() -> zombie.commit(List.of(outcome))).isInstanceOf(CommitFailedException.class);

        assertThat(zombie.checkpoints(List.of(LOGINS_0))).isEmpty();
        ledger.commit(List.of(outcome));
        assertVisible(outcome);
    }

    @Test
    void aSecondLedgerWithTheSameTransactionalIdFencesTheFirstWhichRecovers() throws Exception {
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 10);
        BatchOutcome third = outcome(LOGINS_0, 2, second.running(), 11);
        ledger.commit(List.of(first));
        KafkaLedger other = ledger(outcomes -> Optional.of(member.groupMetadata()));
        other.commit(List.of(second));

        assertThatThrownBy(() -> ledger.commit(List.of(third))).isInstanceOf(KafkaException.class);

        assertThat(ledger.checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(2, second.running())));
        ledger.commit(List.of(third));
        assertVisible(first, second, third);
    }

    @Test
    void aClosedLedgerLeavesWhatItCommitted() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        ledger.commit(List.of(outcome));

        ledger.close();

        assertVisible(outcome);
        assertThat(ledger(outcomes -> Optional.empty()).checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(1, outcome.running())));
    }

    /** As where a signal ends the process: the producer is closed all the same, and nothing is thrown at a user. */
    @Test
    void aThreadThatIsToStopClosesTheLedgerToo() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        ledger.commit(List.of(outcome));
        Thread.currentThread().interrupt();

        ledger.close();

        assertThat(Thread.interrupted()).isTrue();
        assertVisible(outcome);
    }

    @Test
    void aCommitThatMayLastLongerIsMadeByAProducerOfItsOwn() {
        ledger.commit(List.of(outcome(LOGINS_0, 0, 9)));
        pace.failed(1, pace.time());

        ledger.commit(List.of(outcome(LOGINS_0, 1, 9)));
        ledger.commit(List.of(outcome(LOGINS_0, 2, 9)));

        assertThat(timesAsked).containsExactly(CommitPace.USUAL, CommitPace.USUAL.multipliedBy(2));
        assertThat(ledger.checkpoints(List.of(LOGINS_0)).values())
                .extracting(Checkpoint::position)
                .containsExactly(3L);
    }

    /** Brokers bound it by transaction.max.timeout.ms, 15 min by default. */
    @Test
    void aBrokerThatRefusesALongTransactionIsAskedForAShorterOne() {
        transactionTimeout = Duration.ofMinutes(20);
        assertThatThrownBy(() -> ledger.commit(List.of(outcome(LOGINS_0, 0, 9))))
                .hasMessageContaining("transaction timeout is larger");
        transactionTimeout = Duration.ofMinutes(1);

        ledger.commit(List.of(outcome(LOGINS_0, 0, 9)));

        assertThat(timesAsked).containsExactly(CommitPace.USUAL, CommitPace.USUAL.dividedBy(2));
    }

    @Test
    void hoursOfAnotherZoneAreNoCheckpoint() {
        ledger.commit(List.of(outcome(LOGINS_0, 0, 9)));

        KafkaLedger elsewhere = ledger(outcomes -> Optional.empty(), ZoneId.of("Europe/Berlin"));

        assertThatThrownBy(() -> elsewhere.checkpoints(List.of(LOGINS_0)))
                .isInstanceOf(UnusableCheckpointException.class);
    }

    // ---- the cluster

    private KafkaLedger ledger(GroupFence fence) {
        return ledger(fence, ZoneId.of("UTC"));
    }

    private KafkaLedger ledger(GroupFence fence, ZoneId zone) {
        KafkaLedger made = new KafkaLedger(
                this::producer,
                () -> consumer(group),
                new CommittedOffsets(new OffsetMetadata(zone)),
                Anchors.ITSELF,
                new OutcomeRecords(
                        output, new InsightEncoder(), new DeadLetterRecords(dlq, group, () -> NOW), Optional.empty()),
                fence,
                pace,
                TIMEOUT);
        opened.add(made);
        return made;
    }

    private Producer<byte[], byte[]> producer(Duration time) {
        producersMade.incrementAndGet();
        timesAsked.add(time);
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        group + "-here-0",
                        "transaction.timeout.ms",
                        (int) transactionTimeout.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        opened.add(() -> producer.close(Duration.ZERO));
        return FaultyProducer.around(producer, () -> fault);
    }

    private Consumer<byte[], byte[]> join() {
        Consumer<byte[], byte[]> joining = consumer(group);
        opened.add(joining);
        joining.subscribe(List.of("user-login"));
        long start = System.nanoTime();
        while (joining.assignment().isEmpty()) {
            joining.poll(Duration.ofMillis(50));
            assertThat(System.nanoTime() - start).as("time to join").isLessThan(TIMEOUT.toNanos());
        }
        return joining;
    }

    private static Consumer<byte[], byte[]> consumer(String group) {
        return consumer(group, "read_committed");
    }

    private static Consumer<byte[], byte[]> consumer(String group, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        group,
                        "enable.auto.commit",
                        false,
                        "isolation.level",
                        isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All of a topic that a reader of committed records finds now. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return read(topic, "read_committed");
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = consumer("readers", isolation)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = end(partition);
            Await.until(
                    "no transaction is open",
                    () -> reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L) >= end);
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /**
     * The end of what was written, committed or not. A commit is decided when its producer hears of it, but the broker
     * ends the transaction in the topic a moment later, and until then a reader of committed records sees none of it.
     */
    private static long end(TopicPartition partition) {
        try (Consumer<byte[], byte[]> reader = consumer("readers", "read_uncommitted")) {
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static void createTopics(NewTopic... topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topics)).all().get();
        }
    }
}
