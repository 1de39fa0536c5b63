package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Partition;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
}
