package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A rolling update as a StatefulSet makes it, with processes: one after another ends by SIGTERM and comes back under its
 * name, as another version, while logins arrive. Which version is the older one, {@code OLDER_VERSION} says: a class path of
 * it, such as {@code OTHER_CLONE/bootstrap/target/app/lib/*}. Without, it is this version, and what is shown is that
 * instances replace each other.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RollingUpdateTest {

    private static final String OLDER =
            Optional.ofNullable(System.getenv("OLDER_VERSION")).orElse(System.getProperty("java.class.path"));
    private static final String NEWER = System.getProperty("java.class.path");
    private static final List<String> PODS = List.of("kafka-fetch-0", "kafka-fetch-1");

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void twoVersionsSideBySideLoseAndDoubleNothingAndNoPartitionMoves() throws Exception {
        List<ServiceProcess> running = new ArrayList<>();
        try (Scenario scenario = new Scenario(broker.bootstrapServers(), 4).set("kafka.session.timeout.ms", 60_000)) {
            for (String pod : PODS) {
                running.add(ServiceProcess.startFrom(OLDER, named(scenario, pod)));
            }
            Await.until("both have partitions", () -> scenario.owners() == PODS.size(), running.getFirst()::log);
            scenario.generate(60, 3, 1_000).awaitAccounted();
            Map<String, String> before = scenario.partitionsByInstance();

            for (int pod = PODS.size() - 1; pod >= 0; pod--) { // as a StatefulSet does: the last one first
                ServiceProcess older = running.get(pod);
                older.terminate();
                scenario.generate(61 + 10L * pod, 3, 1_000); // while one is away
                assertThat(older.exitCode(30)).isEqualTo(143);
                older.close();
                ServiceProcess newer = ServiceProcess.startFrom(NEWER, named(scenario, PODS.get(pod)));
                running.set(pod, newer);
                scenario.generate(62 + 10L * pod, 3, 1_000).awaitAccounted(newer::log); // side by side
            }

            assertThat(scenario.partitionsByInstance()).isEqualTo(before);
            running.forEach(ServiceProcess::terminate);
            for (ServiceProcess newer : running) {
                assertThat(newer.exitCode(30)).isEqualTo(143);
            }
            scenario.stopAndCheck();
        } finally {
            for (ServiceProcess process : running) {
                process.close();
            }
        }
    }

    private static Map<String, Object> named(Scenario scenario, String pod) {
        Map<String, Object> settings = new HashMap<>(scenario.settings());
        settings.put("kafka-fetch.instance-id", pod);
        return settings;
    }
}
