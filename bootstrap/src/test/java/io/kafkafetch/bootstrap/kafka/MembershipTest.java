package io.kafkafetch.bootstrap.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.micronaut.configuration.kafka.ConsumerRegistry;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Instances that are killed, frozen, restarted or doubled, as processes: who counts next, how soon, and each login once.
 * Where a session must not be waited for, it is a minute.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MembershipTest {

    private static final Duration LONG_SESSION = Duration.ofSeconds(60);
    private static final Duration SHORT_SESSION = Duration.ofSeconds(5);
    private static final Duration HEARTBEATS = Duration.ofSeconds(1);
    private static final String REPLACED = "another instance of the same name has taken its place";

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.startTemporary(0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static Scenario scenario(int partitions, String protocol) throws Exception {
        return new Scenario(broker.bootstrapServers(), partitions).set("kafka.group.protocol", protocol);
    }

    /** A killed member is missed for a minute, so that nobody can have waited for that. */
    private static Scenario withLongSessions(Scenario scenario) throws Exception {
        return withSessions(scenario, LONG_SESSION);
    }

    /** A killed member is missed for some seconds only, as long as a busy machine may hold a living one back. */
    private static Scenario withShortSessions(Scenario scenario) throws Exception {
        return withSessions(scenario, SHORT_SESSION);
    }

    private static Scenario withSessions(Scenario scenario, Duration session) throws Exception {
        if ("classic".equals(scenario.settings().get("kafka.group.protocol"))) {
            return scenario.set("kafka.session.timeout.ms", session.toMillis())
                    .set("kafka.heartbeat.interval.ms", HEARTBEATS.toMillis());
        }
        ConfigEntry entry = new ConfigEntry("consumer.session.timeout.ms", String.valueOf(session.toMillis()));
        scenario.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, scenario.groupId()),
                        List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all()
                .get();
        return scenario;
    }

    /** What the suite measures, for those who want to know. */
    private static Duration measured(String what, String protocol, Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.err.println("MembershipTest: " + what + ", " + protocol + ": " + took.toMillis() + " ms");
        return took;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aKilledInstanceThatComesBackCountsAtOnceAndNotOnlyAfterItsSession(String protocol) throws Exception {
        try (Scenario scenario = withLongSessions(scenario(2, protocol))
                .set("kafka-fetch.instance-id", "pod 1")
                .set("kafka-fetch.consumer-threads", 2)
                .generate(31, 3, 4_000)) {
            for (int kills = 0; kills < 2; kills++) {
                try (ServiceProcess killed = ServiceProcess.start(scenario.settings())) {
                    scenario.awaitAccounted();
                    killed.kill();
                }
                scenario.generate(32 + kills, 3, 4_000);
            }
            try (ServiceProcess back = ServiceProcess.start(scenario.settings())) {
                Duration took = measured("counted after the start", protocol, scenario::awaitAccounted);

                assertThat(took).isLessThan(LONG_SESSION);
                back.terminate();
                assertThat(back.exitCode(30)).isEqualTo(143);
            }
            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void anotherInstanceTakesOverWhatAKilledOneHad(String protocol) throws Exception {
        try (Scenario scenario = withShortSessions(scenario(2, protocol)).generate(35, 3, 4_000)) {
            scenario.start();
            try (ServiceProcess killed = ServiceProcess.start(scenario.settings())) {
                Await.until("both have partitions", () -> scenario.owners() == 2, killed::log);
                scenario.awaitAccounted();
                killed.kill();
            }
            scenario.generate(36, 3, 4_000);

            measured("taken over from a killed instance", protocol, scenario::awaitAccounted);

            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aFrozenInstanceLosesItsPartitionsAndComesBackWithoutCountingTwice(String protocol) throws Exception {
        try (Scenario scenario = withShortSessions(scenario(2, protocol)).generate(37, 3, 4_000)) {
            scenario.start();
            try (ServiceProcess frozen = ServiceProcess.start(scenario.settings())) {
                Await.until("both have partitions", () -> scenario.owners() == 2, frozen::log);
                scenario.generate(38, 3, 40_000);
                frozen.freeze();
                measured("taken over from a frozen instance", protocol, scenario::awaitAccounted);
                frozen.thaw();
                scenario.generate(39, 3, 4_000);
                scenario.awaitAccounted();
                Await.until("both are members again", () -> scenario.members().size() == 2, frozen::log);
                assertThat(frozen.log()).doesNotContain(REPLACED);
                frozen.terminate();
                assertThat(frozen.exitCode(30)).isEqualTo(143);
            }
            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void anInstanceOfAGivenNameRestartsWithoutARebalance(String protocol) throws Exception {
        try (Scenario scenario = withLongSessions(scenario(2, protocol)).generate(40, 3, 2_000)) {
            ApplicationContext stays =
                    scenario.set("kafka-fetch.instance-id", "stays").start();
            scenario.set("kafka-fetch.instance-id", "restarts");
            double rebalances = 0;
            for (int starts = 0; starts < 2; starts++) {
                try (ServiceProcess restarts = ServiceProcess.start(scenario.settings())) {
                    Await.until("both have partitions", () -> scenario.owners() == 2, restarts::log);
                    scenario.generate(41 + starts, 3, 2_000).awaitAccounted();
                    if (starts == 0) {
                        rebalances = rebalances(stays);
                    }
                    restarts.terminate();
                    assertThat(restarts.exitCode(30)).isEqualTo(143);
                }
            }
            assertThat(rebalances(stays)).isEqualTo(rebalances);
            scenario.stopAndCheck();
        }
    }

    private static double rebalances(ApplicationContext service) {
        return service.getBean(ConsumerRegistry.class).getConsumer("kafka-fetch").metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("rebalance-total"))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void anInstanceWithoutAGivenNameHandsOverWhenItIsStopped(String protocol) throws Exception {
        try (Scenario scenario = withLongSessions(scenario(2, protocol)).generate(44, 3, 2_000)) {
            scenario.start();
            try (ServiceProcess stopped = ServiceProcess.start(scenario.settings())) {
                Await.until("both have partitions", () -> scenario.owners() == 2, stopped::log);
                stopped.terminate();
                assertThat(stopped.exitCode(30)).isEqualTo(143);
            }
            scenario.generate(45, 3, 2_000);

            Duration took = measured("taken over from a stopped instance", protocol, scenario::awaitAccounted);

            assertThat(took).isLessThan(LONG_SESSION);
            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void ofTwoInstancesOfOneNameTheOlderGivesWayForGood(String protocol) throws Exception {
        try (Scenario scenario =
                scenario(1, protocol).set("kafka-fetch.instance-id", "twin").generate(46, 3, 2_000)) {
            try (ServiceProcess older = ServiceProcess.start(scenario.settings())) {
                scenario.awaitAccounted();
                try (ServiceProcess newer = ServiceProcess.start(scenario.settings())) {
                    Await.until(
                            "the older gives way",
                            () -> older.log().contains(REPLACED),
                            () -> older.log() + "\n-- newer:\n" + newer.log());
                    scenario.generate(47, 3, 2_000).awaitAccounted();

                    assertThat(older.log().lines().filter(line -> line.contains(REPLACED)))
                            .hasSize(1);
                    assertThat(newer.log()).doesNotContain(REPLACED);
                    assertThat(older.isAlive()).isTrue();
                    newer.terminate();
                    assertThat(newer.exitCode(30)).isEqualTo(143);
                }
                older.terminate();
                assertThat(older.exitCode(30)).isEqualTo(143);
            }
            scenario.stopAndCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void lanesOfAConfiguredGroupInstanceIdAreMembersOfTheirOwn(String protocol) throws Exception {
        try (Scenario scenario = scenario(2, protocol)
                .set("kafka.group.instance.id", "mine")
                .set("kafka-fetch.consumer-threads", 2)
                .generate(48, 3, 2_000)) {
            ApplicationContext service = scenario.start();
            Await.until("both lanes are members", () -> scenario.members().size() == 2);
            scenario.generate(49, 3, 2_000).awaitAccounted();

            assertThat(scenario.instanceIds()).containsExactlyInAnyOrder("mine-0", "mine-1");
            assertThat(service.isRunning()).isTrue();
            scenario.stopAndCheck();
        }
    }
}
