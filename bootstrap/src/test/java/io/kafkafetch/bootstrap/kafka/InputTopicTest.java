package io.kafkafetch.bootstrap.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.progress.LossTotals;
import io.kafkafetch.application.progress.Losses.Cause;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.domain.insight.Insight;
import io.micronaut.context.ApplicationContext;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service does when its input topic loses records, is created again, is quiet, or grows: on a real broker. */
class InputTopicTest {

    private static final Pattern DELETED = Pattern.compile("login_records_lost_total\\{cause=\"deleted\"} ([0-9]+)");

    private static KafkaCluster kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    // ---- records deleted

    @Test
    void recordsDeletedAheadOfAFrozenInstanceAreReportedToTheLastOne() throws Exception {
        int port = freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        try (Scenario scenario = new Scenario(kafka, 1)
                        .set("micronaut.server.port", port)
                        .generate(1, 3, 1_000);
                ServiceProcess service = ServiceProcess.start(scenario.settings())) {
            scenario.awaitAccounted();
            service.freeze();
            long counted = scenario.feed().size();
            scenario.generate(2, 3, 523).deleteRecords(0, counted + 523);
            service.thaw();
            scenario.generate(3, 3, 500);

            // A request for records that was under way may have brought some of those deleted.
            Await.until(
                    "every record is counted or reported lost",
                    () -> accounted(scenario.published()) + deleted(address)
                            == scenario.feed().size(),
                    service::log);
            long lost = deleted(address);
            assertThat(lost).isBetween(1L, 523L);
            assertThat(get(address, "/api/pipeline"))
                    .contains("\"lost\":[{\"cause\":\"deleted\",\"losses\":1,\"records\":" + lost + "}]");
            assertThat(service.log())
                    .containsOnlyOnce(lost + " records, offsets " + (1_523 - lost) + " to 1522, were deleted");
            assertThat(scenario.published().batches())
                    .as("no batch claims what is gone")
                    .noneMatch(batch -> batch.first() < 1_523 && batch.last() >= 1_523 - lost);
            service.terminate();
            assertThat(service.exitCode(15)).isEqualTo(143);
            assertThat(service.log()).contains("deleted " + lost + " records (1x)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void recordsDeletedWhileNobodyRunsAreReportedOnceAndReadingGoesOnBehindThem(String reset) throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1).generate(4, 0, 100)) {
            scenario.start();
            scenario.awaitAccounted();
            scenario.stopAndCheck();
            scenario.generate(5, 0, 70).deleteRecords(0, 150);

            ApplicationContext second =
                    scenario.set("kafka.auto.offset.reset", reset).start();
            Await.until("the rest is counted", () -> accounted(scenario.published()) == 120);
            assertThat(second.getBean(LossTotals.class).totals())
                    .containsExactly(new LossTotals.Total(Cause.DELETED, 1, 50));
            second.close();
            ApplicationContext third = scenario.start();
            scenario.generate(6, 0, 10);
            Await.until("it goes on", () -> accounted(scenario.published()) == 130);
            assertThat(third.getBean(LossTotals.class).totals()).isEmpty();
        }
    }

    // ---- a quiet topic

    @Test
    void markersAndAbortedRecordsLeaveNoLagAndAreNoLossAndNothingIsCommittedForEver() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1)) {
            ApplicationContext service = scenario.start();
            transaction(scenario, 100, true);
            Await.until("all are counted", () -> accounted(scenario.published()) == 100);
            Await.until("the marker is passed", () -> lag(scenario) == 0);
            transaction(scenario, 500, false);
            Await.until("the aborted records are passed", () -> lag(scenario) == 0);
            long commits = offsetsEnd(scenario);
            long later = System.nanoTime() + 3_000_000_000L;
            Await.until("3 s have passed", () -> System.nanoTime() > later);
            assertThat(offsetsEnd(scenario)).as("commits of a quiet topic").isEqualTo(commits);
            service.close();

            transaction(scenario, 200, false);
            ApplicationContext again = scenario.start();
            Await.until("those of while it was down too", () -> lag(scenario) == 0);
            transaction(scenario, 100, true);
            Await.until("reading goes on", () -> accounted(scenario.published()) == 200 && lag(scenario) == 0);
            assertThat(again.getBean(LossTotals.class).totals()).isEmpty();
        }
    }

    // ---- a topic created again

    @ParameterizedTest
    @CsvSource({"running, 300", "running, 2000", "down, 300", "down, 2000"})
    void aTopicCreatedAgainIsReadFromItsBeginning(String state, int records) throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1)
                .set("kafka-fetch.topic-recreated", "restart")
                .generate(7, 3, 1_000)) {
            ApplicationContext service = scenario.start();
            Published before = whenAllIsCommitted(scenario);
            if (state.equals("down")) {
                service.close();
            }
            scenario.recreateInput();
            scenario.generate(8, 3, records);
            if (state.equals("down")) {
                scenario.start();
            }
            checkTheNewTopic(scenario, before);
        }
    }

    /** The first size lies before the old position, the second behind it, where nothing seems to have happened. */
    @ParameterizedTest
    @ValueSource(ints = {300, 2_000})
    void aTopicCreatedAgainWhileAnInstanceStandsStillIsReadFromItsBeginning(int records) throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1)
                        .set("kafka-fetch.topic-recreated", "restart")
                        .generate(7, 3, 1_000);
                ServiceProcess service = ServiceProcess.start(scenario.settings())) {
            Published before = whenAllIsCommitted(scenario);
            service.freeze();
            scenario.recreateInput();
            scenario.generate(8, 3, records);
            service.thaw();
            checkTheNewTopic(scenario, before);
        }
    }

    private static Published whenAllIsCommitted(Scenario scenario) throws Exception {
        scenario.awaitAccounted();
        Await.until(
                "all is committed",
                () -> scenario.committed(0).orElse(0) == scenario.feed().size());
        return scenario.published();
    }

    private static void checkTheNewTopic(Scenario scenario, Published before) throws Exception {
        Await.until(
                "all of the new topic is counted",
                () -> accounted(scenario.since(before)) >= scenario.feed().size());
        scenario.generate(9, 3, 100);
        Await.until(
                "it goes on",
                () -> accounted(scenario.since(before)) >= scenario.feed().size());
        Guarantee.checkAll(scenario.feed(), scenario.since(before));
    }

    @Test
    void aTopicCreatedAgainUnderLoadLosesNothingOfTheNewOne() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1).set("kafka-fetch.topic-recreated", "restart")) {
            scenario.start();
            scenario.generate(10, 3, 5_000);
            scenario.recreateInput();
            scenario.generate(11, 3, 11_349);
            Await.until("the new topic is read to its end", () -> lag(scenario) == 0);
            scenario.generate(12, 3, 100);
            Await.until("and goes on", () -> scenario.committed(0).orElse(0) == 11_449);
            Published published = scenario.published();
            int beginning = lastBeginning(published.insights());
            long events = new Published(
                            published
                                    .insights()
                                    .subList(beginning, published.insights().size()),
                            List.of(),
                            List.of())
                    .events();
            assertThat(events)
                    .as("logins of the new topic")
                    .isEqualTo(scenario.feed().accepted());
        }
    }

    @Test
    void aTopicCreatedAgainIsHeldByDefaultUntilSomebodyDecides() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1).generate(13, 3, 1_000)) {
            ApplicationContext service = scenario.start();
            Published before = whenAllIsCommitted(scenario);
            scenario.recreateInput();
            scenario.generate(14, 3, 300);
            Await.until("health says so", () -> troubles(service).contains("was deleted and created again"));
            assertThat(troubles(service)).contains("TOPIC_RECREATED=restart");
            scenario.generate(15, 3, 900);
            long later = System.nanoTime() + 3_000_000_000L;
            Await.until("3 s have passed", () -> System.nanoTime() > later);
            assertThat(accounted(scenario.since(before))).isZero();
            service.close();

            scenario.set("kafka-fetch.topic-recreated", "restart").start();
            Await.until("all is counted", () -> accounted(scenario.since(before)) >= 1_200);
            Guarantee.checkAll(scenario.feed(), scenario.since(before));
        }
    }

    @Test
    void aPositionBeyondTheEndStaysHeldHoweverTheTopicGrows() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1).generate(16, 0, 30)) {
            scenario.admin()
                    .alterConsumerGroupOffsets(
                            scenario.groupId(),
                            Map.of(new TopicPartition(scenario.inputTopic(), 0), new OffsetAndMetadata(100)))
                    .all()
                    .get();
            ApplicationContext service = scenario.start();
            Await.until("it is held", () -> troubles(service).contains("beyond its end"));
            scenario.generate(17, 0, 270);
            long later = System.nanoTime() + 3_000_000_000L;
            Await.until("3 s have passed", () -> System.nanoTime() > later);
            assertThat(accounted(scenario.published())).isZero();
            assertThat(troubles(service)).contains("beyond its end");
        }
    }

    // ---- a topic that grows

    @Test
    void aNewPartitionIsReadFromItsBeginningAlsoWhereTheGroupBeganAtTheEnd() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1)
                .set("kafka.auto.offset.reset", "latest")
                .set("kafka.metadata.max.age.ms", 1_000)) {
            scenario.produce(scenario.inputTopic(), new byte[] {'x'}); // before the group began
            ApplicationContext first = scenario.start();
            Await.until("the group has begun", () -> scenario.committed(0).orElse(0) == 1);
            scenario.admin()
                    .createPartitions(Map.of(scenario.inputTopic(), NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            for (int i = 0; i < 20; i++) {
                scenario.produce(new ProducerRecord<>(scenario.inputTopic(), 1, (byte[]) null, new byte[] {'y'}));
            }
            Await.until("the new partition is read whole", () -> accounted(scenario.published()) == 20);
            first.close();
        }
    }

    // ---- what is asked

    /**
     * Where the insights begin that were published since the partition began again. Names of batches come again too, even
     * that of a first and only batch; but a batch has one peak hour, which is its first insight.
     */
    private static int lastBeginning(List<PublishedInsight> insights) {
        int beginning = 0;
        long before = -1;
        for (int i = 0; i < insights.size(); i++) {
            PublishedInsight insight = insights.get(i);
            if (insight.insight() instanceof Insight.PeakHour) {
                String offsets = insight.batch().substring(insight.batch().lastIndexOf('@') + 1);
                long first = Long.parseLong(offsets.substring(0, offsets.indexOf('-')));
                beginning = first <= before ? i : beginning;
                before = first;
            }
        }
        return beginning;
    }

    private static String troubles(ApplicationContext service) {
        return service.getBean(TroubleBoard.class).present().stream()
                .map(trouble -> trouble.fault().detailed())
                .toList()
                .toString();
    }

    private static long accounted(Published published) {
        return published.events() + published.deadLetters().size();
    }

    private static long deleted(URI address) throws Exception {
        Matcher found = DELETED.matcher(get(address, "/prometheus"));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String get(URI address, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static void transaction(Scenario scenario, int records, boolean committed) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", scenario.cluster(), "transactional.id", "feeder-" + scenario.groupId()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(scenario.inputTopic(), 0, null, new byte[] {'x'}))
                        .get();
            }
            if (committed) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** As Kafka's own tools show it, markers and aborted records included. */
    private static long lag(Scenario scenario) throws Exception {
        return end(scenario, new TopicPartition(scenario.inputTopic(), 0))
                - scenario.committed(0).orElse(0);
    }

    private static long end(Scenario scenario, TopicPartition partition) throws Exception {
        return scenario.admin()
                .listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** How much was ever committed to the cluster, in records of its own topic. */
    private static long offsetsEnd(Scenario scenario) throws Exception {
        long sum = 0;
        int partitions = requireNonNull(scenario.admin()
                        .describeTopics(List.of("__consumer_offsets"))
                        .allTopicNames()
                        .get()
                        .get("__consumer_offsets"))
                .partitions()
                .size();
        for (int i = 0; i < partitions; i++) {
            sum += end(scenario, new TopicPartition("__consumer_offsets", i));
        }
        return sum;
    }
}
