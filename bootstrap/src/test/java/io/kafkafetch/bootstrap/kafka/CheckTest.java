package io.kafkafetch.bootstrap.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.broker.SecuredBroker;
import io.kafkafetch.adapters.broker.SecuredBroker.Listener;
import io.kafkafetch.adapters.kafka.check.ClusterCheck;
import io.kafkafetch.adapters.kafka.check.UnreachableClusterException;
import io.kafkafetch.adapters.kafka.client.Identity;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.rights.Resource;
import io.kafkafetch.adapters.kafka.rights.Right;
import io.kafkafetch.adapters.kafka.rights.Rights;
import io.kafkafetch.adapters.kafka.rights.Use;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code kafka-fetch check} as a process, against clusters that are well, half-righted and away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class CheckTest {

    private static final String PASSWORD = "check-canary-93aa";
    private static final Set<Use> SERVICE =
            EnumSet.of(Use.READING, Use.PUBLISHING, Use.WARNINGS, Use.LIVE_PAGE, Use.TALLIES, Use.MERGING);

    private @Nullable SecuredBroker broker;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start();
    }

    @AfterAll
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    /** Topics with two records and a group that has passed one, and a user who has all rights but these. */
    private Scenario scenario(Right... without) throws Exception {
        SecuredBroker secured = requireNonNull(broker);
        Scenario scenario = new Scenario(secured.plain(), 1).generate(51, 0, 2);
        scenario.admin()
                .alterConsumerGroupOffsets(
                        scenario.groupId(),
                        Map.of(new TopicPartition(scenario.inputTopic(), 0), new OffsetAndMetadata(1)))
                .all()
                .get();
        String user = "user-of-" + scenario.groupId();
        secured.addUser(user, PASSWORD);
        for (Right right : Rights.of(SERVICE)) {
            if (!List.of(without).contains(right)) {
                secured.allow(user, right.resource().pattern(scenario.pipeline()), Set.of(right.operation()));
            }
        }
        scenario.set("kafka-fetch.rollups", "on").set("kafka.bootstrap.servers", secured.address(Listener.SASL));
        secured.clientSettings(user, PASSWORD).forEach((name, value) -> scenario.set("kafka." + name, value));
        return scenario;
    }

    private static SecuredService check(Scenario scenario, String... options) throws Exception {
        return SecuredService.start(
                SecuredService.environment(scenario),
                Stream.concat(Stream.of("check", "--timeout", "60"), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void aClusterThatIsWellIsSaidToBeAndLeftAsItWas() throws Exception {
        try (Scenario scenario = scenario()) {
            Set<String> groups = groups(scenario);
            try (SecuredService check = check(scenario)) {
                assertThat(check.exitCode()).as(check.said()).isZero();
                assertThat(check.said().lines())
                        .allMatch(line -> line.startsWith("ok    ") || line.startsWith("warn  "))
                        .anyMatch(line -> line.matches("ok    cluster: .* at localhost:\\d+, 1 broker, Kafka 4\\..*"))
                        .contains(
                                "ok    security: SASL_SSL with SCRAM-SHA-512, as user user-of-" + scenario.groupId(),
                                "ok    topic " + scenario.inputTopic() + ": 1 partition, 1 copy, kept 7 d,"
                                        + " cleanup.policy=delete, max.message.bytes=1048588, min.insync.replicas=1",
                                "ok    Read on group " + scenario.groupId() + ": allowed",
                                "ok    Write on transactional ids with prefix " + scenario.groupId() + "-: allowed",
                                "ok    Write on topic " + scenario.outputTopic() + ": allowed",
                                "ok    offsets of group " + scenario.groupId()
                                        + ": can be committed in a transaction; aborted, they are as before")
                        .anyMatch(line -> line.startsWith("ok    clock: "));
                assertThat(Rights.of(SERVICE))
                        .allSatisfy(right -> assertThat(check.said())
                                .contains("ok    " + right.text(scenario.pipeline()) + ": allowed"));
                assertThat(check.said()).doesNotContain(PASSWORD);
            }
            assertThat(groups(scenario)).isEqualTo(groups);
            assertThat(scenario.committed(0)).hasValue(1);
            Published published = scenario.published();
            assertThat(published.insights()).isEmpty();
            assertThat(published.deadLetters()).isEmpty();
            assertThat(published.tallies()).isEmpty();
        }
    }

    private static Set<String> groups(Scenario scenario) throws Exception {
        return scenario.admin().listGroups().all().get().stream()
                .map(group -> group.groupId())
                .filter(id -> id.startsWith(scenario.groupId()))
                .collect(Collectors.toSet());
    }

    @Test
    void everyMissingRightIsNamedAndTheOthersAreTriedAllTheSame() throws Exception {
        Right write = new Right(Resource.OUTPUT_TOPIC, AclOperation.WRITE);
        Right group = new Right(Resource.GROUP, AclOperation.READ);
        Right configs = new Right(Resource.DLQ_TOPIC, AclOperation.DESCRIBE_CONFIGS);
        try (Scenario scenario = scenario(write, group, configs);
                SecuredService check = check(scenario, "--format", "json")) {
            assertThat(check.exitCode()).as(check.said()).isEqualTo(1);
            JsonNode json = new JsonMapper().readTree(check.said());
            assertThat(json.path("result").asText()).isEqualTo("fail");
            assertThat(level(json, write.text(scenario.pipeline()))).isEqualTo("fail");
            assertThat(level(json, group.text(scenario.pipeline()))).isEqualTo("fail");
            assertThat(level(json, configs.text(scenario.pipeline()))).isEqualTo("warn");
            assertThat(Rights.of(SERVICE))
                    .filteredOn(right -> !List.of(write, group, configs).contains(right))
                    .allSatisfy(right -> assertThat(level(json, right.text(scenario.pipeline())))
                            .as(right.toString())
                            .isEqualTo("ok"));
        }
    }

    private static String level(JsonNode json, String subject) {
        for (JsonNode finding : json.path("findings")) {
            if (finding.path("subject").asText().equals(subject)) {
                return finding.path("level").asText();
            }
        }
        return "none";
    }

    @Test
    void withoutTransactionsNothingCanBePublished() throws Exception {
        Right transactions = new Right(Resource.TRANSACTIONAL_IDS, AclOperation.WRITE);
        try (Scenario scenario = scenario(transactions);
                SecuredService check = check(scenario)) {
            assertThat(check.exitCode()).as(check.said()).isEqualTo(1);
            assertThat(check.said())
                    .contains(
                            "fail  " + transactions.text(scenario.pipeline()) + ": not allowed; grant",
                            "warn  Write on topic " + scenario.outputTopic() + ": not tried");
        }
    }

    @Test
    void topicsThatAreMissingOrWouldLoseRecordsAreNamed() throws Exception {
        try (Scenario scenario = scenario()) {
            scenario.admin().deleteTopics(List.of(scenario.outputTopic())).all().get();
            scenario.compact(scenario.inputTopic());
            try (SecuredService check = check(scenario)) {
                assertThat(check.exitCode()).as(check.said()).isEqualTo(1);
                assertThat(check.said())
                        .contains(
                                "fail  topic " + scenario.outputTopic() + ": not there; create it",
                                "warn  topic " + scenario.inputTopic() + ": compacted: ");
            }
        }
    }

    @Test
    void aWrongPasswordIsAFaultWithWhatToCheck() throws Exception {
        try (Scenario scenario = scenario()) {
            requireNonNull(broker)
                    .clientSettings("user-of-" + scenario.groupId(), "wrong-canary-1b9a")
                    .forEach((name, value) -> scenario.set("kafka." + name, value));
            try (SecuredService check = check(scenario)) {
                assertThat(check.exitCode()).as(check.said()).isEqualTo(1);
                assertThat(check.said().lines().filter(line -> !line.startsWith("ok    http: ")))
                        .singleElement()
                        .asString()
                        .startsWith("fail  signing in: SaslAuthenticationException")
                        .contains("check the credentials: KAFKA_SASL_JAAS_CONFIG")
                        .doesNotContain("wrong-canary-1b9a");
            }
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaidToBeAway() throws Exception {
        try (SecuredService check =
                SecuredService.start(Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"), "check", "--timeout", "1")) {
            assertThat(check.exitCode()).as(check.said()).isEqualTo(3);
            assertThat(check.said().lines())
                    .singleElement()
                    .asString()
                    .startsWith("kafka-fetch: no broker of KAFKA_BOOTSTRAP_SERVERS=localhost:1 answers");
        }
    }

    /** Without the start of a process, which takes long where the machine is busy. */
    @Test
    void aClusterThatDoesNotAnswerIsGivenUpInTime() {
        try (ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(Map.of("kafka.bootstrap.servers", "localhost:1", "kafka-fetch.source", "none"))
                .start()) {
            ClusterCheck check = new ClusterCheck(
                    context.getBean(KafkaClients.class),
                    Identity.of(context),
                    context.getBean(KafkaFetchConfiguration.class).pipeline(),
                    SERVICE,
                    bytes -> bytes,
                    Duration.ofSeconds(2));
            long start = System.nanoTime();
            assertThatThrownBy(check::findings).isInstanceOf(UnreachableClusterException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        }
    }

    @Test
    void settingsThatUseNoClusterNeedNone() throws Exception {
        try (SecuredService check = SecuredService.start(
                Map.of("SOURCE", "http", "SINK", "file", "KAFKA_BOOTSTRAP_SERVERS", "localhost:1"), "check")) {
            assertThat(check.exitCode()).as(check.said()).isZero();
            assertThat(check.said().lines())
                    .containsExactly(
                            "ok    cluster: none is used with these settings",
                            "ok    http: at 127.0.0.1, any free port, without TLS, HTTP_AUTH=none; only this machine reaches"
                                    + " it");
        }
    }
}
