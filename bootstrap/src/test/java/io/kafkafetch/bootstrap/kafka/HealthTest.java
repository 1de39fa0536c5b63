package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.micronaut.configuration.kafka.ConsumerRegistry;
import io.micronaut.context.ApplicationContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service tells of itself while its threads, its cluster or its sink fail, and once they work again. */
class HealthTest {

    private static KafkaCluster kafka;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void startCluster() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    static void stopCluster() {
        kafka.close();
    }

    private static Scenario scenario(int partitions, String livenessTimeout) throws Exception {
        return served(new Scenario(kafka, partitions), livenessTimeout);
    }

    private static Scenario served(Scenario scenario, String livenessTimeout) {
        return scenario.set("kafka-fetch.batch-max-age", "200ms")
                .set("micronaut.server.port", -1)
                .set("kafka-fetch.liveness-timeout", livenessTimeout);
    }

    @Test
    void aStandbyWithoutPartitionsIsReady() throws Exception {
        try (Scenario scenario = scenario(1, "60s").set("kafka-fetch.consumer-threads", 2)) {
            Health health = Health.of(scenario.start());

            health.awaitReady();

            assertThat(health.told()).contains("lane 0: poll thread", "lane 1: commit thread", "joined=true");
        }
    }

    @Test
    void aPollThreadThatHangsIsNotAliveUntilItGoesOn() throws Exception {
        Hold hold = new Hold();
        try (Scenario scenario = scenario(1, "2s")) {
            Health health = Health.of(scenario.startWith(hold));
            health.awaitReady();
            hold.close();
            try {
                scenario.generate(80, 0, 60);
                Await.until("it is not alive", () -> !health.isAlive(), health::told);
                assertThat(health.told()).contains("lane 0: poll thread=A thread is stuck");
            } finally {
                hold.open();
            }
            health.awaitReady();
            scenario.awaitAccounted();
        }
    }

    @Test
    void aCommitThatHangsIsSoonNotReadyThenNotAliveUntilItGoesOn() throws Exception {
        Hold hold = new Hold();
        try (Scenario scenario = scenario(1, "4s")) {
            Health health = Health.of(scenario.start((method, call) -> {
                if (method.equals("commitTransaction")) {
                    hold.pass();
                }
                call.make();
            }));
            health.awaitReady();
            hold.close();
            try {
                scenario.generate(81, 0, 60);
                Await.until("it is not ready", () -> !health.isReady(), health::told);
                assertThat(health.isAlive()).as(health.told()).isTrue();
                assertThat(health.told()).contains("lane 0: committing=A commit takes unusually long");
                Await.until("it is not alive", () -> !health.isAlive(), health::told);
                assertThat(health.told()).contains("lane 0: commit thread=A thread is stuck");
            } finally {
                hold.open();
            }
            health.awaitReady();
            scenario.awaitAccounted();
        }
    }

    @Test
    void aPollThreadThatHasEndedIsNotAlive() throws Exception {
        try (Scenario scenario = scenario(1, "60s")) {
            ApplicationContext service = scenario.start();
            Health health = Health.of(service);
            health.awaitReady();
            ConsumerRegistry consumers = service.getBean(ConsumerRegistry.class);

            consumers.getConsumerIds().forEach(id -> consumers.getConsumer(id).wakeup());

            Await.until("it is not alive", () -> !health.isAlive(), health::told);
            assertThat(health.told()).contains("lane 0: poll thread=A thread has died");
            assertThat(health.isReady()).isFalse();
        }
    }

    @Test
    void aCommitThreadThatHasEndedIsNotAlive() throws Exception {
        AtomicBoolean deadly = new AtomicBoolean();
        try (Scenario scenario = scenario(1, "60s")) {
            Health health = Health.of(scenario.start((method, call) -> {
                if (deadly.get() && method.equals("commitTransaction")) {
                    Thread.currentThread().interrupt();
                    throw new TimeoutException("injected: and an interrupt");
                }
                call.make();
            }));
            health.awaitReady();
            deadly.set(true);
            scenario.generate(82, 0, 60);

            Await.until("it is not alive", () -> !health.isAlive(), health::told);
            assertThat(health.told()).contains("lane 0: commit thread=A thread has died");
            assertThat(health.isReady()).isFalse();
        }
    }

    @Test
    void aBrokerThatIsAwayMakesItNotReadyButLeavesItAlive() throws Exception {
        int port = freePort();
        EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
        try (Scenario scenario = served(new Scenario(broker.bootstrapServers(), 2), "60s")) {
            Health health = Health.of(scenario.generate(83, 0, 500).start());
            health.awaitReady();
            broker.close();
            Await.until("it is not ready", () -> !health.isReady(), health::told);
            awaitAlive(health, Duration.ofSeconds(8));
            assertThat(health.isReady()).as(health.told()).isFalse();
            broker = EmbeddedBroker.start(folder, port);
            health.awaitReady();
        } finally {
            broker.close();
        }
    }

    @Test
    void whileItWaitsForTheClusterItIsAliveAndNotReady() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka-fetch.source", "kafka");
        settings.put("kafka.bootstrap.servers", "localhost:" + freePort());
        settings.put("kafka-fetch.liveness-timeout", "1s");
        try (ApplicationContext service = start(settings)) {
            Health health = Health.of(service);

            awaitAlive(health, Duration.ofSeconds(3));

            assertThat(health.isReady()).isFalse();
            assertThat(health.told()).contains("service=The service waits for Kafka and its topics");
        }
    }

    @Test
    void aSinkOfFilesThatIsGoneMakesItNotReadyUntilItIsBack() throws Exception {
        Path log = Files.writeString(folder.resolve("logins.jsonl"), "no login\n");
        Path sink = folder.resolve("sink");
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka-fetch.source", "file");
        settings.put("kafka-fetch.source-file", log);
        settings.put("kafka-fetch.source-follow", true);
        settings.put("kafka-fetch.sink", "file");
        settings.put("kafka-fetch.sink-dir", sink);
        settings.put("kafka-fetch.batch-max-age", "200ms");
        try (ApplicationContext service = start(settings)) {
            Health health = Health.of(service);
            health.awaitReady();
            Path away = Files.move(sink, folder.resolve("away"));
            assertThat(health.told()).contains("sink=The sink's folder is away or not writable");
            Files.writeString(log, "no login either\n", StandardOpenOption.APPEND);
            Await.until("a commit fails", () -> health.told().contains("file: committing="), health::told);
            assertThat(health.isReady()).isFalse();
            assertThat(health.isAlive()).isTrue();
            Files.move(away, sink);
            health.awaitReady();
        }
    }

    /** Sees it alive for this long, whenever it is asked. */
    private static void awaitAlive(Health health, Duration duration) throws Exception {
        long start = System.nanoTime();
        Await.until("some time has passed", () -> {
            assertThat(health.isAlive()).as(health.told()).isTrue();
            return System.nanoTime() - start > duration.toNanos();
        });
    }

    private static ApplicationContext start(Map<String, Object> settings) {
        settings.put("micronaut.server.port", -1);
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
