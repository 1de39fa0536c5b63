package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.progress.GroupProgress;
import io.kafkafetch.adapters.kafka.published.PublishedFeed;
import io.kafkafetch.adapters.kafka.published.PublishedHistory;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleListener;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a live view hears of the whole pipeline, against a real broker: it equals what was fed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveSuite {

    private @Nullable KafkaCluster kafka;

    @TempDir
    private Path folder = Path.of("");

    abstract KafkaCluster startCluster();

    @BeforeAll
    void start() {
        kafka = startCluster();
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private Scenario scenario(int partitions) throws Exception {
        return new Scenario(requireNonNull(kafka), partitions).set("kafka-fetch.batch-max-age", "300ms");
    }

    // ---- the whole of it

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void eachOfTwoInstancesTellsOfAllPartitions(String groupProtocol) throws Exception {
        try (Scenario scenario =
                scenario(6).set("kafka.group.protocol", groupProtocol).generate(40, 5, 12_000)) {
            Heard one = new Heard();
            Heard other = new Heard();
            scenario.startWith(one);
            scenario.startWith(other);
            scenario.generate(41, 5, 6_000);
            awaitEqual(scenario, one);
            awaitEqual(scenario, other);
            assertThat(one.positions()).hasSize(6).isEqualTo(other.positions());
            scenario.stopAndCheck();
        }
    }

    @Test
    void aRestartTellsTheSameAgain() throws Exception {
        try (Scenario scenario = scenario(2).generate(42, 10, 5_000)) {
            Heard before = new Heard();
            ApplicationContext first = scenario.startWith(before);
            awaitEqual(scenario, before);
            first.close();
            Heard after = new Heard();
            scenario.startWith(after);
            awaitEqual(scenario, after);
            assertThat(after.totals()).isEqualTo(before.totals());
            assertThat(after.deadLetters()).hasSameElementsAs(before.deadLetters());
            assertThat(after.states()).contains("begin").last().isEqualTo("live");
            scenario.stopAndCheck();
        }
    }

    @Test
    void aDeadLetterIsToldOfByItsOriginAndReasonsAlone() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed("{\"user_id\":\" \",\"ip\":3}".getBytes(UTF_8)).feed((byte[]) null);
            Heard heard = new Heard();
            scenario.startWith(heard);
            Await.until("both are told of", () -> heard.deadLetters().size() == 2, heard::toString);
            assertThat(heard.deadLetters().getFirst().origin().partition().stream())
                    .isEqualTo(scenario.inputTopic());
            assertThat(heard.deadLetters().getFirst().origin().offset()).isZero();
            assertThat(heard.deadLetters().getFirst().reasons())
                    .extracting(reason -> reason.code() + " " + reason.field().orElse("-"))
                    .startsWith("blank user_id", "missing app_version", "wrong-type ip");
            assertThat(heard.deadLetters().getLast().reasons())
                    .extracting(reason -> reason.code() + " " + reason.field().orElse("-"))
                    .containsExactly("tombstone -");
            assertThat(heard.deadLetters().getLast().failedAt())
                    .isBetween(Instant.now().minusSeconds(120), Instant.now());
        }
    }

    @Test
    void foreignRecordsArePassedOver() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.produce(scenario.outputTopic(), "no insight".getBytes(UTF_8));
            scenario.produce(scenario.outputTopic(), null);
            scenario.produce(scenario.deadLetterTopic(), "no dead letter".getBytes(UTF_8));
            scenario.generate(43, 5, 500);
            Heard heard = new Heard();
            scenario.startWith(heard);
            awaitEqual(scenario, heard);
        }
    }

    @Test
    void historyMayBeginLater() throws Exception {
        try (Scenario scenario = scenario(1).generate(44, 0, 500)) {
            ApplicationContext first = scenario.start();
            scenario.awaitAccounted();
            first.close();
            long before = scenario.totals().accepted();
            Instant between = Instant.now();
            Await.until("three seconds have passed", () -> Instant.now().isAfter(between.plusSeconds(3)));
            Heard heard = new Heard();
            scenario.set("kafka-fetch.live-history", "2s").startWith(heard);
            Await.until("it is live", heard::isLive, heard::toString);
            scenario.generate(45, 0, 70);
            long since = scenario.totals().accepted() - before;
            Await.until("the new ones are counted", () -> heard.totals().accepted() == since, heard::toString);
            assertThat(heard.latest()).isAfter(between);
        }
    }

    @Test
    void ofManyTheNewestAreReadSinceOneMoment() throws Exception {
        try (Scenario scenario = scenario(3).generate(51, 5, 1_500);
                ApplicationContext clients = scenario.clients()) {
            scenario.start();
            scenario.awaitAccounted();
            long older = scenario.totals().accepted();
            scenario.generate(52, 5, 200);
            scenario.awaitAccounted();
            long all = scenario.totals().accepted();
            Heard heard = new Heard();
            try (PublishedFeed feed = feed(scenario, clients, newest(700), heard)) {
                feed.start();
                Await.until("it is live", heard::isLive, heard::toString);
                assertThat(heard.totals().accepted()).isBetween(all - older, all - 1);
                assertThat(heard.states().get(1)).matches("loading 0/[1-7]?\\d?\\d");
                long begun = heard.totals().accepted();
                scenario.generate(53, 5, 70);
                scenario.awaitAccounted();
                Await.until(
                        "what is new is heard",
                        () -> heard.totals().accepted()
                                == begun + scenario.totals().accepted() - all,
                        heard::toString);
            }
            Heard whole = new Heard();
            try (PublishedFeed feed = feed(scenario, clients, newest(1_000_000), whole)) {
                feed.start();
                Await.until("all is heard", () -> whole.totals().equals(scenario.totals()), whole::toString);
            }
        }
    }

    private static PublishedHistory newest(long records) {
        return new PublishedHistory(Optional.empty(), OptionalLong.of(records));
    }

    // ---- position and lag

    @Test
    void lagIsTheAgeOfTheOldestRecordWhileTheServiceIsStopped() throws Exception {
        Instant old = Instant.ofEpochMilli(System.currentTimeMillis()).minusSeconds(100);
        try (Scenario scenario = scenario(3).generate(46, 0, 300);
                ApplicationContext clients = scenario.clients()) {
            ApplicationContext service = scenario.start();
            scenario.awaitAccounted();
            service.close();
            Heard heard = new Heard();
            try (GroupProgress progress = progress(scenario, clients, heard, "UTC")) {
                progress.start();
                Await.until("there is no lag", () -> heard.lag().equals(OptionalLong.of(0)), heard::toString);
                assertThat(heard.behind()).contains(Duration.ZERO);
                scenario.feed(List.of(
                        new ProducerRecord<>(scenario.inputTopic(), 1, old.toEpochMilli(), new byte[0], new byte[1]),
                        new ProducerRecord<>(
                                scenario.inputTopic(),
                                2,
                                old.plusSeconds(3_600).toEpochMilli(),
                                new byte[0],
                                new byte[1])));
                Await.until("there is lag", () -> heard.lag().equals(OptionalLong.of(2)), heard::toString);
                Await.until("its age is known", () -> isBehindSince(heard, old), heard::toString);
                Duration first = heard.behind().orElseThrow();
                Await.until(
                        "it grows",
                        () -> heard.behind().orElseThrow().compareTo(first.plusMillis(1_500)) > 0
                                && isBehindSince(heard, old),
                        heard::toString);
                assertThat(heard.report().orElseThrow().partitions().get(2).behind())
                        .as("of a record of the future")
                        .contains(Duration.ZERO);
                scenario.start();
                Await.until("it is caught up", () -> heard.lag().equals(OptionalLong.of(0)), heard::toString);
                assertThat(heard.behind()).contains(Duration.ZERO);
                awaitPositions(scenario, heard);
            }
        }
    }

    private static boolean isBehindSince(Heard heard, Instant since) {
        ProgressReport report = heard.report().orElseThrow();
        return report.behind()
                .equals(Optional.of(Duration.ofMillis(report.at().toEpochMilli() - since.toEpochMilli())));
    }

    @Test
    void whatLiesBehindThePositionButIsNoRecordIsNoLagInSeconds() throws Exception {
        try (Scenario scenario = scenario(1);
                ApplicationContext clients = scenario.clients()) {
            try (var other = new KafkaProducer<>(
                    Map.of("bootstrap.servers", scenario.cluster(), "transactional.id", scenario.groupId() + "-other"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                other.initTransactions();
                other.beginTransaction();
                other.send(new ProducerRecord<>(scenario.inputTopic(), 0, new byte[0], "x".getBytes(UTF_8)))
                        .get();
                other.commitTransaction();
            }
            scenario.start();
            Heard heard = new Heard();
            try (GroupProgress progress = progress(scenario, clients, heard, "UTC")) {
                progress.start();
                Await.until(
                        "the record is processed, and its transaction's marker is no lag, left or passed",
                        () -> Set.of(
                                                List.of(Map.of(0, 1L), OptionalLong.of(1)),
                                                List.of(Map.of(0, 2L), OptionalLong.of(0)))
                                        .contains(List.of(heard.positions(), heard.lag()))
                                && heard.behind().equals(Optional.of(Duration.ZERO)),
                        heard::toString);
            }
        }
    }

    @Test
    void hoursOfAnotherZoneAreToldToBeUnknown() throws Exception {
        try (Scenario scenario = scenario(1).generate(47, 0, 100);
                ApplicationContext clients = scenario.clients()) {
            scenario.start();
            scenario.awaitAccounted();
            Heard heard = new Heard();
            try (GroupProgress progress = progress(scenario, clients, heard, "Europe/Berlin")) {
                progress.start();
                Await.until("it says why", () -> heard.unknownWhy().isPresent(), heard::toString);
                assertThat(heard.unknownWhy().orElseThrow()).contains("ZONE=UTC");
                assertThat(heard.report()).isEmpty();
            }
        }
    }

    @Test
    void partitionsThatAreAddedShowUp() throws Exception {
        try (Scenario scenario = scenario(1).generate(48, 5, 500)) {
            Heard heard = new Heard();
            scenario.startWith(heard);
            awaitEqual(scenario, heard);
            scenario.admin()
                    .createPartitions(Map.of(
                            scenario.inputTopic(), NewPartitions.increaseTo(3),
                            scenario.outputTopic(), NewPartitions.increaseTo(2),
                            scenario.deadLetterTopic(), NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            Await.until("they are told of", () -> heard.positions().size() == 3, heard::toString);
            byte[] insight =
                    ("{\"metric\":\"logins_per_region\",\"region\":\"Atlantis\",\"count\":7,\"scope\":\"batch\","
                                    + "\"batch\":\"user-login-0@0-9\",\"events\":7,\"rejected\":0}")
                            .getBytes(UTF_8);
            scenario.produce(new ProducerRecord<>(scenario.outputTopic(), 1, new byte[0], insight));
            Await.until(
                    "the new partition's record is read",
                    () -> heard.totals().regions().containsKey("Atlantis"),
                    heard::toString);
            assertThat(heard.totals().regions()).containsEntry("Atlantis", 7L);
        }
    }

    @Test
    void topicsThatAreMadeAnewAreReadAnew() throws Exception {
        try (Scenario scenario = scenario(1).generate(49, 5, 500)) {
            Heard heard = new Heard();
            ApplicationContext service = scenario.start();
            scenario.awaitAccounted();
            service.close();
            try (ApplicationContext clients = scenario.clients();
                    PublishedFeed feed = feed(scenario, clients, heard)) {
                feed.start();
                Await.until("all is read", () -> heard.totals().equals(scenario.totals()), heard::toString);
                scenario.makeAnew(scenario.outputTopic());
                scenario.produce(scenario.outputTopic(), "no insight".getBytes(UTF_8));
                Await.until(
                        "nothing counts any more but the dead letters",
                        () -> heard.isLive()
                                && heard.totals().accepted() == 0
                                && heard.totals()
                                        .rejected()
                                        .equals(scenario.totals().rejected()),
                        heard::toString);
            }
        }
    }

    // ---- other sources and sinks

    @Test
    void withFilesAsSinkTheSameTotalsAreHeardOfThisInstancesCommits() throws Exception {
        try (Scenario scenario = toFiles(scenario(3)).generate(50, 5, 5_000)) {
            Heard heard = new Heard();
            scenario.startWith(heard);
            awaitEqual(scenario, heard);
        }
    }

    @Test
    void aFileIntoFilesTellsItsHoursAtOnceAfterARestart() throws Exception {
        SameInput input = SameInput.generated();
        try (Scenario scenario = toFiles(fromFile(scenario(1), input))) {
            Heard before = new Heard();
            ApplicationContext first = scenario.startWith(before);
            Await.until("all is heard", () -> before.totals().equals(input.totals()), before::toString);
            Await.until(
                    "all is told", () -> hours(before).total() == input.totals().accepted(), before::toString);
            first.close();
            Heard after = new Heard();
            scenario.startWith(after);
            Await.until("it is told at once", () -> after.report().isPresent(), after::toString);
            assertThat(hours(after)).isEqualTo(hours(before));
            assertThat(after.positions())
                    .isEqualTo(Map.of(0, (long) input.lines().size()));
            assertThat(after.lag()).isEmpty();
            assertThat(after.behind()).isEmpty();
        }
    }

    @Test
    void aFileIntoTopicsIsToldOfByItsAnchor() throws Exception {
        SameInput input = SameInput.generated();
        try (Scenario scenario = fromFile(scenario(1), input)) {
            Heard heard = new Heard();
            scenario.startWith(heard);
            Await.until("all is heard", () -> heard.totals().equals(input.totals()), heard::toString);
            Await.until(
                    "all is told",
                    () -> heard.positions()
                                    .equals(Map.of(0, (long) input.lines().size()))
                            && hours(heard).total() == input.totals().accepted(),
                    heard::toString);
            assertThat(heard.lag()).isEmpty();
        }
    }

    @Test
    void withoutALiveViewNothingIsReadBackButProgressIsTold() throws Exception {
        try (Scenario scenario =
                scenario(1).set("kafka-fetch.live-view", "false").generate(51, 5, 500)) {
            Heard heard = new Heard();
            ApplicationContext service = scenario.startWith(heard);
            awaitPositions(scenario, heard);
            assertThat(service.containsBean(PublishedFeed.class)).isFalse();
            assertThat(heard.states()).isEmpty();
        }
    }

    // ---- what they have in common

    private static void awaitEqual(Scenario scenario, Heard heard) throws Exception {
        SameTotals expected = scenario.totals();
        Await.until("what is heard equals what was fed", () -> heard.totals().equals(expected), heard::toString);
        awaitPositions(scenario, heard);
        Await.until("it is said to be live", heard::isLive, heard::toString); // after the last record is told
        assertThat(heard.totals()).isEqualTo(expected);
    }

    private static void awaitPositions(Scenario scenario, Heard heard) throws Exception {
        HourCounts hours = scenario.hours();
        Await.until(
                "positions, lag and hours are those of all that was fed",
                () -> heard.positions().equals(scenario.ends())
                        && heard.lag().equals(OptionalLong.of(0))
                        && heard.behind().equals(Optional.of(Duration.ZERO))
                        && hours(heard).equals(hours),
                heard::toString);
    }

    private static HourCounts hours(Heard heard) {
        return heard.report().map(ProgressReport::running).orElse(HourCounts.EMPTY);
    }

    private Scenario toFiles(Scenario scenario) throws Exception {
        return scenario.set("kafka-fetch.sink", "file")
                .set("kafka-fetch.sink-dir", Files.createTempDirectory(folder, "sink"));
    }

    private Scenario fromFile(Scenario scenario, SameInput input) throws Exception {
        Path file = Files.write(Files.createTempFile(folder, "logins", ".jsonl"), input.file());
        return scenario.set("kafka-fetch.source", "file").set("kafka-fetch.source-file", file);
    }

    private static GroupProgress progress(Scenario scenario, ApplicationContext clients, Heard heard, String zone) {
        return GroupProgress.ofTopic(pipeline(scenario, zone), clients.getBean(KafkaClients.class), heard, quiet());
    }

    private static PublishedFeed feed(Scenario scenario, ApplicationContext clients, Heard heard) {
        return feed(scenario, clients, PublishedHistory.ALL, heard);
    }

    private static PublishedFeed feed(
            Scenario scenario, ApplicationContext clients, PublishedHistory history, Heard heard) {
        return new PublishedFeed(
                pipeline(scenario, "UTC"),
                clients.getBean(KafkaClients.class),
                history,
                List.of(heard),
                quiet(),
                () -> false);
    }

    private static TroubleBoard quiet() {
        return new TroubleBoard(TroubleListener.UNHEARD, InstantSource.system());
    }

    private static KafkaPipeline pipeline(Scenario scenario, String zone) {
        return new KafkaPipeline(
                scenario.groupId(),
                scenario.inputTopic(),
                scenario.outputTopic(),
                scenario.deadLetterTopic(),
                new HourOfDay(ZoneId.of(zone)));
    }
}
