package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Validation;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kafka-fetch offsets} with real services, which continue from what it writes. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OffsetsTest {

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

    private record Said(int exit, String out, String err) {}

    private Said offsets(Scenario scenario, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("offsets"));
        all.addAll(List.of(arguments));
        Map<String, String> environment = new TreeMap<>(SecuredService.environment(scenario));
        environment.putAll(Map.of("COLUMNS", "120", "LC_ALL", "C.UTF-8"));
        ChildJvm.Run run = ChildJvm.run(folder, environment, Main.class, all.toArray(String[]::new));
        assertThat(run.err()).doesNotContain(" WARN ", " ERROR ", "\tat ");
        return new Said(run.exit(), new String(run.out(), UTF_8), run.err());
    }

    /** What the group has committed of all partitions. */
    private static Map<Integer, OffsetAndMetadata> committed(Scenario scenario) throws Exception {
        Map<Integer, OffsetAndMetadata> found = new TreeMap<>();
        scenario.admin()
                .listConsumerGroupOffsets(scenario.groupId())
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) ->
                        Optional.ofNullable(offset).ifPresent(there -> found.put(partition.partition(), there)));
        return found;
    }

    /** Without the epoch of a leader, which no lane commits either way. */
    private static List<String> states(Map<Integer, OffsetAndMetadata> committed) {
        return committed.entrySet().stream()
                .map(entry -> entry.getKey() + "@" + entry.getValue().offset() + " "
                        + entry.getValue().metadata())
                .toList();
    }

    private static Checkpoint checkpoint(Scenario scenario, int partition) throws Exception {
        return new OffsetMetadata(ZoneId.of("UTC"))
                .decode(requireNonNull(committed(scenario).get(partition)));
    }

    private static void awaitCommitted(Scenario scenario) throws Exception {
        Await.until("all is committed", () -> {
            for (Map.Entry<Integer, Long> end : scenario.ends().entrySet()) {
                if (scenario.committed(end.getKey()).orElse(0) != end.getValue()) {
                    return false;
                }
            }
            return true;
        });
    }

    private static void stop(Scenario scenario, ApplicationContext service) throws Exception {
        service.close();
        Await.until("the group is left", () -> scenario.members().isEmpty());
    }

    // ---- reset

    @Test
    void aServiceContinuesExactlyWhereItWasPut() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 2).generate(81, 3, 1_000)) {
            ApplicationContext service = scenario.start();
            awaitCommitted(scenario);
            Map<Integer, OffsetAndMetadata> atWork = committed(scenario);

            Said show = offsets(scenario, "show");
            assertThat(show.exit()).as(show.err()).isZero();
            assertThat(show.out())
                    .contains(scenario.inputTopic() + "-1")
                    .contains(scenario.instanceIds())
                    .contains("hours in UTC")
                    .doesNotContain("note:");
            Said refused = offsets(scenario, "reset", "--to-earliest", "--clear-hours", "--execute");
            assertThat(refused.exit()).isEqualTo(5);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err())
                    .startsWith("kafka-fetch: group " + scenario.groupId() + " is active: ")
                    .contains(scenario.instanceIds())
                    .hasLineCount(1);
            assertThat(committed(scenario)).isEqualTo(atWork);
            stop(scenario, service);
            Checkpoint before = checkpoint(scenario, 0);
            Checkpoint other = checkpoint(scenario, 1);

            Said dry = offsets(scenario, "reset", "--partition", "0", "--by", "-200");
            assertThat(dry.exit()).as(dry.err()).isZero();
            assertThat(dry.out())
                    .containsPattern("-0 +500 +300 +200 +0 +" + before.running().total())
                    .contains("200 records at most are counted again", "--keep-hours or --clear-hours");
            assertThat(dry.err()).isEqualTo("This was a dry run: nothing was written. --execute writes it.\n");
            Said undecided = offsets(scenario, "reset", "--partition", "0", "--by", "-200", "--execute");
            assertThat(undecided.exit()).isEqualTo(2);
            assertThat(undecided.err()).contains("--execute needs --keep-hours or --clear-hours");
            assertThat(committed(scenario)).isEqualTo(atWork);

            Said done = offsets(scenario, "reset", "--partition", "0", "--by=-200", "--keep-hours", "--execute");
            assertThat(done.exit()).as(done.err()).isZero();
            assertThat(done.err()).startsWith("1 position was written;");
            assertThat(checkpoint(scenario, 0)).isEqualTo(new Checkpoint(300, before.running(), before.bookmark()));
            assertThat(checkpoint(scenario, 1)).isEqualTo(other);

            Published published = scenario.published();
            scenario.start();
            awaitCommitted(scenario);
            long again = requireNonNull(scenario.feed().verdicts().get(0)).subList(300, 500).stream()
                    .filter(LoginEvent.class::isInstance)
                    .count();
            assertThat(scenario.since(published).events()).isEqualTo(again);
            assertThat(checkpoint(scenario, 0).running().total())
                    .isEqualTo(before.running().total() + again);
        }
    }

    /** One partition keeps its hours, the other one begins them again. */
    @Test
    void whatIsReadAgainIsInTheTotalsOnceAndVerifySaysThatItWasCountedTwice() throws Exception {
        try (Scenario scenario =
                new Scenario(kafka, 2).set("kafka-fetch.rollups", "on").generate(88, 3, 1_000)) {
            ApplicationContext first = scenario.start();
            scenario.awaitRolledUp();
            awaitCommitted(scenario);
            stop(scenario, first);
            for (String hours : List.of("--keep-hours", "--clear-hours")) {
                String partition = hours.equals("--keep-hours") ? "0" : "1";
                Said done = offsets(scenario, "reset", "--partition", partition, "--by=-200", hours, "--execute");
                assertThat(done.exit()).as(done.err()).isZero();
            }
            long again = Stream.of(0, 1)
                    .flatMap(partition -> fed(scenario, partition).subList(300, 500).stream())
                    .filter(LoginEvent.class::isInstance)
                    .count();

            ApplicationContext second = scenario.start();
            awaitCommitted(scenario);
            scenario.generate(89, 3, 300);
            awaitCommitted(scenario);
            scenario.awaitRolledUp();
            second.close();

            Standing totals = scenario.rollups().standing();
            assertThat(totals.replayed()).isEqualTo(again);
            assertThat(totals.missing()).isZero();
            assertThat(totals.counted()).isEqualTo(scenario.feed().accepted());
            assertThat(scenario.rollups().all().tally().hours()).isEqualTo(scenario.hours());
            try (SecuredService verify =
                    SecuredService.start(SecuredService.environment(scenario), "verify", "--format", "jsonl")) {
                assertThat(verify.exitCode()).as(verify.said()).isEqualTo(1);
                List<String> findings = verify.said()
                        .lines()
                        .filter(line -> line.contains("\"type\":\"finding\""))
                        .toList();
                assertThat(findings)
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(line -> assertThat(line).containsPattern("\"code\":\"(overlap|duplicate-batch)\""))
                        .anySatisfy(line -> assertThat(line).contains(scenario.inputTopic() + "-0@"))
                        .anySatisfy(line -> assertThat(line).contains(scenario.inputTopic() + "-1@"));
            }
        }
    }

    // ---- the night the topic was made anew

    @Test
    void aTopicCreatedAgainIsBegunByTheCommandAndReadByAServiceThatHolds() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 1).generate(82, 3, 400)) {
            ApplicationContext first = scenario.start();
            awaitCommitted(scenario);
            stop(scenario, first);
            Published before = scenario.published();
            OffsetAndMetadata old = requireNonNull(committed(scenario).get(0));
            scenario.recreateInput();
            scenario.generate(83, 3, 300);
            // A broker may forget offsets with their topic: these are as they were.
            scenario.admin()
                    .alterConsumerGroupOffsets(
                            scenario.groupId(), Map.of(new TopicPartition(scenario.inputTopic(), 0), old))
                    .all()
                    .get();
            ApplicationContext held = scenario.start();
            Await.until(
                    "it holds",
                    () -> held.getBean(TroubleBoard.class).present().toString().contains("offsets restart"));
            stop(scenario, held);

            Said show = offsets(scenario, "show");
            assertThat(show.out().replaceAll("\\s+", " "))
                    .contains("was deleted and created again; use offsets restart");
            Said dry = offsets(scenario, "restart");
            assertThat(dry.exit()).as(dry.err()).isZero();
            assertThat(dry.out()).containsPattern("-0 +400 +0 +0 +0 ").contains("Running hours begin again");
            assertThat(committed(scenario).get(0)).isEqualTo(old);
            Said done = offsets(scenario, "restart", "--execute");
            assertThat(done.exit()).as(done.err()).isZero();

            scenario.start();
            awaitCommitted(scenario);
            Guarantee.checkAll(scenario.feed(), scenario.since(before));
        }
    }

    // ---- another zone

    private static HourCounts hours(HourOfDay clock, List<Validation> verdicts) {
        LoginCounter counter = new LoginCounter(clock);
        verdicts.stream().filter(LoginEvent.class::isInstance).forEach(verdict -> counter.count((LoginEvent) verdict));
        return counter.tally().hours();
    }

    private static List<Validation> fed(Scenario scenario, int partition) {
        return requireNonNull(scenario.feed().verdicts().get(partition));
    }

    @Test
    void aServiceContinuesInAnotherZoneWithTheHoursThatWereRecountedAndVerifyFindsNothing() throws Exception {
        try (Scenario scenario =
                new Scenario(kafka, 2).set("kafka-fetch.rollups", "on").generate(86, 3, 1_000)) {
            ApplicationContext first = scenario.start();
            awaitCommitted(scenario);
            Said refused = offsets(scenario, "rezone", "Asia/Kolkata", "--execute");
            assertThat(refused.exit()).isEqualTo(5);
            assertThat(refused.err()).contains(" is active: ").hasLineCount(1);
            stop(scenario, first);
            Map<Integer, OffsetAndMetadata> before = committed(scenario);
            scenario.deleteRecords(0, 200);
            HourOfDay kolkata = new HourOfDay(ZoneId.of("Asia/Kolkata"));

            Said tallies = offsets(scenario, "rezone", "Europe/Berlin"); // whose hours begin when those of UTC do
            assertThat(tallies.exit()).as(tallies.err()).isZero();
            assertThat(tallies.out())
                    .containsPattern("-0 +500 +(\\d+) +\\1 +0 +tallies\n")
                    .contains("Running hours are exact");
            scenario.set("kafka-fetch.rollups", "off");
            Said records = offsets(scenario, "rezone", "Asia/Kolkata");
            assertThat(records.out())
                    .containsPattern("-0 +500 +\\d+ +\\d+ +\\d+ +records from 200, ")
                    .containsPattern("-1 +500 +(\\d+) +\\1 +0 +records\n")
                    .contains("Running hours count what is kept");
            assertThat(committed(scenario)).isEqualTo(before);
            Said done = offsets(scenario, "rezone", "Asia/Kolkata", "--execute");
            assertThat(done.exit()).as(done.err()).isZero();
            assertThat(done.err()).startsWith("2 positions were written;");
            List<Validation> kept = fed(scenario, 0).subList(200, 500);
            assertThat(states(committed(scenario)))
                    .containsExactly(
                            state(scenario, 0, kolkata, hours(kolkata, kept)),
                            state(scenario, 1, kolkata, hours(kolkata, fed(scenario, 1))));

            scenario.set("kafka-fetch.zone", "Asia/Kolkata")
                    .set("kafka-fetch.rollups", "on")
                    .set("kafka-fetch.create-topics", "true")
                    .set("kafka-fetch.tallies-topic", scenario.talliesTopic() + "-kolkata")
                    .set("kafka-fetch.rollups-topic", scenario.rollupsTopic() + "-kolkata");
            Said show = offsets(scenario, "show");
            assertThat(show.out()).contains("hours in Asia/Kolkata").doesNotContain("note:");
            ApplicationContext second = scenario.start();
            scenario.generate(87, 3, 200);
            awaitCommitted(scenario);
            second.close();
            assertThat(states(committed(scenario)))
                    .containsExactly(
                            state(
                                    scenario,
                                    0,
                                    kolkata,
                                    hours(kolkata, fed(scenario, 0).subList(200, 600))),
                            state(scenario, 1, kolkata, hours(kolkata, fed(scenario, 1))));
            try (SecuredService verify = SecuredService.start(SecuredService.environment(scenario), "verify")) {
                assertThat(verify.exitCode()).as(verify.said()).isZero();
                assertThat(verify.said()).doesNotContain("not checked");
            }
        }
    }

    /** What is to be committed at the end of what a partition was fed so far. */
    private static String state(Scenario scenario, int partition, HourOfDay clock, HourCounts hours) throws Exception {
        OffsetAndMetadata now = requireNonNull(committed(scenario).get(partition));
        String bookmark = new OffsetMetadata(clock.zone()).decode(now).bookmark();
        Checkpoint expected = new Checkpoint(fed(scenario, partition).size(), hours, bookmark);
        assertThat(bookmark).startsWith("topic=");
        return states(Map.of(partition, new OffsetMetadata(clock.zone()).encode(expected)))
                .getFirst();
    }

    // ---- a group that the broker forgot

    @Test
    void aForgottenGroupContinuesWhereItStoodWithItsHours() throws Exception {
        try (Scenario scenario = new Scenario(kafka, 2).generate(84, 3, 600)) {
            ApplicationContext first = scenario.start();
            awaitCommitted(scenario);
            stop(scenario, first);
            Map<Integer, OffsetAndMetadata> before = committed(scenario);
            scenario.admin()
                    .deleteConsumerGroups(List.of(scenario.groupId()))
                    .all()
                    .get();
            assertThat(committed(scenario)).isEmpty();

            Said dry = offsets(scenario, "restore");
            assertThat(dry.exit()).as(dry.err()).isZero();
            assertThat(dry.out()).containsPattern("-1 +- +300 ").contains("Running hours are exact");
            assertThat(committed(scenario)).isEmpty();
            Said done = offsets(scenario, "restore", "--execute");
            assertThat(done.exit()).as(done.err()).isZero();
            assertThat(states(committed(scenario))).isEqualTo(states(before));
            Said again = offsets(scenario, "restore", "--execute");
            assertThat(again.err()).isEqualTo("There is nothing to write.\n");

            scenario.start();
            scenario.generate(85, 3, 200);
            awaitCommitted(scenario);
            scenario.stopAndCheck();
        }
    }
}
