package io.kafkafetch.adapters.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class EmbeddedBrokerTest {

    private static final String TOPIC = "greetings";

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aReaderOfCommittedRecordsSeesNoneOfAnAbortedTransactionUnderEitherProtocol(String protocol) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0)) {
            createTopic(broker);
            try (Producer<String, String> producer = transactionalProducer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "aborted")).get();
                producer.abortTransaction();
                send(producer, "committed");
            }

            assertThat(read(broker, protocol, 1)).containsExactly("committed");
        }
    }

    @Test
    void theNewestTransactionProtocolIsEnabled() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
                Admin admin = admin(broker)) {
            assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
                    .extractingByKey("transaction.version")
                    .extracting(FinalizedVersionRange::maxVersionLevel)
                    .isEqualTo((short) 2);
        }
    }

    @Test
    void aTopicThatNobodyCreatedDoesNotComeIntoBeing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
                Admin admin = admin(broker);
                Consumer<String, String> consumer = new KafkaConsumer<>(readerSettings(broker, "classic"))) {
            consumer.subscribe(List.of("misspelt"));
            consumer.poll(Duration.ofMillis(500));

            assertThat(admin.listTopics().names().get()).doesNotContain("misspelt");
        }
    }

    @Test
    void dataOutlivesTheBrokerInItsDirectory() throws Exception {
        Path data = scratch.resolve("new").resolve("data");
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            createTopic(broker);
            try (Producer<String, String> producer = transactionalProducer(broker)) {
                producer.initTransactions();
                send(producer, "before");
            }
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            try (Producer<String, String> producer = transactionalProducer(broker)) {
                producer.initTransactions();
                send(producer, "after");
            }
            assertThat(read(broker, "consumer", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void dataOutlivesABrokerThatWasKilled() throws Exception {
        Path data = scratch.resolve("data");
        Path asKilled = scratch.resolve("as-killed");
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            createTopic(broker);
            try (Producer<String, String> producer = transactionalProducer(broker)) {
                producer.initTransactions();
                send(producer, "before");
            }
            copy(data, asKilled);
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(asKilled, 0)) {
            assertThat(read(broker, "consumer", 1)).containsExactly("before");
        }
    }

    @Test
    void startingAgainAfterAStopIsQuick() {
        EmbeddedBroker.start(scratch, 0).close();
        long start = System.nanoTime();
        EmbeddedBroker.start(scratch, 0).close();

        // Less than the session of the broker before, which a stop ends and a kill doesn't.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void brokersOfOneProcessDoNotSeeEachOthersTopics() throws Exception {
        try (EmbeddedBroker staying = EmbeddedBroker.startTemporary(0)) {
            try (EmbeddedBroker leaving = EmbeddedBroker.startTemporary(0);
                    Admin admin = admin(leaving)) {
                createTopic(staying);
                assertThat(admin.listTopics().names().get()).doesNotContain(TOPIC);
            }
            try (Producer<String, String> producer = transactionalProducer(staying)) {
                producer.initTransactions();
                send(producer, "still here");
            }
            assertThat(read(staying, "consumer", 1)).containsExactly("still here");
        }
    }

    @Test
    void aBrokerListensWhereItWasAskedTo() throws Exception {
        int port = freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(port);
                Admin admin = admin(broker)) {
            assertThat(broker.bootstrapServers()).isEqualTo("localhost:" + port);
            assertThat(admin.describeCluster().nodes().get())
                    .singleElement()
                    .satisfies(node -> assertThat(node.port()).isEqualTo(port));
        }
    }

    @Test
    void aPortInUseIsSaidInOneLineAndNothingIsLeftBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFailure(
                    () -> EmbeddedBroker.startTemporary(scratch, taken.getLocalPort())
                            .close(),
                    "Port " + taken.getLocalPort() + " ",
                    "choose another port");
            assertThat(scratch).isEmptyDirectory();
        }
    }

    @Test
    void aDirectoryInUseIsRefusedAndItsBrokerGoesOn() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(scratch, 0)) {
            assertFailure(() -> EmbeddedBroker.start(scratch, 0).close(), scratch.toString(), "in use");
            createTopic(broker);
        }
        EmbeddedBroker.start(scratch, 0).close();
    }

    @Test
    void aDirectoryThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "no directory");

        assertFailure(() -> EmbeddedBroker.start(file, 0).close(), file.toString(), "choose another directory");
        assertFailure(() -> EmbeddedBroker.start(file.resolve("below"), 0).close(), "choose another directory");
    }

    @Test
    void aDirectoryOfOtherFilesIsRefusedAndLeftAlone() throws IOException {
        Path letter = Files.writeString(scratch.resolve("letter.txt"), "dear reader");

        assertFailure(() -> EmbeddedBroker.start(scratch, 0).close(), scratch.toString(), "choose an empty");
        assertThat(letter).hasContent("dear reader");
        assertThat(scratch.resolve("meta.properties")).doesNotExist();
    }

    @Test
    void aDamagedDirectoryIsAnExceptionAndNotTheEndOfTheProcess() throws IOException {
        Files.writeString(scratch.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");

        assertFailure(() -> EmbeddedBroker.start(scratch, 0).close(), scratch.toString(), "node");
    }

    @Test
    void closingIsQuickEvenWithClientsConnectedAndDeletesWhatWasTemporary() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.startTemporary(scratch, 0);
        assertThat(scratch).isNotEmptyDirectory();
        createTopic(broker);
        try (Producer<String, String> producer = transactionalProducer(broker)) {
            producer.initTransactions();
            send(producer, "hello");
            long start = System.nanoTime();
            broker.close();
            broker.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(scratch).isEmptyDirectory();
        }
    }

    private static void assertFailure(ThrowingCallable start, String... parts) {
        assertThatThrownBy(start)
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(Producer<String, String> producer, String value) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
        producer.commitTransaction();
    }

    private static Producer<String, String> transactionalProducer(EmbeddedBroker broker) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("transactional.id", "writer");
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", StringSerializer.class);
        return new KafkaProducer<>(settings);
    }

    private static List<String> read(EmbeddedBroker broker, String protocol, int records) {
        List<String> values = new ArrayList<>();
        try (Consumer<String, String> consumer = new KafkaConsumer<>(readerSettings(broker, protocol))) {
            consumer.subscribe(List.of(TOPIC));
            while (values.size() < records) {
                for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(200))) {
                    values.add(read.value());
                }
            }
        }
        return values;
    }

    private static Properties readerSettings(EmbeddedBroker broker, String protocol) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("group.id", "readers-" + protocol);
        settings.put("group.protocol", protocol);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        return settings;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
