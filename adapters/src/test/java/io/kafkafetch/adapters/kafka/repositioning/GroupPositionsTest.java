package io.kafkafetch.adapters.kafka.repositioning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.Standing;
import io.kafkafetch.adapters.kafka.input.StartPolicy;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.kafka.resumption.Resumption;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.position.Condition;
import io.kafkafetch.application.position.Hours;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import io.kafkafetch.application.position.Target;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group's positions on a real broker: what is written is what a lane restores, and nobody is moved who is at work. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class GroupPositionsTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final int RECORDS = 20;

    /** Not so long ago that the broker deletes it. */
    private static final long BASE =
            System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    private static final HourCounts HOURS =
            HourCounts.of(LongStream.range(0, HourCounts.HOURS).toArray());

    private static EmbeddedBroker broker;
    private static ApplicationContext context;
    private static KafkaClients clients;
    private static Admin admin;

    private final String group = "group-" + TESTS.incrementAndGet();
    private final String topic = "user-login-of-" + group;
    private final TopicPartition first = new TopicPartition(topic, 0);
    private final TopicPartition second = new TopicPartition(topic, 1);
    private final KafkaPipeline pipeline = new KafkaPipeline(group, topic, "insights", "user-login-dlq", HourOfDay.UTC);
    private final List<Producer<byte[], byte[]>> instances = new ArrayList<>();
    private GroupPositions positions;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary(0);
        context = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of("kafka.bootstrap.servers", broker.bootstrapServers()))
                .start();
        clients = new KafkaClients(context);
        admin = clients.admin();
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        context.close();
        broker.close();
    }

    @BeforeEach
    void fill() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            for (int i = 0; i < RECORDS; i++) {
                for (TopicPartition partition : List.of(first, second)) {
                    producer.send(new ProducerRecord<>(
                                    topic, partition.partition(), BASE + 1_000L * i, null, new byte[] {(byte) i}))
                            .get();
                }
            }
        }
        positions = new GroupPositions(clients, pipeline);
    }

    @AfterEach
    void close() {
        positions.close();
        instances.forEach(Producer::close);
    }

    private void commit(Map<TopicPartition, Checkpoint> checkpoints) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        checkpoints.forEach((partition, checkpoint) ->
                offsets.put(partition, OffsetMetadata.of(pipeline).encode(checkpoint)));
        admin.alterConsumerGroupOffsets(group, offsets).all().get();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static Plan reset(GroupState state, Target target) {
        return Plan.reset(
                state.partitions(),
                target,
                Hours.KEEP,
                state.bookmark(),
                HourOfDay.UTC.zone().getId());
    }

    /** By the code of a lane, of a service that holds a topic it does not know. */
    private Map<TopicPartition, Resumption.Resumed> restored() {
        try (Consumer<byte[], byte[]> consumer = clients.observer(group);
                InputTopicOfTest input = new InputTopicOfTest(
                        InputTopic.of(clients::admin, topic, StartPolicy.EARLIEST, WhenRecreated.HOLD, loss -> {}))) {
            consumer.assign(List.of(first, second));
            AtomicLong time = new AtomicLong();
            Resumption resumption = new Resumption(
                    consumer,
                    CommittedOffsets.of(pipeline),
                    input.topic(),
                    () -> time.addAndGet(Duration.ofSeconds(3).toNanos()));
            List<TopicPartition> both = List.of(first, second);
            return resumption.resume(both).or(() -> resumption.resume(both)).orElseThrow();
        }
    }

    private record InputTopicOfTest(InputTopic topic) implements AutoCloseable {
        @Override
        public void close() {
            topic.present().close();
        }
    }

    // ---- what is written

    @Test
    void whatIsWrittenIsWhatALaneRestores() throws Exception {
        String bookmark = positions.look().bookmark();
        assertThat(bookmark).startsWith("topic=").endsWith("/2");
        commit(Map.of(
                first, new Checkpoint(10, HOURS, bookmark.replace("/2", "/1")),
                second, new Checkpoint(20, HourCounts.EMPTY)));
        GroupState seen = positions.settled();

        positions.write(seen, reset(seen, new Target.To(4)).changes());

        Map<TopicPartition, Resumption.Resumed> restored = restored();
        assertThat(requireNonNull(restored.get(first)).checkpoint())
                .as("it keeps how many partitions there were when the group began")
                .isEqualTo(new Checkpoint(4, HOURS, bookmark.replace("/2", "/1")));
        assertThat(requireNonNull(restored.get(second)).checkpoint())
                .isEqualTo(new Checkpoint(4, HourCounts.EMPTY, bookmark));
        assertThat(restored.values()).allSatisfy(place -> {
            assertThat(place.standing()).isEqualTo(new Standing.Intact());
            assertThat(place.settled()).as("nothing is to be committed first").isEqualTo(4);
        });
    }

    @Test
    void aPositionOfATopicThatIsGoneIsSeenAndBegunAgain() throws Exception {
        String gone = new Incarnation(new Uuid(7, 8), 2).bookmark();
        commit(Map.of(first, new Checkpoint(10, HOURS, gone), second, new Checkpoint(25, HOURS, gone)));
        GroupState seen = positions.settled();
        assertThat(seen.partitions()).extracting(PartitionState::condition).containsOnly(Condition.RECREATED);
        assertThatThrownBy(this::restored).hasMessageContaining("was deleted and created again");

        positions.write(
                seen,
                Plan.restart(
                                seen.partitions(),
                                seen.bookmark(),
                                HourOfDay.UTC.zone().getId())
                        .changes());

        assertThat(restored().values())
                .extracting(Resumption.Resumed::checkpoint)
                .containsOnly(new Checkpoint(0, HourCounts.EMPTY, seen.bookmark()));
    }

    // ---- who is at work

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aGroupWithAMemberIsNotMovedWheneverItJoined(String protocol) throws Exception {
        commit(Map.of(first, new Checkpoint(10, HOURS), second, new Checkpoint(11, HOURS)));
        Map<TopicPartition, OffsetAndMetadata> before = committed();
        GroupState seen = positions.settled();
        List<Move> moves = reset(seen, new Target.Earliest()).changes();
        assertThat(moves).hasSize(2);
        try (KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        group,
                        "group.protocol",
                        protocol,
                        "client.id",
                        "late-" + protocol,
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            member.subscribe(List.of(topic));
            Await.until("it has partitions", () -> {
                member.poll(Duration.ofMillis(50));
                return member.assignment().size() == 2;
            });

            assertThatThrownBy(() -> positions.write(seen, moves))
                    .isInstanceOf(UnmovableGroupException.class)
                    .hasMessageStartingWith(
                            "group " + group + " is active: late-" + protocol + ". Nothing was written.");
            assertThatThrownBy(() ->
                            positions.write(Map.of(first, new OffsetAndMetadata(0), second, new OffsetAndMetadata(0))))
                    .as("it has joined since it was looked for")
                    .isInstanceOf(UnmovableGroupException.class)
                    .hasMessageContaining("late-" + protocol);
            assertThat(committed()).isEqualTo(before);
            GroupState now = positions.look();
            assertThat(now.owner(new Partition(topic, 1))).contains("late-" + protocol);
        }
    }

    @Test
    void whatWasCommittedSinceItWasLookedAtStays() throws Exception {
        commit(Map.of(first, new Checkpoint(10, HOURS)));
        GroupState seen = positions.settled();
        commit(Map.of(first, new Checkpoint(12, HOURS)));
        Map<TopicPartition, OffsetAndMetadata> before = committed();

        assertThatThrownBy(() ->
                        positions.write(seen, reset(seen, new Target.Latest()).changes()))
                .isInstanceOf(UnmovableGroupException.class)
                .hasMessageContaining("have changed since they were looked at");
        assertThat(committed()).isEqualTo(before);
    }

    // ---- what a killed instance left open

    private static final Duration SHORT = Duration.ofSeconds(4);

    /** As an instance leaves it that is killed between its offsets and its commit. */
    private Producer<byte[], byte[]> killedBeforeItsCommit(Duration timeout) {
        Producer<byte[], byte[]> producer = clients.transactionalProducer("instance-of-" + group, timeout);
        producer.initTransactions();
        producer.beginTransaction();
        try (Consumer<byte[], byte[]> consumer = clients.observer(group)) {
            producer.sendOffsetsToTransaction(
                    Map.of(first, OffsetMetadata.of(pipeline).encode(new Checkpoint(15, HOURS))),
                    consumer.groupMetadata());
        }
        return producer;
    }

    private TransactionState transaction() throws Exception {
        String id = "instance-of-" + group;
        return requireNonNull(
                        admin.describeTransactions(List.of(id)).all().get().get(id))
                .state();
    }

    private static long positionOf(GroupState state) {
        return state.partitions().getFirst().position().orElseThrow();
    }

    @Test
    void aTransactionThatAKilledInstanceLeftOpenIsWaitedForAndDoesNotCount() throws Exception {
        commit(Map.of(first, new Checkpoint(10, HOURS)));
        instances.add(killedBeforeItsCommit(SHORT));
        assertThat(positionOf(positions.look())).as("show does not wait").isEqualTo(10);
        assertThat(transaction()).isEqualTo(TransactionState.ONGOING);

        GroupState seen = positions.settled();

        assertThat(transaction()).isNotIn(TransactionState.ONGOING, TransactionState.PREPARE_ABORT);
        assertThat(positionOf(seen)).isEqualTo(10);
        positions.write(seen, reset(seen, new Target.To(4)).changes());
        assertThat(positionOf(positions.settled())).isEqualTo(4);
    }

    @Test
    void whatIsCommittedWhileItIsWaitedForCounts() throws Exception {
        commit(Map.of(first, new Checkpoint(10, HOURS)));
        try (Producer<byte[], byte[]> slow = killedBeforeItsCommit(Duration.ofSeconds(60));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<GroupState> seen = threads.submit(positions::settled);
            assertThatThrownBy(() -> seen.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            slow.commitTransaction();

            assertThat(positionOf(seen.get())).isEqualTo(15);
        }
    }

    @Test
    void nothingIsWrittenWhileItIsNotCertainWhatIsCommitted() throws Exception {
        commit(Map.of(first, new Checkpoint(10, HOURS)));
        GroupState seen = positions.settled();
        try (GroupPositions impatient = new GroupPositions(clients, pipeline, Duration.ofSeconds(1));
                Producer<byte[], byte[]> killed = killedBeforeItsCommit(Duration.ofSeconds(60))) {
            assertThatThrownBy(impatient::settled)
                    .isInstanceOf(UnusableClusterException.class)
                    .hasMessage("what group " + group + " committed last is not certain after 1 s: an instance that was"
                            + " killed has left a transaction open. Nothing was written; try again in a minute");
            assertThatThrownBy(() -> impatient.write(
                            seen,
                            Plan.restart(seen.partitions(), "topic=new", "UTC").changes()))
                    .isInstanceOf(UnusableClusterException.class)
                    .hasMessageContaining("is not certain");

            killed.abortTransaction();

            assertThat(positionOf(impatient.settled())).isEqualTo(10);
        }
    }

    // ---- what is seen

    @Test
    void aGroupThatNobodyKnowsStandsNowhere() throws Exception {
        assertThat(positions.look()).isEqualTo(positions.settled());
        assertThat(positions.look().members()).isEmpty();
        assertThat(positions.look().partitions())
                .extracting(PartitionState::condition)
                .containsOnly(Condition.NOTHING_COMMITTED);
        assertThat(positions.look().partitions())
                .extracting(PartitionState::lag)
                .containsOnly((long) RECORDS);
    }

    @Test
    void deletedRecordsAndPositionsBeyondTheEndAreSeen() throws Exception {
        String bookmark = positions.look().bookmark();
        commit(Map.of(first, new Checkpoint(3, HOURS, bookmark), second, new Checkpoint(RECORDS + 1, HOURS, bookmark)));
        admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(5)))
                .all()
                .get();

        assertThat(positions.look().partitions())
                .extracting(PartitionState::condition)
                .containsExactly(Condition.DELETED_AHEAD, Condition.BEYOND_END);
    }

    @Test
    void theFirstRecordAfterAMomentIsFoundWhereThereIsOne() throws Exception {
        List<PartitionState> all = positions.look().partitions();

        assertThat(positions.since(all, Instant.ofEpochMilli(BASE + 7_500)))
                .isEqualTo(Map.of(TopicPartitions.partition(first), 8L, TopicPartitions.partition(second), 8L));
        assertThat(positions.since(all, Instant.ofEpochMilli(BASE + 1_000L * RECORDS)))
                .isEmpty();
    }

    @Test
    void aTopicThatIsAwayIsSaid() {
        KafkaPipeline away = new KafkaPipeline(group, "nowhere", "insights", "user-login-dlq", HourOfDay.UTC);
        try (GroupPositions none = new GroupPositions(clients, away)) {
            assertThatThrownBy(none::look)
                    .isInstanceOf(UnusableClusterException.class)
                    .hasMessageContaining("there is no topic nowhere")
                    .hasMessageContaining("INPUT_TOPIC");
        }
    }
}
