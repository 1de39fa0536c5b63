package io.kafkafetch.adapters.kafka.ledger;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.OutcomeLedgerContract;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.kafka.records.OutcomeRecords;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourOfDay;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract, and what only the ledger of a sole reader has. On a real broker. For the contract, which has several
 * partitions and reads insights in their order, the checkpoints are anchored in a topic of several partitions, and the
 * insights are in one of a single partition; a file is one partition, and both are the output topic.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class SoleReaderLedgerTest extends OutcomeLedgerContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private static EmbeddedBroker broker;
    private static ApplicationContext context;
    private static KafkaClients clients;

    private final String group = "group-" + TESTS.incrementAndGet();
    private final String output = "insights-of-" + group;
    private final String dlq = "dead-letters-of-" + group;
    private final String anchors = "anchors-of-" + group;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private SoleReaderLedger ledger;

    @BeforeAll
    static void startBroker() throws Exception {
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
    void openLedger() throws Exception {
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(
                            new NewTopic(output, 1, (short) 1),
                            new NewTopic(dlq, 1, (short) 1),
                            new NewTopic(anchors, 3, (short) 1)))
                    .all()
                    .get();
        }
        ledger = open(anchors, Duration.ofHours(1));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    /** As the service has it, on whichever host. */
    private SoleReaderLedger open() {
        return opened(new SoleReaderLedger(
                pipeline(), clients, insights(), Payload.FULL, new CommitPace(1 << 20), InstantSource.system()));
    }

    private SoleReaderLedger open(String anchorTopic, Duration renewal) {
        KafkaPipeline pipeline = pipeline();
        OutcomeRecords records = OutcomeRecords.of(pipeline, insights(), Payload.FULL, InstantSource.system());
        return opened(new SoleReaderLedger(pipeline, clients, records, anchorTopic, new CommitPace(1 << 20), renewal));
    }

    private SoleReaderLedger opened(SoleReaderLedger fresh) {
        opened.add(fresh);
        return fresh;
    }

    private static InsightEncoder insights() {
        return new InsightEncoder();
    }

    private KafkaPipeline pipeline() {
        return new KafkaPipeline(group, "user-login", output, dlq, new HourOfDay(ZoneId.of("UTC")));
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

    // ---- what a restart finds

    @Test
    void aRestartGoesOnFromPositionHoursAndBookmarkWhateverTheInstanceIsCalledNow() {
        SoleReaderLedger before = open();
        BatchOutcome outcome = outcome(LOGINS_0, 100, 9, 17).at("inode=7,byte=4096");
        before.commit(List.of(outcome));
        before.close();

        assertThat(open().checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(102, outcome.running(), "inode=7,byte=4096")));
    }

    @Test
    void theCheckpointIsTheOffsetOfTheOutputTopicsFirstPartitionInAGroupOfItsOwn() {
        BatchOutcome outcome = outcome(LOGINS_0, 100, 9);
        open().commit(List.of(outcome));

        TopicPartition first = new TopicPartition(output, 0);
        try (Consumer<byte[], byte[]> observer = clients.observer(group + "-file")) {
            assertThat(observer.committed(Set.of(first)))
                    .isEqualTo(Map.of(first, new OffsetMetadata(ZoneId.of("UTC")).encode(outcome.checkpoint())));
        }
    }

    @Test
    void whatWasSentBeforeAKillButNotCommittedIsNeitherVisibleNorInTheCheckpoint() throws Exception {
        SoleReaderLedger before = open();
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        before.commit(List.of(first));
        Producer<byte[], byte[]> killed = clients.transactionalProducer(group + "-file", CommitPace.USUAL);
        opened.add(() -> killed.close(Duration.ZERO));
        killed.initTransactions();
        killed.beginTransaction();
        killed.send(new ProducerRecord<>(output, "half a commit".getBytes(UTF_8)))
                .get();
        killed.sendOffsetsToTransaction(
                Map.of(new TopicPartition(output, 0), new OffsetAndMetadata(50)),
                SoleReaderLedger.fence(group + "-file").admit(List.of()).orElseThrow());

        SoleReaderLedger restarted = open();

        assertThat(restarted.checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(1, first.running())));
        assertVisible(first);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 10);
        restarted.commit(List.of(second));
        assertVisible(first, second);
    }

    // ---- fences

    @Test
    void theYoungerReaderPutsTheOlderOutWhateverTheyAreCalled() throws Exception {
        SoleReaderLedger older = open();
        SoleReaderLedger younger = open();
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 10);
        older.commit(List.of(first));
        assertThat(younger.checkpoints(List.of(LOGINS_0)).keySet()).containsExactly(LOGINS_0);

        assertThatThrownBy(() -> older.commit(List.of(second))).isInstanceOf(KafkaException.class);

        younger.commit(List.of(second));
        assertVisible(first, second);
        assertThat(older.checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(2, second.running())));
    }

    @Test
    void afterACommitThatFailedNothingIsCommittedBeforeTheCheckpointsAreRead() throws Exception {
        SoleReaderLedger older = open();
        SoleReaderLedger younger = open();
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 10);
        older.commit(List.of(first));
        younger.checkpoints(List.of(LOGINS_0));
        younger.commit(List.of(second));
        assertThatThrownBy(() -> older.commit(List.of(second))).isInstanceOf(KafkaException.class);

        assertRefused(() -> older.commit(List.of(second)));

        older.checkpoints(List.of(LOGINS_0));
        BatchOutcome third = outcome(LOGINS_0, 2, second.running(), 11);
        older.commit(List.of(third));
        assertVisible(first, second, third);
    }

    @Test
    void aPartitionOfAnotherStreamIsAnError() {
        SoleReaderLedger file = open();
        Partition other = new Partition("another", 0);

        assertThatThrownBy(() -> file.checkpoints(List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("another-0 is no partition of user-login");
        assertThatThrownBy(() -> file.commit(List.of(outcome(other, 0, 9))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(visibleInsights()).isEmpty();
    }

    // ---- renewals

    @Test
    void aCheckpointIsCommittedAnewThoughNothingHappensAndStaysAsItIs() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9).at("here");
        open().commit(List.of(outcome));
        SoleReaderLedger restarted = open(output, Duration.ofMillis(20));
        restarted.checkpoints(List.of(LOGINS_0));
        long before = offsetsWritten();

        Await.until("it is committed anew twice", () -> offsetsWritten() >= before + 4); // with a marker each

        assertThat(restarted.checkpoints(List.of(LOGINS_0))).isEqualTo(Map.of(LOGINS_0, outcome.checkpoint()));
        assertVisible(outcome);
    }

    @Test
    void afterARenewalThatFailedNothingIsCommittedBeforeTheCheckpointsAreRead() throws Exception {
        SoleReaderLedger older = open(output, Duration.ofMillis(20));
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 10);
        older.commit(List.of(first));
        SoleReaderLedger younger = open();
        Await.until("the younger commits between two renewals", () -> {
            younger.checkpoints(List.of(LOGINS_0));
            try {
                younger.commit(List.of(second));
                return true;
            } catch (KafkaException putOutByARenewal) {
                return false;
            }
        });

        // The older's first renewal after that fails, those after it go through with a producer made anew.
        long before = offsetsWritten();
        Await.until("a renewal has failed and another gone through", () -> offsetsWritten() >= before + 4);

        assertRefused(() -> older.commit(List.of(second)));

        assertVisible(first, second);
        older.checkpoints(List.of(LOGINS_0));
        BatchOutcome third = outcome(LOGINS_0, 2, second.running(), 11);
        older.commit(List.of(third));
        assertVisible(first, second, third);
    }

    private static void assertRefused(ThrowableAssert.ThrowingCallable commit) {
        assertThatThrownBy(commit)
                .isInstanceOf(KafkaException.class)
                .hasMessage("a commit ended unclear: ask for the checkpoints first");
    }

    // ---- the cluster

    /** Records in the broker's topic of committed offsets. */
    private static long offsetsWritten() {
        try (Consumer<byte[], byte[]> reader = clients.observer("readers")) {
            List<TopicPartition> partitions = reader.partitionsFor("__consumer_offsets").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return reader.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** All of a topic of one partition that a reader finds once the broker has ended every transaction. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Admin admin = clients.admin();
                Consumer<byte[], byte[]> reader = clients.observer("readers")) {
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            Await.until(
                    "no transaction is open",
                    () -> reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L) >= end);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
        return records;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
