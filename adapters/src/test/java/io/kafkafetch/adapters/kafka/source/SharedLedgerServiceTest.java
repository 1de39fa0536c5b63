package io.kafkafetch.adapters.kafka.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.inbox.LoginPublisher;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.StartPolicy;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.ledger.LaneLedgers;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.memory.InMemoryLedger;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordTraces;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.configuration.kafka.ConsumerRegistry;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that read a real broker as a group and commit to a ledger in memory, with both of Kafka's group protocols. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SharedLedgerServiceTest {

    private static final int PARTITIONS = 3;
    private static final OffsetMetadata FORMAT = new OffsetMetadata(ZoneId.of("UTC"));
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final byte[] LOGIN =
            ("{\"user_id\":\"u\",\"app_version\":\"1\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\",\"device_id\":\"d\","
                            + "\"timestamp\":32400,\"device_type\":\"iOS\"}")
                    .getBytes(UTF_8);

    private static EmbeddedBroker broker;

    private final String topic = "logins-" + TESTS.incrementAndGet();
    private final String group = "group-of-" + topic;
    private final List<TopicPartition> topicPartitions = IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new TopicPartition(topic, number))
            .toList();
    private final Set<Partition> partitions = TopicPartitions.partitions(topicPartitions);
    private final List<Service> services = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stopAll() {
        List.copyOf(services).forEach(Service::stop);
    }

    /** A service of two lanes, as Micronaut runs it. */
    private final class Service {
        private final Lanes lanes;
        private final ApplicationContext context;

        Service(String protocol, InMemoryLedger ledger) {
            LaneSettings settings = new LaneSettings(
                    BatchPolicy.of(10, Duration.ofMillis(200)),
                    new HourOfDay(FORMAT.zone()),
                    LoginFormat.plain(MissingDeviceType.DEAD_LETTER));
            this.lanes = new Lanes(
                    settings,
                    InputTopic.of(
                            () -> Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers())),
                            topic,
                            StartPolicy.EARLIEST,
                            WhenRecreated.HOLD,
                            Losses.UNHEARD),
                    new DeriveInsights(),
                    LaneLedgers.shared(
                            new KafkaPipeline(group, topic, "unused", "unused-too", new HourOfDay(FORMAT.zone())),
                            ledger),
                    Rejections.UNHEARD,
                    RecordTraces.UNHEARD,
                    Commits.UNHEARD,
                    new Board().board);
            this.context = ApplicationContext.builder()
                    .banner(false)
                    .environmentPropertySource(false)
                    .properties(Map.of(
                            "kafka.bootstrap.servers",
                            broker.bootstrapServers(),
                            "kafka.group.protocol",
                            protocol,
                            "lanes.topic",
                            topic,
                            "lanes.group",
                            group,
                            "lanes.threads",
                            2))
                    .build();
            context.registerSingleton(lanes);
            context.start();
            lanes.clusterReady();
            services.add(this);
        }

        void stop() {
            services.remove(this);
            lanes.stop((AutoCloseable) context.getBean(ConsumerRegistry.class));
            context.close();
        }
    }

    private void append(int logins) {
        try (LoginPublisher publisher = new LoginPublisher(
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "max.in.flight.requests.per.connection",
                                1),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                topic)) {
            for (int i = 0; i < logins; i++) {
                publisher.publish(new byte[] {(byte) i}, LOGIN);
            }
            publisher.flush();
        }
    }

    private static long counted(InMemoryLedger... ledgers) {
        return List.of(ledgers).stream()
                .flatMap(ledger -> ledger.committed().stream())
                .mapToLong(outcome -> outcome.batch().events())
                .sum();
    }

    private Map<Partition, Checkpoint> groupStands() {
        try (Consumer<byte[], byte[]> observer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            Map<Partition, Checkpoint> stands = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
                    observer.committed(Set.copyOf(topicPartitions)).entrySet()) {
                if (committed.getValue() != null) {
                    stands.put(TopicPartitions.partition(committed.getKey()), FORMAT.decode(committed.getValue()));
                }
            }
            return stands;
        }
    }

    private static long hours(Map<Partition, Checkpoint> checkpoints) {
        return checkpoints.values().stream()
                .mapToLong(checkpoint -> checkpoint.running().total())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whoeverComesNextGoesOnFromTheGroupsOffsetsOrItsOwnLedgerWhicheverIsFurther(String protocol) {
        InMemoryLedger first = new InMemoryLedger();
        InMemoryLedger second = new InMemoryLedger();

        append(300);
        Service service = new Service(protocol, first);
        Await.until("all are counted", () -> counted(first) >= 300);
        Await.until("the group is told", () -> groupStands().equals(first.checkpoints(partitions)));
        append(30);
        Await.until("some of it is counted", () -> counted(first) > 300);
        service.stop();
        assertThat(groupStands()).as("told in leaving").isEqualTo(first.checkpoints(partitions));

        append(90);
        Service another = new Service(protocol, second);
        Await.until("the rest is counted", () -> counted(first, second) >= 420);
        another.stop();
        assertThat(hours(second.checkpoints(partitions))).isEqualTo(420);
        assertThat(groupStands()).isEqualTo(second.checkpoints(partitions));

        append(30);
        Service again = new Service(protocol, first);
        Await.until("the last are counted", () -> counted(first, second) >= 450);
        again.stop();
        assertThat(counted(first, second)).isEqualTo(450);
        assertThat(hours(first.checkpoints(partitions))).isEqualTo(450);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void servicesThatJoinAndLeaveCountEachLoginOnceInOneOfTheirLedgers(String protocol) {
        List<InMemoryLedger> ledgers = List.of(new InMemoryLedger(), new InMemoryLedger());
        InMemoryLedger[] all = ledgers.toArray(InMemoryLedger[]::new);

        Service first = new Service(protocol, ledgers.getFirst());
        append(3_000);
        Service second = new Service(protocol, ledgers.getLast());
        append(3_000);
        Await.until("the second has its share", () -> {
            append(30);
            return counted(ledgers.getLast()) > 0;
        });
        first.stop();
        append(3_000);
        long appended = ends();
        Await.until("all are counted", () -> counted(all) >= appended);
        second.stop();

        assertThat(counted(all)).isEqualTo(appended);
        assertThat(hours(groupStands())).isEqualTo(appended);
    }

    private long ends() {
        try (Consumer<byte[], byte[]> observer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return observer.endOffsets(topicPartitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
