package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.adapters.kafka.letters.KafkaLetters;
import io.kafkafetch.adapters.kafka.letters.KafkaNewestLetters;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.letter.NewestLetters;
import io.kafkafetch.application.letter.NewestLetters.Found;
import io.kafkafetch.application.record.Partition;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a running service says of its dead letters follows their topic and its log, whoever writes there. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OpenLettersTest {

    private static KafkaCluster kafka;

    /** Of a time that no retention deletes. */
    private final long yesterday = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();

    @BeforeAll
    static void startCluster() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    static void stopCluster() {
        kafka.close();
    }

    private static double value(ApplicationContext service, String name) throws Exception {
        return Scrape.of(service).value(name);
    }

    private static void awaitOpen(ApplicationContext service, int open) throws Exception {
        Await.until(
                open + " letters are open",
                () -> value(service, "login_dlq_open") == open,
                () -> Scrape.of(service).text());
    }

    private static String list(ApplicationContext service, String query) throws Exception {
        URI uri = service.getBean(EmbeddedServer.class).getURI().resolve("/api/dead-letters?" + query);
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }

    /** Offsets of all letters that are there. */
    private static List<Long> letters(Scenario scenario) {
        return scenario.published().deadLetters().stream()
                .map(letter -> letter.record().offset())
                .toList();
    }

    private static void log(Scenario scenario, long offset, LetterState state) throws Exception {
        LetterId letter = new LetterId(new Partition(scenario.deadLetterTopic(), 0), offset);
        Marker marker = new Marker(letter, state, "run", "", "", Instant.now(), "");
        String life = scenario.admin()
                .describeTopics(List.of(scenario.deadLetterTopic()))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .topicId()
                .toString();
        scenario.produce(new ProducerRecord<>(
                scenario.deadLetterLogTopic(), 0, MarkerJson.key(letter), MarkerJson.value(new Entry(marker, life))));
    }

    private static void keepFor(Scenario scenario, String millis) throws Exception {
        scenario.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, scenario.deadLetterTopic()),
                        List.of(new AlterConfigOp(new ConfigEntry("retention.ms", millis), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    @Test
    void metricsFollowTheLettersTheirLogAndWhatTheTopicKeeps() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1)
                .set("kafka-fetch.rollups", "off")
                .set("kafka-fetch.live-view", false)
                .set("micronaut.server.port", -1)) {
            for (int i = 0; i < 5; i++) {
                scenario.feed(("{\"secret-" + i + "\":1}").getBytes(UTF_8));
            }
            ApplicationContext service = scenario.start();
            service.getBean(EmbeddedServer.class).start();
            scenario.awaitAccounted();

            awaitOpen(service, 5);
            assertThat(value(service, "login_dlq_oldest_open_seconds")).isBetween(0.0, 240.0);
            assertThat(value(service, "login_dlq_retention_seconds"))
                    .as("the broker's default")
                    .isEqualTo(604_800);

            // The log is created by the first replay.
            List<Long> letters = letters(scenario);
            scenario.admin()
                    .createTopics(List.of(new NewTopic(scenario.deadLetterLogTopic(), 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            log(scenario, letters.get(0), LetterState.REPLAYED);
            log(scenario, letters.get(3), LetterState.DISCARDED);
            awaitOpen(service, 3);
            log(scenario, letters.get(4), LetterState.PARKED);
            awaitOpen(service, 2);

            assertThat(list(service, "state=replayed"))
                    .contains("\"id\":\"" + scenario.deadLetterTopic() + "-0@" + letters.get(0) + "\"")
                    .contains("\"state\":\"replayed\"", "\"complete\":true")
                    .contains("{\"open\":2,\"replayed\":1,\"parked\":1,\"discarded\":1,")
                    .doesNotContain("-0@" + letters.get(1) + "\"");
            assertThat(list(service, ""))
                    .contains("-0@" + letters.get(1) + "\"", "\"code\":\"missing\",\"field\":\"user_id\"")
                    .doesNotContain("secret");

            keepFor(scenario, "-1");
            scenario.admin()
                    .deleteRecords(Map.of(
                            new TopicPartition(scenario.deadLetterTopic(), 0),
                            RecordsToDelete.beforeOffset(letters.get(2))))
                    .all()
                    .get();
            awaitOpen(service, 1);
            Await.until(
                    "nothing is deleted by its age", () -> Double.isNaN(value(service, "login_dlq_retention_seconds")));

            scenario.makeAnew(scenario.deadLetterTopic());
            awaitOpen(service, 0);
            assertThat(value(service, "login_dlq_oldest_open_seconds")).isZero();
            scenario.feed("{}".getBytes(UTF_8));
            awaitOpen(service, 1); // at an offset that was replayed in the life before
        }
    }

    // ---- the newest ones

    private long published(int partition, long offset) {
        return yesterday + 1_000 * offset + partition;
    }

    /** So many in each partition of a topic of its own. */
    private String letters(Scenario scenario, int... counts) throws Exception {
        String topic = scenario.deadLetterTopic() + "-of-" + counts.length;
        scenario.admin()
                .createTopics(List.of(new NewTopic(topic, counts.length, (short) 1)))
                .all()
                .get();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < counts.length; partition++) {
            for (int offset = 0; offset < counts[partition]; offset++) {
                records.add(
                        new ProducerRecord<>(topic, partition, published(partition, offset), null, new byte[] {'{'}));
            }
        }
        scenario.feed(records);
        return topic;
    }

    @Test
    void theNewestLettersOfAllPartitionsAreFoundHoweverFewAreWanted() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1);
                ApplicationContext clients = scenario.clients()) {
            String topic = letters(scenario, 2_300, 0, 40, 900);
            NewestLetters newest = new KafkaNewestLetters(clients.getBean(KafkaClients.class), topic);
            List<Predicate<Letter>> wishes = List.of(
                    letter -> true,
                    letter -> letter.id().offset() % 700 == 3,
                    letter -> letter.id().partition().number() == 2,
                    letter -> letter.id().offset() < 2,
                    letter -> false);
            for (Predicate<Letter> wish : wishes) {
                for (int limit : List.of(1, 5, 500)) {
                    List<LetterId> all = new ArrayList<>();
                    new KafkaLetters(clients.getBean(KafkaClients.class), topic, HeaderStyle.KAFKA_FETCH)
                            .<RuntimeException>read(LetterFilter.ALL, letter -> {
                                if (wish.test(letter)) {
                                    all.add(letter.id());
                                }
                                return true;
                            });
                    all.sort(Comparator.<LetterId>comparingLong(
                                    letter -> published(letter.partition().number(), letter.offset()))
                            .reversed());

                    Found found = newest.read(wish, limit).orElseThrow();

                    assertThat(found.letters())
                            .extracting(Letter::id)
                            .isEqualTo(all.stream().limit(limit).toList());
                    assertThat(found.isComplete()).isTrue();
                    assertThat(found.lookedAt())
                            .isBetween((long) found.letters().size(), 3_240L);
                }
            }
            assertThat(newest.read(letter -> true, 5).orElseThrow().lookedAt())
                    .as("no more than it must")
                    .isLessThanOrEqualTo(1_040);
        }
    }

    @Test
    void beyondItsBoundAReadingSaysThatItIsNotComplete() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1);
                ApplicationContext clients = scenario.clients()) {
            String topic = letters(scenario, KafkaNewestLetters.MOST + 100);
            NewestLetters newest = new KafkaNewestLetters(clients.getBean(KafkaClients.class), topic);

            Found found = newest.read(letter -> false, 5).orElseThrow();

            assertThat(found.isComplete()).isFalse();
            assertThat(found.lookedAt()).isEqualTo(KafkaNewestLetters.MOST);
            assertThat(newest.read(letter -> true, 5).orElseThrow().isComplete())
                    .isTrue();
        }
    }
}
