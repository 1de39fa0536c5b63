package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kafkafetch.adapters.broker.SecuredBroker;
import io.kafkafetch.adapters.broker.SecuredBroker.Listener;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.adapters.kafka.rights.Resource;
import io.kafkafetch.adapters.kafka.rights.Right;
import io.kafkafetch.adapters.kafka.rights.Rights;
import io.kafkafetch.adapters.kafka.rights.Use;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** {@code dlq} as a user who has exactly the rights of its rows, and without each single one. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DlqRightsTest {

    private static final Set<Use> LETTERS = EnumSet.of(Use.LETTERS, Use.REPLAYING);

    private static final byte[] LOGIN =
            ("{\"user_id\":\"u\",\"app_version\":\"2.3.0\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
                            + "\"device_id\":\"d\",\"timestamp\":1694623430123,\"device_type\":\"iOS\"}")
                    .getBytes(UTF_8);

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

    /** Two letters, one without its payload; a log with an entry; a group that has passed whatever is sent; and a user with all rights but one. */
    private Scenario scenario(Optional<Right> without) throws Exception {
        SecuredBroker secured = requireNonNull(broker);
        Scenario scenario = new Scenario(secured.plain(), 1).feed(LOGIN).feed(LOGIN);
        scenario.admin()
                .createTopics(List.of(new NewTopic(scenario.deadLetterLogTopic(), 1, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
        scenario.admin()
                .alterConsumerGroupOffsets(
                        scenario.groupId(),
                        Map.of(new TopicPartition(scenario.inputTopic(), 0), new OffsetAndMetadata(1_000)))
                .all()
                .get();
        for (Payload payload : List.of(Payload.FULL, Payload.OMITTED)) {
            scenario.produce(new DeadLetterRecords(
                            scenario.deadLetterTopic(), scenario.groupId(), payload, () -> Instant.EPOCH)
                    .record(
                            new DeadLetter(
                                    new Origin(new Partition(scenario.inputTopic(), 0), 1),
                                    List.of(new Reason.OfField(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE)),
                                    new Original(null, LOGIN, List.of())),
                            false));
        }
        scenario.produce(new ProducerRecord<>(
                scenario.deadLetterLogTopic(), 0, "another".getBytes(UTF_8), "{}".getBytes(UTF_8)));
        String user = "user-of-" + scenario.groupId();
        secured.addUser(user, "password-of-" + user);
        for (Right right : Rights.of(LETTERS)) {
            if (!without.equals(Optional.of(right))) {
                secured.allow(user, right.resource().pattern(scenario.pipeline()), Set.of(right.operation()));
            }
        }
        scenario.set("kafka.bootstrap.servers", secured.address(Listener.SASL));
        secured.clientSettings(user, "password-of-" + user)
                .forEach((name, value) -> scenario.set("kafka." + name, value));
        return scenario;
    }

    @TestFactory
    Stream<DynamicTest> aReplayNeedsEachRightOfItsRowsAndNoOther() {
        return Stream.concat(
                        Stream.of(Optional.<Right>empty()),
                        Rights.of(LETTERS).stream().map(Optional::of))
                .map(without -> dynamicTest(
                        without.map(right -> "without " + right.operation() + " on " + right.resource())
                                .orElse("with all"),
                        () -> replay(without)));
    }

    private void replay(Optional<Right> without) throws Exception {
        try (Scenario scenario = scenario(without);
                SecuredService run = SecuredService.start(
                        SecuredService.environment(scenario),
                        "dlq",
                        "replay",
                        "--divide",
                        "timestamp=1000",
                        "--canary",
                        "1",
                        "--execute")) {
            int exit = run.exitCode();
            if (without.isEmpty()) {
                assertThat(exit).as(run.said()).isZero();
                assertThat(run.said()).contains("2 open: 2 sent to " + scenario.inputTopic());
            } else {
                Resource resource = without.get().resource();
                assertThat(exit).as(run.said()).isEqualTo(3);
                assertThat(run.said().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                        .singleElement()
                        .asString()
                        .contains(
                                resource == Resource.TRANSACTIONAL_IDS
                                        ? "TransactionalIdAuthorizationException"
                                        : resource.name(scenario.pipeline()),
                                "the table of ACLs in docs/CONFIGURATION.md");
            }
        }
    }

    @Test
    void theCheckTriesThemWhereItIsAskedTo() throws Exception {
        Optional<Right> log = Optional.of(new Right(Resource.DLQ_LOG_TOPIC, AclOperation.WRITE));
        for (Optional<Right> without : List.of(Optional.<Right>empty(), log)) {
            try (Scenario scenario = scenario(without);
                    SecuredService check = SecuredService.start(
                            SecuredService.environment(scenario), "check", "--dlq", "--timeout", "60")) {
                check.exitCode();
                for (Right right : Rights.of(LETTERS)) {
                    assertThat(check.said())
                            .contains((without.equals(Optional.of(right)) ? "fail  " : "ok    ")
                                    + right.text(scenario.pipeline()) + ": "
                                    + (without.equals(Optional.of(right)) ? "not allowed" : "allowed"));
                }
            }
        }
    }
}
