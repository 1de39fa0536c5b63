package io.kafkafetch.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.bootstrap.kafka.Await;
import io.kafkafetch.bootstrap.kafka.SteadyNetwork;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ranges of the page, served by a service that makes totals, on a real broker: they are what was fed. */
@ExtendWith({SteadyNetwork.class, NeedsBrowser.class})
class RealRangesOnThePageTest {

    private static final int RECORDS = 2_000;

    /** The feed is that of a day, and ends about now, not later. */
    private static final Duration BEFORE = Duration.ofHours(25);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LoginCounter accepted = new LoginCounter(HourOfDay.UTC);

    @Test
    void theyShowWhatWasFed(Chromium chromium) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
                ApplicationContext service = service(broker);
                BrowserContext window = chromium.browser().newContext()) {
            feed(broker);
            URI address = service.getBean(EmbeddedServer.class).start().getURI();
            Await.until(
                    "all is in the totals",
                    () -> answer(address.resolve("/api/insights?window=all"))
                            .contains("\"logins\":" + accepted.events() + ","));
            BrowserWatch watch = new BrowserWatch(window);
            LivePage page = new LivePage(window.newPage());

            page.open(address + "/#range=all");

            page.awaitNumber("range-logins", String.valueOf(accepted.events()));
            assertThat(page.rangeHours())
                    .isEqualTo(accepted.tally().hours().stream().boxed().toList());
            assertThat(page.rangeNames("region"))
                    .isEqualTo(accepted.tally().by(Dimension.REGION).counts());
            assertThat(page.rangeNames("device_type"))
                    .isEqualTo(accepted.tally().by(Dimension.DEVICE_TYPE).counts());
            assertThat(page.rangeNames("app_version"))
                    .isEqualTo(accepted.tally().by(Dimension.APP_VERSION).counts());
            assertThat(sum(page)).isEqualTo(accepted.events());

            long iOs = accepted.tally().by(Dimension.DEVICE_TYPE).counts().getOrDefault("iOS", 0L);
            for (String range : new String[] {"5m", "1h", "today", "7d"}) {
                page.page().navigate(address + "/#range=" + range + "/device_type/iOS");
                PlaywrightAssertions.assertThat(page.id("range-choices").locator("[aria-current=true]"))
                        .hasAttribute("href", "#range=" + range + "/device_type/iOS");
                page.awaitRange();
                page.page()
                        .waitForCondition(() -> String.valueOf(sum(page)).equals(page.number("range-chosen-logins")));
                assertThat(Long.parseLong(page.number("range-chosen-logins")))
                        .as(range)
                        .isEqualTo(
                                range.equals("7d")
                                        ? iOs
                                        : page.rangeNames("device_type").getOrDefault("iOS", 0L));
            }
            watch.assertClean(page.page());
        }
    }

    private static long sum(LivePage page) {
        return page.rangeWindows().values().stream().mapToLong(Long::longValue).sum();
    }

    private static ApplicationContext service(EmbeddedBroker broker) {
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of(
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "kafka-fetch.create-topics",
                        true,
                        "kafka-fetch.topic-partitions",
                        3,
                        "kafka-fetch.rollups",
                        "on",
                        "kafka-fetch.batch-max-age",
                        "300ms",
                        "micronaut.server.port",
                        -1))
                .start();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void feed(EmbeddedBroker broker) {
        LoginGenerator generator = new LoginGenerator(GeneratorSettings.forTopic()
                .withSeed(17)
                .withCorruptPercent(5)
                .withLoginsPerDay(RECORDS)
                .withStartEpochSecond(Instant.now().minus(BEFORE).getEpochSecond()));
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                GeneratedRecord login = generator.next();
                producer.send(new ProducerRecord<>("user-login", login.key(), login.value()));
                byte[] value = login.value();
                if (decoder.decode(value == null ? null : ByteBuffer.wrap(value)) instanceof LoginEvent valid) {
                    accepted.count(valid);
                }
            }
        }
    }

    private String answer(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
