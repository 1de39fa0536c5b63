package io.kafkafetch.adapters.kafka.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.adapters.kafka.topics.Topics.Creation;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which topics are required, and which are made. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TopicsTest {

    /** A heap that holds any record. */
    private static Optional<String> holdsAll(long bytes) {
        return Optional.empty();
    }

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Optional<Creation> NO_CREATION = Optional.empty();
    private static final Optional<Creation> CREATION = Optional.of(new Creation(2, (short) -1));

    private static EmbeddedBroker broker;

    private final Board board = new Board();

    private final String id = "-" + TESTS.incrementAndGet();
    private final String input = "user-login" + id;
    private final String output = "insights" + id;
    private final String dlq = "user-login-dlq" + id;

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

    private Topics topics(Optional<Creation> creation, String... used) {
        return new Topics(
                TopicsTest::admin,
                "here:9092",
                input,
                output,
                dlq,
                List.of(used),
                Optional.empty(),
                creation,
                board.board,
                bytes -> bytes,
                TopicsTest::holdsAll);
    }

    /** What the broker tells of them now: a topic that was just created is told of a moment later. */
    private Set<String> present() throws Exception {
        try (Admin admin = admin()) {
            Set<String> names = admin.listTopics().names().get();
            names.retainAll(Set.of(input, output, dlq));
            return names;
        }
    }

    @Test
    void aTopicThatIsNotUsedMayBeMissing() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(input, 1, (short) 1))).all().get();
        }

        Await.until("it is there", () -> !present().isEmpty());

        topics(NO_CREATION, input).await();

        assertThat(present()).containsExactly(input);
    }

    @Test
    void allThatAreUsedAndMissingAreNamedInOneMessage() {
        assertThatThrownBy(() -> topics(NO_CREATION, output, dlq).await())
                .isInstanceOf(UnusableClusterException.class)
                .hasMessage("topics missing at here:9092: " + output + ", " + dlq
                        + ". Create them (kafka-topics --create), or let kafka-fetch do it with CREATE_TOPICS=true");
    }

    @Test
    void aTopicThatABrokerKnowsOnlySomeSecondsLaterIsNotMissing() throws Exception {
        Waiting<Boolean> start = Waiting.in(() -> {
            topics(NO_CREATION, input).await();
            return true;
        });
        Thread.sleep(Duration.ofSeconds(2)); // the lag itself: after the first answer, well within the patience
        assertThat(start.isOver()).isFalse();

        create(Map.of());

        assertThat(start.result()).isTrue();
    }

    @Test
    void aRefusalThatWaitingCannotChangeEndsTheStartAndSaysWhatDoes() throws Exception {
        create(Map.of());
        String collides = input.replace('-', '.');
        create(collides, Map.of());
        Topics topics = new Topics(
                TopicsTest::admin,
                "here:9092",
                input,
                collides.replace('.', '_'),
                dlq,
                List.of(collides.replace('.', '_')),
                Optional.empty(),
                CREATION,
                board.board,
                bytes -> bytes,
                TopicsTest::holdsAll);

        assertThatThrownBy(topics::await)
                .isInstanceOf(UnusableClusterException.class)
                .hasMessageContainingAll(
                        "refuses: InvalidTopicException", "change INPUT_TOPIC, OUTPUT_TOPIC or DLQ_TOPIC");
    }

    @Test
    void aClientThatCannotBeMadeEndsTheStart() {
        Topics topics = new Topics(
                () -> Admin.create(Map.of("bootstrap.servers", "localhost:1", "security.protocol", "NONE")),
                "here:9092",
                input,
                output,
                dlq,
                NO_CREATION,
                board.board);

        assertThatThrownBy(topics::await).isInstanceOf(KafkaException.class).hasMessageContaining("security.protocol");
    }

    // ---- what would lose records later

    private void create(Map<String, String> configs) throws Exception {
        create(input, configs);
    }

    private static void create(String topic, Map<String, String> configs) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(configs)))
                    .all()
                    .get();
            Await.until("it is there", () -> admin.listTopics().names().get().contains(topic));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "compact,delete"})
    void aCompactedTopicIsWarnedOfWithTheCommandThatFixesIt(String policy) throws Exception {
        create(output, Map.of("cleanup.policy", policy));
        Topics topics = topics(CREATION, output, dlq);

        topics.await();

        assertThat(board.troubles()).containsOnlyKeys("topic " + output);
        assertThat(board.troubles().get("topic " + output))
                .isEqualTo("A topic is compacted: " + output + " (fix it: kafka-configs.sh --bootstrap-server here:9092"
                        + " --alter --entity-type topics --entity-name " + output
                        + " --add-config cleanup.policy=delete)");
    }

    @Test
    void theWarningEndsOnceTheTopicIsFixed() throws Exception {
        create(Map.of("cleanup.policy", "compact"));
        TopicWarnings warnings = new TopicWarnings(
                "here:9092",
                List.of(input),
                Optional.of(input),
                Optional.empty(),
                board.board,
                bytes -> bytes,
                TopicsTest::holdsAll);
        try (Admin admin = admin()) {
            warnings.look(admin);
            assertThat(board.troubles()).containsOnlyKeys("topic " + input);
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, input),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();

            Await.until("it has gone", () -> {
                warnings.look(admin);
                return board.troubles().isEmpty();
            });
        }
    }

    /** Every default cluster is like that, and few records are that large: no warning, and no second line. */
    @Test
    void deadLettersThatMayNotFitAreLoggedOnceAtInfoWithTheCommandThatMakesRoom() throws Exception {
        create(input, Map.of());
        create(dlq, Map.of());
        TopicWarnings warnings = new TopicWarnings(
                "here:9092",
                List.of(input, dlq),
                Optional.of(input),
                Optional.of(dlq),
                board.board,
                bytes -> bytes,
                TopicsTest::holdsAll);

        List<ILoggingEvent> lines = logged(() -> {
            try (Admin admin = admin()) {
                warnings.look(admin);
                warnings.look(admin);
            }
        });

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage())
                    .contains("nearly 1048588 bytes")
                    .endsWith("kafka-configs.sh --bootstrap-server here:9092 --alter --entity-type topics"
                            + " --entity-name " + dlq + " --add-config max.message.bytes=1114124");
        });
        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void anEncryptedDeadLetterTakesMoreAndOneWithoutItsPayloadAlwaysFits() throws Exception {
        create(input, Map.of());
        create(dlq, Map.of("max.message.bytes", "1114124"));

        assertThat(fitting(bytes -> bytes * 2))
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .endsWith("--add-config max.message.bytes=" + (2 * 1_048_588 + 65_536)));
        assertThat(fitting(bytes -> 0)).isEmpty();
    }

    private List<ILoggingEvent> fitting(LongUnaryOperator deadLetterBytes) {
        TopicWarnings warnings = new TopicWarnings(
                "here:9092",
                List.of(input, dlq),
                Optional.of(input),
                Optional.of(dlq),
                board.board,
                deadLetterBytes,
                TopicsTest::holdsAll);
        return logged(() -> {
            try (Admin admin = admin()) {
                warnings.look(admin);
            }
        });
    }

    @Test
    void deadLettersThatFitAreNoMatter() throws Exception {
        create(input, Map.of());
        create(dlq, Map.of("max.message.bytes", "1114124"));
        TopicWarnings warnings = new TopicWarnings(
                "here:9092",
                List.of(input, dlq),
                Optional.of(input),
                Optional.of(dlq),
                board.board,
                bytes -> bytes,
                TopicsTest::holdsAll);

        assertThat(logged(() -> {
                    try (Admin admin = admin()) {
                        warnings.look(admin);
                    }
                }))
                .isEmpty();
    }

    @Test
    void aTopicWhoseRecordsTheHeapMayNotHoldIsWarnedOfOnce() throws Exception {
        create(input, Map.of("max.message.bytes", "10000000"));
        TopicWarnings warnings = new TopicWarnings(
                "here:9092",
                List.of(input),
                Optional.of(input),
                Optional.empty(),
                board.board,
                bytes -> bytes,
                MemoryBudget.of(96 << 20, 1)::shortage);

        List<ILoggingEvent> lines = logged(() -> {
            try (Admin admin = admin()) {
                warnings.look(admin);
                warnings.look(admin);
            }
        });

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .isEqualTo("A heap of 96 MB may be too small for records of 10 MB and one consumer: give it 528 MB"
                            + " (-Xmx528m)");
        });
    }

    @Test
    void aTopicOfTheUsualSizeIsNotWarnedOfAgain() throws Exception {
        create(input, Map.of());
        TopicWarnings warnings = new TopicWarnings(
                "here:9092",
                List.of(input),
                Optional.of(input),
                Optional.empty(),
                board.board,
                bytes -> bytes,
                MemoryBudget.of(64 << 20, 1)::shortage);

        assertThat(logged(() -> {
                    try (Admin admin = admin()) {
                        warnings.look(admin);
                    }
                }))
                .isEmpty();
    }

    private static List<ILoggingEvent> logged(Executable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(TopicWarnings.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            work.execute();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
        return lines.list;
    }

    @Test
    void topicsThatAreCreatedNeedNoWarning() throws Exception {
        Topics topics = topics(CREATION, input, output, dlq);

        topics.await();

        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void onlyTopicsThatAreUsedAreCreated() throws Exception {
        topics(CREATION, output, dlq).await();

        Await.until("just these are there", () -> present().equals(Set.of(output, dlq)));
    }

    @Test
    void topicsOfRollupsAreCreatedWithOnePartitionAndTheirOwnPolicies() throws Exception {
        RollupTopics rollups = new RollupTopics(
                input + "-tallies",
                input + "-rollups",
                new Rules("group", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER));

        new Topics(
                        TopicsTest::admin,
                        "here:9092",
                        input,
                        output,
                        dlq,
                        List.of(),
                        Optional.of(rollups),
                        Optional.of(new Creation(3, (short) 1)),
                        board.board,
                        bytes -> bytes,
                        TopicsTest::holdsAll)
                .await();

        List<String> names = List.of(rollups.tallies(), rollups.rollups());
        Map<String, String> policies = new HashMap<>();
        Map<String, String> retention = new HashMap<>();
        try (Admin admin = admin()) {
            Await.until("both are there", () -> admin.listTopics().names().get().containsAll(names));
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> assertThat(topic.partitions()).hasSize(1));
            admin.describeConfigs(names.stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList())
                    .all()
                    .get()
                    .forEach((topic, config) -> {
                        policies.put(topic.name(), config.get("cleanup.policy").value());
                        retention.put(topic.name(), config.get("retention.ms").value());
                    });
        }
        assertThat(policies).containsEntry(rollups.tallies(), "delete").containsEntry(rollups.rollups(), "compact");
        assertThat(retention).containsEntry(rollups.tallies(), "604800000");
        assertThat(board.board.present())
                .as("a compacted topic that is to be compacted")
                .isEmpty();
    }

    @Test
    void withoutAChoiceAllThreeAreUsed() throws Exception {
        new Topics(TopicsTest::admin, "here:9092", input, output, dlq, CREATION, board.board).await();

        Await.until("all are there", () -> present().equals(Set.of(input, output, dlq)));
    }

    @Test
    void noneOrATopicThatIsNoneOfTheThreeCannotBeUsed() {
        assertThatThrownBy(() -> topics(CREATION)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> topics(CREATION, input, "another"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not some of the three topics: [" + input + ", another]");
    }
}
