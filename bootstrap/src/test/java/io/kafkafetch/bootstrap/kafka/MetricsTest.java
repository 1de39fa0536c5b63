package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.Kind;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.domain.login.Validation;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Prometheus is told, against a real broker: it equals what was fed, whatever went wrong meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final List<String> REASONS = List.of(
            "blank",
            "empty",
            "missing",
            "not-a-time",
            "not-an-object",
            "not-avro",
            "not-in-table",
            "not-json",
            "not-protobuf",
            "not-unicode",
            "not-utf8",
            "out-of-range",
            "repeated",
            "tombstone",
            "too-large",
            "too-long",
            "unknown-schema",
            "wrong-schema-type",
            "wrong-type");

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

    private Scenario scenario(int partitions) throws Exception {
        return new Scenario(requireNonNull(kafka), partitions)
                .set("micronaut.server.port", -1)
                .set("kafka-fetch.batch-max-age", "300ms");
    }

    private static ApplicationContext serving(ApplicationContext service) {
        service.getBean(EmbeddedServer.class).start();
        return service;
    }

    @Test
    void namesAndLabelsAreThoseOfTheContractAndThereFromTheStart() throws Exception {
        try (Scenario scenario = scenario(2)) {
            ApplicationContext service = serving(scenario.start());
            Scrape scrape = Scrape.of(service);

            assertThat(scrape.names("login_"))
                    .filteredOn(name -> !name.startsWith("login_consumer_")) // there once it is told, which may be now
                    .containsExactlyInAnyOrder(
                            "login_batch_duration_seconds_bucket{le}",
                            "login_batch_duration_seconds_count",
                            "login_batch_duration_seconds_max",
                            "login_batch_duration_seconds_sum",
                            "login_batches_total{trigger}",
                            "login_commit_duration_seconds_bucket{le}",
                            "login_commit_duration_seconds_count",
                            "login_commit_duration_seconds_max",
                            "login_commit_duration_seconds_sum",
                            "login_commit_failures_total",
                            "login_dlq_oldest_open_seconds",
                            "login_dlq_open",
                            "login_dlq_records_total",
                            "login_dlq_retention_seconds",
                            "login_events_accepted_total",
                            "login_events_consumed_total",
                            "login_events_rejected_total{reason}",
                            "login_last_commit_timestamp_seconds",
                            "login_logins_window{window}",
                            "login_losses_total{cause}",
                            "login_records_lost_total{cause}",
                            "login_rollup_logins",
                            "login_rollup_missing",
                            "login_rollup_replayed",
                            "login_unique_users{window}");
            assertThat(scrape.by("reason", "login_events_rejected_total"))
                    .containsOnlyKeys(REASONS)
                    .allSatisfy((reason, count) -> assertThat(count).isZero());
            assertThat(scrape.by("trigger", "login_batches_total"))
                    .containsOnlyKeys("age", "dead_letters", "end", "gap", "revoked", "size")
                    .allSatisfy((trigger, count) -> assertThat(count).isZero());
            assertThat(scrape.by("le", "login_batch_duration_seconds_bucket").keySet())
                    .contains("0.001", "0.05", "1.0", "60.0", "+Inf")
                    .hasSize(16);
            assertThat(scrape.value("login_last_commit_timestamp_seconds")).isNaN();

            scenario.generate(80, 5, 200);
            Await.until(
                    "the lag of all partitions is told",
                    () -> Scrape.of(service).all("login_consumer_lag").size() == 2,
                    () -> Scrape.of(service).text());
            assertThat(Scrape.of(service).names("login_consumer_"))
                    .containsExactly(
                            "login_consumer_held_records{partition,topic}",
                            "login_consumer_held_seconds{partition,topic}",
                            "login_consumer_lag_seconds{partition,topic}",
                            "login_consumer_lag{partition,topic}");
        }
    }

    @Test
    void theCountersReconcileWithWhatWasFedThroughARebalanceAndFailingCommits() throws Exception {
        try (Scenario scenario = scenario(4).generate(81, 60, 6_000)) {
            ApplicationContext one = serving(scenario.start(FaultPlan.failing("commitTransaction", 3)));
            Await.until("something is counted", () -> Scrape.of(one).value("login_events_consumed_total") > 0);
            ApplicationContext other = serving(scenario.start(FaultPlan.losingAnswers(2)));
            for (int seed = 82; scrape(other).value("login_commit_failures_total") == 0 && seed < 182; seed++) {
                scenario.generate(seed, 60, 800);
            }
            scenario.feed((byte[]) null).feed(new byte[0]);
            Feed feed = scenario.feed();
            List<Scrape> scrapes =
                    Stream.of(one, other).map(MetricsTest::scrape).toList();
            for (int i = 0; total(scrapes, "login_events_consumed_total") < feed.size() && i < 600; i++) {
                Thread.sleep(100);
                scrapes = Stream.of(one, other).map(MetricsTest::scrape).toList();
            }

            assertThat(total(scrapes, "login_events_consumed_total")).isEqualTo((double) feed.size());
            assertThat(total(scrapes, "login_events_accepted_total")).isEqualTo((double) feed.accepted());
            assertThat(total(scrapes, "login_events_rejected_total")).isEqualTo((double) feed.rejected());
            assertThat(total(scrapes, "login_dlq_records_total")).isEqualTo((double) feed.rejected());
            assertThat(sum(scrapes, "reason", "login_events_rejected_total")).isEqualTo(firstReasons(feed));
            assertThat(total(scrapes, "login_commit_failures_total")).isGreaterThan(1);
            assertThat(scrapes).as("both took part").allSatisfy(scrape -> {
                assertThat(scrape.value("login_events_consumed_total")).isPositive();
                assertThat(scrape.value("login_commit_failures_total")).isPositive();
                assertThat(scrape.value("login_last_commit_timestamp_seconds") * 1_000)
                        .isBetween(System.currentTimeMillis() - 120_000.0, System.currentTimeMillis() + 1.0);
            });
            Await.until(
                    "both tell that nothing is left",
                    () -> Stream.of(one, other)
                            .map(MetricsTest::scrape)
                            .allMatch(scrape -> scrape.by("partition", "login_consumer_lag")
                                    .equals(Map.of("0", 0.0, "1", 0.0, "2", 0.0, "3", 0.0))));

            Published published = scenario.stopAndCheck();
            long batches = published.batches().size();
            assertThat(total(scrapes, "login_batches_total"))
                    .as("a batch of dead letters alone has no insights")
                    .isGreaterThanOrEqualTo((double) batches)
                    .isEqualTo(total(scrapes, "login_batch_duration_seconds_count"));
        }
    }

    @Test
    void aRecordWithSeveralReasonsCountsForItsFirst() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed("{\"user_id\":\" \",\"ip\":3}".getBytes(UTF_8));
            ApplicationContext service = serving(scenario.start());
            Await.until("it is counted", () -> scrape(service).value("login_events_consumed_total") > 0);

            Map<String, Double> rejected = scrape(service).by("reason", "login_events_rejected_total");
            assertThat(rejected.get("blank")).isEqualTo(1);
            assertThat(rejected.values()).filteredOn(count -> count > 0).hasSize(1);
        }
    }

    @Test
    void nothingOfAUserIsInTheScrape() throws Exception {
        try (Scenario scenario = scenario(1).generate(93, 20, 3_000)) {
            scenario.feed("{\"user_id\":\"mallory-1\",\"ip\":\"10.9.8.7\",\"device_id\":\"phone-1\"}".getBytes(UTF_8));
            ApplicationContext service = serving(scenario.start());
            Await.until(
                    "all is counted",
                    () -> scrape(service).value("login_events_consumed_total")
                            == scenario.feed().size());
            Set<String> secrets = new TreeSet<>(List.of("mallory-1", "10.9.8.7", "phone-1"));
            LoginGenerator sameLogins =
                    new LoginGenerator(GeneratorSettings.forTopic().withSeed(93).withCorruptPercent(20));
            for (int i = 0; i < 3_000; i++) {
                GeneratedRecord login = sameLogins.next();
                if (login.kind() == Kind.VALID) {
                    secrets.addAll(personal(login));
                }
            }
            assertThat(secrets).hasSizeGreaterThan(1_000);

            String text = scrape(service).text();
            assertThat(secrets).noneMatch(text::contains);
        }
    }

    @Test
    void pathsThatNobodyServesMakeNoSeries() throws Exception {
        try (Scenario scenario = scenario(1);
                HttpClient client = HttpClient.newHttpClient()) {
            ApplicationContext service = serving(scenario.start());
            URI server = service.getBean(EmbeddedServer.class).getURI();
            for (int i = 0; i < 20; i++) {
                for (String method : List.of("GET", "POST", "BREW" + i)) {
                    client.send(
                            HttpRequest.newBuilder(server.resolve("/users/secret-" + i + "?token=secret-" + i))
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding());
                }
            }
            Scrape scrape = scrape(service);
            assertThat(scrape.by("uri", "http_server_requests_seconds_count")).isNotEmpty();
            assertThat(scrape.labelValues()).noneMatch(value -> value.contains("secret"));
            assertThat(scrape.all("http_server_requests_seconds_count")).hasSizeLessThan(10);
        }
    }

    @Test
    void kafkasClientsAreToldOfWhileTheyLive() throws Exception {
        try (Scenario scenario = scenario(2).set("kafka-fetch.batch-size", 1).generate(94, 5, 400)) {
            ApplicationContext service = serving(scenario.start(FaultPlan.failing("commitTransaction", 2)));
            awaitAll(service, scenario);
            int once = scrape(service).all("kafka_producer_record_send_total").size();
            for (int seed = 95; seed < 105; seed++) {
                scenario.generate(seed, 5, 100);
                awaitAll(service, scenario);
            }

            Scrape scrape = scrape(service);
            assertThat(scrape.value("login_commit_failures_total"))
                    .as("producers that were made anew")
                    .isGreaterThanOrEqualTo(10);
            assertThat(scrape.all("kafka_producer_record_send_total")).hasSize(once);
            assertThat(scrape.all("kafka_producer_record_send_total"))
                    .extracting(sample -> sample.labels().keySet())
                    .containsExactly(Set.of("client_id"));
            assertThat(scrape.by("client_id", "kafka_consumer_fetch_manager_records_consumed_total"))
                    .hasEntrySatisfying(
                            "kafka-fetch", consumed -> assertThat(consumed).isGreaterThanOrEqualTo(1_400));
            assertThat(scrape.samples().stream().filter(sample -> sample.name().startsWith("kafka_")))
                    .allSatisfy(sample -> assertThat(sample.labels()).containsOnlyKeys("client_id"));
            assertThat(scrape.by("client_id", "kafka_consumer_fetch_manager_records_consumed_total")
                            .keySet())
                    .as("those made again and again are left out")
                    .noneMatch(client -> client.endsWith("-observer") || client.endsWith("-progress"));
        }
    }

    @Test
    void theProcessIsToldOfToo() throws Exception {
        try (Scenario scenario = scenario(1)) {
            Scrape scrape = Scrape.of(serving(scenario.start()));

            assertThat(scrape.names("jvm_"))
                    .contains(
                            "jvm_memory_used_bytes{area,id}", "jvm_threads_live_threads", "jvm_classes_loaded_classes");
            assertThat(scrape.names("jvm_gc_")).isNotEmpty();
            assertThat(scrape.names("process_")).contains("process_uptime_seconds", "process_cpu_usage");
        }
    }

    private static void awaitAll(ApplicationContext service, Scenario scenario) throws Exception {
        Await.until(
                "all is counted",
                () -> scrape(service).value("login_events_consumed_total")
                        == scenario.feed().size());
    }

    private static Set<String> personal(GeneratedRecord login) throws IOException {
        Map<String, Object> fields = ObjectMapper.getDefault()
                .readValue(Objects.requireNonNull(login.value()), Argument.mapOf(String.class, Object.class));
        fields.keySet().retainAll(Set.of("user_id", "device_id", "ip"));
        return fields.values().stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static Scrape scrape(ApplicationContext service) {
        try {
            return Scrape.of(service);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static double total(List<Scrape> scrapes, String name) {
        return scrapes.stream()
                .flatMap(scrape -> scrape.all(name).stream())
                .mapToDouble(Scrape.Sample::value)
                .sum();
    }

    /** Without those that are 0. */
    private static Map<String, Double> sum(List<Scrape> scrapes, String label, String name) {
        Map<String, Double> sum = new TreeMap<>();
        scrapes.forEach(scrape -> scrape.by(label, name).forEach((key, value) -> sum.merge(key, value, Double::sum)));
        sum.values().removeIf(value -> value == 0);
        return sum;
    }

    private static Map<String, Double> firstReasons(Feed feed) {
        Map<String, Double> reasons = new TreeMap<>();
        feed.verdicts().values().stream()
                .flatMap(List::stream)
                .filter(Validation.Rejected.class::isInstance)
                .map(verdict ->
                        ((Validation.Rejected) verdict).reasons().getFirst().code())
                .forEach(code -> reasons.merge(code, 1.0, Double::sum));
        return reasons;
    }
}
