package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.audit.KafkaAudit;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.run.AuditReport;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A feed of an identity provider, read by its mapping: each of its events is accepted, rejected or skipped, and everything says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkippedEventsTest {

    private static final String KIND = "/eventType";
    private static final String RESULT = "/outcome/result";

    private @Nullable KafkaCluster kafka;

    @BeforeAll
    void start() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private Scenario scenario() throws Exception {
        return new Scenario(requireNonNull(kafka), 2)
                .set("kafka-fetch.login-mapping", "okta")
                .set("kafka-fetch.rollups", "on")
                .set("kafka-fetch.batch-max-age", "300ms")
                .set("micronaut.server.port", -1);
    }

    private static ApplicationContext serving(Scenario scenario) {
        ApplicationContext service = scenario.start();
        service.getBean(EmbeddedServer.class).start();
        return service;
    }

    private static String event(String kind, String result, String published) {
        return """
                {"actor":{"id":"00u1"},"client":{"device":"Computer","geographicalContext":{"state":"California"}},\
                "eventType":"%s","outcome":{"result":"%s"},"published":"%s"}""".formatted(kind, result, published);
    }

    /** What was sent, by what becomes of it. */
    private static final class Sent {
        private final Random random = new Random(18);
        private final Map<String, Double> skipped = new TreeMap<>();
        private final long[] ends = new long[2];
        private long accepted;
        private long rejected;

        private void send(Scenario scenario, String event) throws Exception {
            int partition = random.nextInt(2);
            ends[partition]++;
            scenario.produce(
                    new ProducerRecord<>(scenario.inputTopic(), partition, new byte[] {'k'}, event.getBytes(UTF_8)));
        }

        private void skip(Scenario scenario, String kind, String result, String rule) throws Exception {
            send(scenario, event(kind, result, "2026-01-05T09:00:00Z"));
            skipped.merge(rule, 1.0, Double::sum);
        }

        /** One in six is a login, one in twelve a faulty one. */
        private void sendAny(Scenario scenario) throws Exception {
            switch (random.nextInt(12)) {
                case 0, 1 -> {
                    send(scenario, event("user.session.start", "SUCCESS", "2026-01-05T09:00:00Z"));
                    accepted++;
                }
                case 2 -> {
                    send(scenario, event("user.session.start", "SUCCESS", "yesterday"));
                    rejected++;
                }
                case 3, 4 -> skip(scenario, "user.session.start", "FAILURE", RESULT);
                default -> skip(scenario, "user.session.end", "SUCCESS", KIND);
            }
        }

        private long all() {
            return ends[0] + ends[1];
        }

        private long allSkipped() {
            return (long) skipped.values().stream().mapToDouble(count -> count).sum();
        }
    }

    private static double consumed(ApplicationContext service) throws Exception {
        return Scrape.of(service).value("login_events_consumed_total");
    }

    private static String get(ApplicationContext service, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(service.getBean(EmbeddedServer.class)
                                            .getURI()
                                            .resolve(path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void everyEventIsAcceptedRejectedOrSkippedWhoeverIsAsked() throws Exception {
        try (Scenario scenario = scenario()) {
            ApplicationContext service = serving(scenario);
            Sent sent = new Sent();
            for (int i = 0; i < 600; i++) {
                sent.sendAny(scenario);
            }
            Await.until("all is consumed", () -> consumed(service) == sent.all());

            Scrape scrape = Scrape.of(service);
            assertThat(scrape.value("login_events_accepted_total")).isEqualTo((double) sent.accepted);
            assertThat(scrape.by("reason", "login_events_rejected_total").values().stream()
                            .mapToDouble(count -> count)
                            .sum())
                    .isEqualTo((double) sent.rejected);
            assertThat(scrape.by("rule", "login_events_skipped_total")).isEqualTo(sent.skipped);
            assertThat(sent.accepted + sent.rejected + sent.allSkipped()).isEqualTo(sent.all());
            Await.until(
                    "the page's API says it",
                    () -> get(service, "/api/pipeline")
                            .contains(
                                    "\"skipped\":[{\"rule\":\"/eventType\",\"count\":%.0f},{\"rule\":\"/outcome/result\",\"count\":%.0f}]"
                                            .formatted(sent.skipped.get(KIND), sent.skipped.get(RESULT))));
            Await.until(
                    "the totals say it",
                    () -> get(service, "/api/insights?window=all").contains("\"skipped\":" + sent.allSkipped() + ","));
            for (int partition = 0; partition < 2; partition++) {
                assertThat(scenario.committed(partition)).hasValue(sent.ends[partition]);
            }
            service.close();

            Published published = scenario.published();
            assertThat(published.deadLetters()).hasSize((int) sent.rejected);
            assertThat(published.tallies().stream().mapToLong(Tally::skipped).sum())
                    .isEqualTo(sent.allSkipped());
            assertThat(published.tallies().stream()
                            .flatMap(tally -> tally.batches().stream())
                            .mapToLong(Tally.Counted::records)
                            .sum())
                    .isEqualTo(sent.all());
            assertThat(scenario.rollups().standing().skipped()).isEqualTo(sent.allSkipped());
            AuditReport report = audit(scenario);
            assertThat(report.partitions().stream()
                            .mapToLong(PartitionTotals::skipped)
                            .sum())
                    .isEqualTo(sent.allSkipped());
        }
    }

    @Test
    void aFeedWithoutALoginMovesOnWithACommitEachAgeAndNotEachEvent() throws Exception {
        try (Scenario scenario = scenario()) {
            ApplicationContext service = serving(scenario);
            Sent sent = new Sent();
            long since = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                sent.skip(scenario, "user.session.end", "SUCCESS", KIND);
            }
            Await.until("all is consumed", () -> consumed(service) == sent.all());
            long ages = Duration.ofNanos(System.nanoTime() - since).toMillis() / 300 + 1;

            Scrape scrape = Scrape.of(service);
            assertThat(scrape.by("trigger", "login_batches_total").get("age"))
                    .as("of two partitions, in %s times the greatest age", ages)
                    .isPositive()
                    .isLessThanOrEqualTo(2.0 * ages);
            for (int partition = 0; partition < 2; partition++) {
                assertThat(scenario.committed(partition)).hasValue(sent.ends[partition]);
            }
            assertThat(scenario.insightLines()).isEmpty();
            service.close();
            audit(scenario);
        }
    }

    /** Finds nothing. */
    private static AuditReport audit(Scenario scenario) throws Exception {
        Rules rules = new Rules(
                scenario.groupId(),
                HourOfDay.UTC,
                new LoginFormat(
                        MissingDeviceType.DEAD_LETTER,
                        Optional.of(MappingReader.read(Presets.text("okta").orElseThrow()))),
                Optional.empty());
        RollupTopics topics = new RollupTopics(scenario.talliesTopic(), scenario.rollupsTopic(), rules);
        KafkaPipeline pipeline = new KafkaPipeline(
                scenario.groupId(),
                scenario.inputTopic(),
                scenario.outputTopic(),
                scenario.deadLetterTopic(),
                HourOfDay.UTC,
                Optional.of(topics));
        List<Finding> findings = new ArrayList<>();
        try (ApplicationContext context = scenario.clients()) {
            AuditReport report = new KafkaAudit(
                            context.getBean(KafkaClients.class),
                            pipeline,
                            topics,
                            Optional.empty(),
                            Selection.ALL,
                            Duration.ofMinutes(1))
                    .run(findings::add, (done, all) -> {});
            assertThat(findings).isEmpty();
            return report;
        }
    }
}
