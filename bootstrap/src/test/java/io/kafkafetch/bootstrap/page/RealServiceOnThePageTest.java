package io.kafkafetch.bootstrap.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.bootstrap.kafka.SteadyNetwork;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page, served by the service itself, on a real broker: what it shows is what was fed, and what the API says. */
@ExtendWith({SteadyNetwork.class, NeedsBrowser.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealServiceOnThePageTest {

    private static final int RECORDS = 3_000;
    private static final int PARTITIONS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final LoginGenerator generator =
            new LoginGenerator(GeneratorSettings.forTopic().withSeed(11).withCorruptPercent(5));
    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
    private final LoginCounter accepted = new LoginCounter(HourOfDay.UTC);
    private long rejected;
    private EmbeddedBroker broker;
    private ApplicationContext service;
    private EmbeddedServer server;
    private BrowserContext window;
    private BrowserWatch watch;
    private LivePage page;

    @BeforeAll
    void start() {
        broker = EmbeddedBroker.startTemporary(0);
        serve(-1);
        feed(RECORDS);
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void openWindow(Chromium chromium) {
        window = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
        watch = new BrowserWatch(window);
        page = new LivePage(window.newPage());
    }

    @AfterEach
    void closeWindow() {
        try {
            watch.assertClean(page.page());
        } finally {
            window.close();
        }
    }

    private void serve(int port) {
        service = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of(
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "kafka-fetch.create-topics",
                        true,
                        "kafka-fetch.topic-partitions",
                        PARTITIONS,
                        "kafka-fetch.batch-max-age",
                        "300ms",
                        "micronaut.server.port",
                        port))
                .start();
        server = service.getBean(EmbeddedServer.class).start();
    }

    /** Produces so many records, and counts what should become of them. What is not sent is missing on the page. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void feed(int records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                GeneratedRecord login = generator.next();
                producer.send(new ProducerRecord<>("user-login", login.key(), login.value()));
                byte[] value = login.value();
                if (decoder.decode(value == null ? null : ByteBuffer.wrap(value)) instanceof LoginEvent valid) {
                    accepted.count(valid);
                } else {
                    rejected++;
                }
            }
        }
    }

    private void openAndAwaitAll() {
        page.open(server.getURI().toString());
        page.awaitConnected();
        awaitAll();
    }

    private void awaitAll() {
        page.awaitNumber("total-logins", String.valueOf(accepted.events()));
        page.awaitNumber("total-rejected", String.valueOf(rejected));
        // A batch's logins are told by its peak hour; its other insights may be in partitions that are read after it.
        page.page()
                .waitForCondition(() -> Stream.of(page.regions(), page.devices(), page.versions())
                        .allMatch(counts -> logins(counts) >= accepted.events()));
    }

    private static long logins(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    @Order(1)
    void whatItShowsIsWhatWasFed() {
        openAndAwaitAll();

        assertThat(page.regions())
                .isEqualTo(accepted.tally().by(Dimension.REGION).counts());
        assertThat(page.devices())
                .isEqualTo(accepted.tally().by(Dimension.DEVICE_TYPE).counts());
        assertThat(page.versions())
                .isEqualTo(accepted.tally().by(Dimension.APP_VERSION).counts());
        assertThat(page.reasons().values().stream().mapToLong(count -> count).sum())
                .as("a record may have several reasons")
                .isGreaterThanOrEqualTo(rejected);
        page.awaitNumber("lag-records", "0");
        assertThat(page.hours())
                .isEqualTo(accepted.tally().hours().stream().boxed().toList());
        assertThat(page.lags())
                .isEqualTo(IntStream.range(0, PARTITIONS)
                        .boxed()
                        .collect(Collectors.toMap(partition -> "user-login-" + partition, partition -> 0L)));
    }

    @Test
    @Order(2)
    void itsNumbersAreThoseOfTheApi() throws Exception {
        openAndAwaitAll();
        Map<String, Object> api = get("/api/insights");

        Map<?, ?> totals = object(api, "totals");
        assertThat(page.number("total-logins")).isEqualTo(String.valueOf(totals.get("logins")));
        assertThat(page.number("total-rejected")).isEqualTo(String.valueOf(totals.get("rejected")));
        assertThat(page.number("total-batches")).isEqualTo(String.valueOf(totals.get("batches")));
        assertThat(page.number("total-insights")).isEqualTo(String.valueOf(totals.get("insights")));
        assertThat(page.hours().toString())
                .isEqualTo(String.valueOf(object(api, "hours").get("logins")));
        assertThat(page.regions()).isEqualTo(counts(api, "logins_per_region", "region"));
        assertThat(page.devices()).isEqualTo(counts(api, "device_usage", "device_type"));
        assertThat(page.versions()).isEqualTo(counts(api, "app_version_usage", "app_version"));
        assertThat(page.allBatches())
                .isEqualTo(list(api, "batches").stream()
                        .map(batch -> String.valueOf(((Map<?, ?>) batch).get("batch")))
                        .toList());
    }

    @Test
    @Order(3)
    void aBatchShowsTheInsightsThatWerePublishedOfIt() {
        openAndAwaitAll();
        String newest = page.batches().getFirst();
        page.batch(newest).click();

        PlaywrightAssertions.assertThat(page.dialog().locator("h2")).hasText(newest);
        page.dialog().locator("summary").click();
        PlaywrightAssertions.assertThat(page.dialog().locator("pre")).containsText("\"batch\":\"" + newest + "\"");
    }

    @Test
    @Order(4)
    void whatComesInShowsWithoutAReload() {
        openAndAwaitAll();

        feed(500);

        awaitAll();
    }

    @Test
    @Order(5)
    void aServiceThatRestartsIsFoundAgainAndShowsTheSame() {
        openAndAwaitAll();
        int port = server.getPort();
        service.close();
        PlaywrightAssertions.assertThat(page.id("connection"))
                .not()
                .hasAttribute("data-level", "ok", new HasAttributeOptions().setTimeout(LivePage.PATIENCE_MS));

        feed(300);
        serve(port);

        page.awaitConnected();
        awaitAll();
        assertThat(page.regions())
                .isEqualTo(accepted.tally().by(Dimension.REGION).counts());
        watch.forgiveNetwork();
    }

    @Test
    @Order(6)
    void itAllowsNothingFromElsewhere() throws Exception {
        HttpResponse<byte[]> answer = send("/");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        page.open(server.getURI().toString());
        page.awaitConnected();
    }

    private static Map<String, Long> counts(Map<String, Object> api, String metric, String name) {
        Map<String, Long> counts = new HashMap<>();
        for (Object entry : list(object(api, metric), "top")) {
            Map<?, ?> fields = (Map<?, ?>) entry;
            counts.put(String.valueOf(fields.get(name)), Long.valueOf(String.valueOf(fields.get("count"))));
        }
        return counts;
    }

    private static Map<?, ?> object(Map<?, ?> of, String name) {
        return (Map<?, ?>) requireNonNull(of.get(name));
    }

    private static List<?> list(Map<?, ?> of, String name) {
        return (List<?>) requireNonNull(of.get(name));
    }

    private Map<String, Object> get(String path) throws Exception {
        return ObjectMapper.getDefault()
                .readValue(new String(send(path).body(), UTF_8), Argument.mapOf(String.class, Object.class));
    }

    private HttpResponse<byte[]> send(String path) throws Exception {
        URI address = server.getURI().resolve(path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
