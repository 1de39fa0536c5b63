package io.kafkafetch.bootstrap.kafka;

import static io.kafkafetch.bootstrap.kafka.BadLogins.CANARY;
import static io.kafkafetch.bootstrap.kafka.BadLogins.awaitBalance;
import static io.kafkafetch.bootstrap.kafka.BadLogins.login;
import static io.kafkafetch.bootstrap.kafka.BadLogins.milliseconds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.bootstrap.KeyFiles;
import io.kafkafetch.bootstrap.kafka.DlqRuns.Said;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.RecordFault;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters of a real service are sent again, each once. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class DlqReplayTest {

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

    private static Scenario scenario(int partitions) throws Exception {
        return BadLogins.scenario(kafka, partitions);
    }

    // ---- the night an app sent milliseconds

    @Test
    void recordsAreFixedAndSentAndCountedOnce() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(milliseconds(scenario, 30)).generate(71, 0, 40);
            scenario.feed(List.of(login(scenario, 99, "\"timestamp\":1694623430"))); // without device_type
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            long rejected = scenario.published().deadLetters().size();

            Said dry = dlq.run("replay", "--divide", "timestamp=1000");
            assertThat(dry.exit()).as(dry.err()).isZero();
            assertThat(dry.out())
                    .startsWith(rejected + " open: 30 would be accepted (rule 1), " + (rejected - 30)
                            + " would be rejected again and are not sent\n")
                    .contains("would be sent: divide timestamp=1000", "rejected again: missing device_type");
            assertThat(dry.err()).contains("This was a dry run: nothing was sent");
            assertThat(dlq.replayed()).isEmpty();

            Said sent = dlq.run("replay", "--divide=timestamp=1000", "--because", "app 2.3.1", "--execute");
            assertThat(sent.exit()).as(sent.err()).isZero();
            assertThat(sent.out()).startsWith(rejected + " open: 30 sent to " + scenario.inputTopic() + " (rule 1), ");
            awaitBalance(scenario, dlq);
            assertThat(scenario.published().deadLetters()).hasSize((int) rejected);

            List<ConsumerRecord<byte[], byte[]>> replayed = dlq.replayed();
            assertThat(replayed).hasSize(30).allSatisfy(record -> {
                assertThat(new String(record.key(), UTF_8)).startsWith("key-" + CANARY);
                assertThat(new String(record.value(), UTF_8))
                        .contains(", \"device_id\" : \"" + CANARY
                                + "\",\"timestamp\":1694623430,\"device_type\":\"iOS\"}");
                assertThat(record.headers().toArray())
                        .extracting(header -> header.key())
                        .containsExactly(
                                "trace",
                                "__dlq.errors.replay-count",
                                "__dlq.errors.letter",
                                "__dlq.errors.first-letter");
                assertThat(DlqRuns.header(record, "replay-count")).isEqualTo("1");
            });
            assertThat(dlq.log().values()).hasSize(30).allSatisfy(marker -> {
                assertThat(marker.state()).isEqualTo(LetterState.REPLAYED);
                assertThat(marker.rule()).isEqualTo("divide timestamp=1000");
                assertThat(marker.because()).isEqualTo("app 2.3.1");
            });

            Said again = dlq.run("replay", "--divide", "timestamp=1000", "--execute");
            assertThat(again.out()).startsWith((rejected - 30) + " open: 0 sent");
            assertThat(dlq.replayed()).hasSize(30);
        }
    }

    @Test
    void tenThousandLoginsWithFaultsOfEveryKindBalanceAfterwardsAndVerifyFindsNothing() throws Exception {
        try (Scenario scenario = scenario(3).set("kafka-fetch.rollups", "on")) {
            scenario.generate(72, 10, 10_000);
            ApplicationContext service = scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            Published first = scenario.published();
            long rejected = first.deadLetters().size();
            assertThat(rejected).isGreaterThan(1_000);
            assertThat(first.deadLetters().stream()
                            .map(letter -> DlqRuns.header(letter.record(), "reason"))
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(allReasons());

            Said dry = dlq.run("replay", "--set", "device_type=unknown", "--divide", "timestamp=1000", "--trim");
            Said sent = dlq.run(
                    "replay", "--set", "device_type=unknown", "--divide", "timestamp=1000", "--trim", "--execute");

            assertThat(sent.exit()).as(sent.err()).isZero();
            awaitBalance(scenario, dlq);
            List<ConsumerRecord<byte[], byte[]>> replayed = dlq.replayed();
            assertThat(replayed).hasSizeGreaterThan(500);
            assertThat(dry.out())
                    .startsWith(String.format(
                            Locale.ROOT, "%,d open: %,d would be accepted (rule 1", rejected, replayed.size()));
            assertThat(scenario.published().deadLetters())
                    .as("what was accepted in the dry run is accepted by the service")
                    .hasSize((int) rejected);
            assertThat(replayed.stream()
                            .collect(groupingBy(record -> DlqRuns.header(record, "letter"), counting()))
                            .values())
                    .allMatch(times -> times == 1);
            long accepted = scenario.published().events();
            assertThat(accepted + rejected)
                    .as("produced + replayed = accepted + rejected")
                    .isEqualTo(10_000 + replayed.size());
            Await.until(
                    "all is in the totals", () -> scenario.rollups().standing().counted() == accepted);
            service.close();
            try (SecuredService verify = SecuredService.start(SecuredService.environment(scenario), "verify")) {
                assertThat(verify.exitCode()).as(verify.said()).isZero();
                assertThat(verify.said()).contains("Nothing found").doesNotContain("not checked");
            }
        }
    }

    /** All but those of a mapping, of a registry, and of a source with a bound of its own. */
    private static List<String> allReasons() {
        Set<RecordFault> others = EnumSet.of(
                RecordFault.TOO_LARGE,
                RecordFault.UNKNOWN_SCHEMA,
                RecordFault.WRONG_SCHEMA_TYPE,
                RecordFault.NOT_AVRO,
                RecordFault.NOT_PROTOBUF);
        return Stream.concat(
                        Stream.of(FieldFault.values())
                                .filter(fault -> fault != FieldFault.NOT_A_TIME && fault != FieldFault.NOT_IN_TABLE)
                                .map(FieldFault::code)
                                .distinct(),
                        Stream.of(RecordFault.values())
                                .filter(fault -> !others.contains(fault))
                                .map(RecordFault::code))
                .toList();
    }

    // ---- killed and crossed

    @Test
    void whateverIsKilledEachLetterIsSentOnce() throws Exception {
        int letters = 1_200;
        Random random = new Random(20_260_105);
        try (Scenario scenario = scenario(1)) {
            scenario.feed(milliseconds(scenario, letters));
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            String[] replay = {"replay", "--divide", "timestamp=1000", "--rate", "60/s", "--execute"};

            int killed = 0;
            for (int i = 0; i < 4; i++) {
                long before = dlq.replayed().size();
                try (SecuredService run = dlq.start(replay)) {
                    Await.until("it sends", () -> dlq.replayed().size() > before || !run.isAlive(), run::said);
                    Thread.sleep(random.nextInt(700)); // to be killed anywhere
                    killed += run.isAlive() ? 1 : 0;
                    run.kill();
                }
            }
            Said last = dlq.run("replay", "--divide", "timestamp=1000", "--execute");

            assertThat(killed).isEqualTo(4);
            assertThat(last.exit()).as(last.err()).isZero();
            assertThat(dlq.replayed().stream()
                            .collect(groupingBy(record -> DlqRuns.header(record, "letter"), counting())))
                    .hasSize(letters)
                    .allSatisfy((letter, times) -> assertThat(times).isOne());
            assertThat(dlq.log()).hasSize(letters);
            awaitBalance(scenario, dlq);
        }
    }

    @Test
    void ofTwoOperatorsTheFirstOneEndsWithAClearLine() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(milliseconds(scenario, 600));
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);

            try (SecuredService first =
                    dlq.start("replay", "--divide", "timestamp=1000", "--rate", "20/s", "--execute")) {
                Await.until("the first one sends", () -> !dlq.replayed().isEmpty(), first::said);
                Said second = dlq.run("replay", "--divide", "timestamp=1000", "--execute");

                assertThat(second.exit()).as(second.err()).isZero();
                assertThat(first.exitCode()).as(first.said()).isEqualTo(5);
                assertThat(first.said())
                        .contains("kafka-fetch: another run of dlq with the same GROUP_ID has taken over: this one has"
                                + " ended, and what it committed is in the log.");
            }
            assertThat(dlq.replayed().stream()
                            .collect(groupingBy(record -> DlqRuns.header(record, "letter"), counting())))
                    .hasSize(600)
                    .allSatisfy((letter, times) -> assertThat(times).isOne());
        }
    }

    // ---- what comes back again

    /** The command is given another policy than the service has. */
    @Test
    void aRunWhoseFirstRecordsDieAgainEndsWithFour() throws Exception {
        try (Scenario scenario = scenario(1)) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                records.add(login(scenario, i, "\"timestamp\":1694623430"));
            }
            scenario.feed(records);
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            Map<String, String> otherPolicy = Map.of("MISSING_DEVICE_TYPE", "unknown");

            Said stopped = dlq.runWith(otherPolicy, "replay", "--canary", "10", "--execute");

            assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
            assertThat(stopped.out()).startsWith("10 open: 10 sent to ");
            assertThat(stopped.err())
                    .contains(
                            "kafka-fetch: 10 of the first 10 records are dead letters again, more than --stop-at allows");
            assertThat(dlq.replayed()).hasSize(10);

            Said allowed = dlq.runWith(otherPolicy, "replay", "--canary", "10", "--stop-at", "100%", "--execute");
            assertThat(allowed.exit()).as(allowed.err()).isZero();
            awaitBalance(scenario, dlq);
            List<ConsumerRecord<byte[], byte[]>> dead = dlq.records(scenario.deadLetterTopic());
            assertThat(dead)
                    .filteredOn(letter -> DlqRuns.header(letter, "replay-count").equals("2"))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .allSatisfy(letter -> assertThat(DlqRuns.header(letter, "first-letter"))
                            .isNotEqualTo(DlqRuns.header(letter, "letter")));

            Said parked = dlq.runWith(otherPolicy, "replay", "--max-replays", "1", "--execute");
            assertThat(parked.out()).contains("parked: it was replayed 1 time before");
            assertThat(dlq.log().values()).extracting(Marker::state).contains(LetterState.PARKED);
        }
    }

    // ---- letters without their payload

    @ParameterizedTest
    @ValueSource(strings = {"omit", "encrypted"})
    void lettersWithoutAReadablePayloadAreReadBackOrRefusedByName(String kept) throws Exception {
        KeyFiles keys = KeyFiles.rsa();
        Path key = Files.writeString(folder.resolve("private.pem"), keys.privateText());
        try (Scenario scenario = scenario(1).set("kafka-fetch.dlq-payload", kept)) {
            if (kept.equals("encrypted")) {
                scenario.set(
                        "kafka-fetch.dlq-public-key-file",
                        Files.writeString(folder.resolve("public.pem"), keys.publicText()));
            }
            scenario.feed(milliseconds(scenario, 5));
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);

            if (kept.equals("encrypted")) {
                assertThat(dlq.run("replay", "--divide", "timestamp=1000").out())
                        .contains("5 cannot be sent", "they are encrypted: --private-key FILE opens them");
            } else {
                scenario.deleteRecords(0, 2);
            }
            Said sent = dlq.run("replay", "--divide", "timestamp=1000", "--private-key", key.toString(), "--execute");

            int found = kept.equals("omit") ? 3 : 5;
            assertThat(sent.exit()).as(sent.err()).isZero();
            assertThat(sent.out()).startsWith("5 open: " + found + " sent to ");
            if (kept.equals("omit")) {
                assertThat(sent.out())
                        .contains("parts of them were left out, and their records are no longer in "
                                + scenario.inputTopic());
            }
            assertThat(dlq.replayed()).hasSize(found).allSatisfy(record -> {
                assertThat(new String(record.key(), UTF_8)).startsWith("key-" + CANARY);
                assertThat(record.headers().lastHeader("trace")).isNotNull();
            });
        }
    }

    /** The offsets of a new life are those of the old one, and the records are others. */
    @Test
    void aRecordOfATopicsNextLifeIsNotTakenForTheOneThatWasLeftOut() throws Exception {
        try (Scenario scenario = scenario(1).set("kafka-fetch.dlq-payload", "omit")) {
            scenario.feed(milliseconds(scenario, 3));
            ApplicationContext service = scenario.start();
            scenario.awaitAccounted();
            service.close();
            scenario.recreateInput();
            scenario.feed(milliseconds(scenario, 3));

            Said dry = new DlqRuns(scenario, folder).run("replay", "--divide", "timestamp=1000");

            assertThat(dry.out())
                    .contains("3 cannot be sent")
                    .contains(
                            "parts of them were left out, and topic " + scenario.inputTopic() + " was recreated since");
        }
    }
}
