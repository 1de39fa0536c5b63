package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.kafka.audit.KafkaAudit;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.run.AuditReport;
import io.kafkafetch.application.batch.Checkpoint;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** {@code kafka-fetch verify} against a real broker and real services: it finds what is wrong, and nothing where nothing is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyTest {

    /** Logins of the run with kills and rebalances; a million of them with {@code -Dverify.logins=1000000}. */
    private static final int LOGINS = Integer.getInteger("verify.logins", 20_000);

    /** Instances that are killed in it; more in the long form. */
    private static final int KILLS = Math.max(1, LOGINS / 250_000);

    private @Nullable KafkaCluster kafka;

    @BeforeAll
    void start() {
        kafka = KafkaCluster.embedded();
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private Scenario scenario(int partitions) throws Exception {
        return new Scenario(requireNonNull(kafka), partitions).set("kafka-fetch.rollups", "on");
    }

    private static AuditReport audit(Scenario scenario, Selection selection, List<Finding> findings) {
        try (ApplicationContext context = scenario.clients()) {
            return new KafkaAudit(
                            context.getBean(KafkaClients.class),
                            scenario.pipeline(),
                            scenario.pipeline().rollups().orElseThrow(),
                            Optional.empty(),
                            selection,
                            Duration.ofMinutes(1))
                    .run(findings::add, (done, all) -> {});
        }
    }

    private static AuditReport clean(Scenario scenario, Selection selection) {
        List<Finding> findings = new ArrayList<>();
        AuditReport report = audit(scenario, selection, findings);
        assertThat(findings).isEmpty();
        return report;
    }

    private static long sum(AuditReport report, ToLongFunction<PartitionTotals> number) {
        return report.partitions().stream().mapToLong(number).sum();
    }

    @Test
    void nothingIsFoundThroughKillsAndRebalancesWhileServicesRunAndAfter(TestReporter reporter) throws Exception {
        try (Scenario scenario = scenario(4).set("kafka.session.timeout.ms", 6_000)) {
            scenario.admin()
                    .createPartitions(Map.of(
                            scenario.outputTopic(), NewPartitions.increaseTo(3),
                            scenario.deadLetterTopic(), NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            ApplicationContext first = scenario.generate(1, 3, LOGINS / 4).start();
            scenario.awaitRolledUp();
            for (int kill = 0; kill < KILLS; kill++) {
                Await.until("one instance has all partitions", () -> scenario.owners() == 1);
                try (ServiceProcess killed = ServiceProcess.start(scenario.settings())) {
                    Await.until("another instance has partitions", () -> scenario.owners() == 2, killed::log);
                    scenario.generate(100 + kill, 3, LOGINS / 4 / KILLS);
                    killed.kill();
                }
            }
            clean(scenario, Selection.ALL);
            ApplicationContext third = scenario.start();
            scenario.generate(3, 3, LOGINS / 4);
            first.close();
            clean(scenario, Selection.ALL);
            scenario.generate(4, 3, LOGINS / 4);
            scenario.awaitRolledUp();
            third.close();
            AuditReport report = clean(scenario, Selection.ALL);
            assertThat(report.notes()).isEmpty();
            assertThat(sum(report, PartitionTotals::logins))
                    .isEqualTo(scenario.feed().accepted());
            assertThat(sum(report, PartitionTotals::rejected))
                    .isEqualTo(scenario.feed().rejected());
            assertThat(sum(report, PartitionTotals::recomputed)).isEqualTo(sum(report, PartitionTotals::batches));
            assertThat(sum(report, PartitionTotals::gone)).isZero();
            reporter.publishEntry(
                    "verified",
                    String.format(
                            Locale.ROOT,
                            "%,d logins, %,d rejected, %,d batches, %d kills: nothing found",
                            sum(report, PartitionTotals::logins),
                            sum(report, PartitionTotals::rejected),
                            sum(report, PartitionTotals::batches),
                            KILLS));
            AuditReport sample =
                    clean(scenario, new Selection(Optional.empty(), Optional.empty(), Optional.empty(), 0.2));
            assertThat(sum(sample, PartitionTotals::recomputed))
                    .isBetween(1L, sum(report, PartitionTotals::batches) - 1);
        }
    }

    /** What is published is chosen by each start; what is counted goes on through all of them. */
    @Test
    void nothingIsFoundThroughAKillAndChangesOfTheInsightsThatArePublished() throws Exception {
        try (Scenario scenario = scenario(2).set("kafka.session.timeout.ms", 6_000)) {
            ApplicationContext silent = scenario.generate(11, 3, 1_500)
                    .set("kafka-fetch.insights", "none")
                    .start();
            scenario.awaitRolledUp();
            silent.close();
            clean(scenario, Selection.ALL);
            assertThat(scenario.insightLines()).isEmpty();
            scenario.set("kafka-fetch.insights", "device_usage");
            try (ServiceProcess killed = ServiceProcess.start(scenario.settings())) {
                Await.until("the service has partitions", () -> scenario.owners() == 1, killed::log);
                scenario.generate(12, 3, 1_500);
                killed.kill();
            }
            ApplicationContext speaking = scenario.generate(13, 3, 1_500)
                    .set("kafka-fetch.insights", "peak_hour, device_usage")
                    .start();
            scenario.awaitRolledUp();
            speaking.close();

            AuditReport report = clean(scenario, Selection.ALL);
            assertThat(report.notes()).isEmpty();
            assertThat(sum(report, PartitionTotals::logins))
                    .isEqualTo(scenario.feed().accepted());
            assertThat(sum(report, PartitionTotals::rejected))
                    .isEqualTo(scenario.feed().rejected());
            assertThat(sum(report, PartitionTotals::recomputed)).isEqualTo(sum(report, PartitionTotals::batches));
            RolledUp.check(scenario.feed(), scenario.rollups());
            assertThat(scenario.insightLines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{\"metric\":\"peak_hour\"")
                            || line.startsWith("{\"metric\":\"device_usage\""));
        }
    }

    @Test
    void whatIsWrongInTheTopicsIsFoundAndSaidByTheCommand() throws Exception {
        try (Scenario scenario = scenario(2).generate(5, 5, 3_000)) {
            ApplicationContext service = scenario.start();
            scenario.awaitRolledUp();
            scenario.awaitAccounted();
            service.close();
            try (SecuredService verify = verify(scenario)) {
                assertThat(verify.exitCode()).as(verify.said()).isZero();
                assertThat(verify.said()).contains("Nothing found").contains(scenario.inputTopic() + "-1");
            }
            Published published = scenario.published();
            Published.Batch batch = published.batches(0).get(7);
            String name = batch.insights().getFirst().batch();
            for (String line : scenario.insightLines()) {
                if (line.contains('"' + name + '"')) {
                    scenario.produce(
                            new ProducerRecord<>(scenario.outputTopic(), 0, new byte[] {'k'}, line.getBytes(UTF_8)));
                }
            }
            Published.DeadLetterRecord letter = published.deadLetters().get(3);
            scenario.produce(new ProducerRecord<>(
                    scenario.deadLetterTopic(),
                    0,
                    letter.record().key(),
                    letter.record().value(),
                    letter.record().headers()));
            try (SecuredService verify = verify(scenario, "--format", "jsonl")) {
                assertThat(verify.exitCode()).as(verify.said()).isEqualTo(1);
                assertThat(verify.said().lines().filter(line -> line.contains("\"finding\"")))
                        .satisfiesExactlyInAnyOrder(
                                line -> assertThat(line)
                                        .contains("\"code\":\"duplicate-batch\"")
                                        .contains(name),
                                line -> assertThat(line).contains("\"code\":\"dead-letter-extra\""));
                assertThat(verify.said()).contains("{\"type\":\"result\",\"result\":\"findings\",\"findings\":2");
            }
            try (SecuredService verify = verify(scenario, "--batch", name)) {
                assertThat(verify.exitCode()).as(verify.said()).isEqualTo(1);
                assertThat(verify.said()).contains("duplicate-batch");
            }
        }
    }

    @Test
    void whatRetentionHasTakenOfTheSourceIsCountedAndNoFinding() throws Exception {
        try (Scenario scenario = scenario(1).generate(6, 3, 3_000)) {
            ApplicationContext service = scenario.start();
            scenario.awaitRolledUp();
            service.close();
            scenario.deleteRecords(0, 1_234);
            AuditReport report = clean(scenario, Selection.ALL);
            assertThat(sum(report, PartitionTotals::gone)).isPositive();
            assertThat(sum(report, PartitionTotals::recomputed)).isPositive();
            assertThat(sum(report, PartitionTotals::gone) + sum(report, PartitionTotals::recomputed))
                    .isEqualTo(sum(report, PartitionTotals::batches));
        }
    }

    @Test
    void whatCannotBeVerifiedIsSaidInALine() throws Exception {
        try (Scenario scenario = scenario(1);
                SecuredService verify = verify(scenario)) {
            assertThat(verify.exitCode()).as(verify.said()).isEqualTo(3);
            assertThat(verify.said())
                    .startsWith("kafka-fetch: no tally of GROUP_ID=")
                    .hasLineCount(1);
        }
    }

    @Test
    void aFolderThatWasMadeFromATopicIsHeldAgainstIt(@TempDir Path folder) throws Exception {
        int records = 1_000;
        Path sink = folder.resolve("sink");
        try (Scenario scenario = scenario(2)
                .set("kafka-fetch.sink", "file")
                .set("kafka-fetch.sink-dir", sink)
                .generate(8, 5, records)) {
            ApplicationContext service = scenario.start();
            Await.until(
                    "all is in the folder",
                    () -> Files.exists(sink.resolve("checkpoint.json"))
                            && CommittedFolder.read(sink).checkpoints().values().stream()
                                            .mapToLong(Checkpoint::position)
                                            .sum()
                                    >= records);
            service.close();
            try (SecuredService verify = verify(scenario, "--dir", sink.toString())) {
                assertThat(verify.exitCode()).as(verify.said()).isZero();
                assertThat(verify.said()).contains("Nothing found").contains(scenario.inputTopic() + "-1");
            }
            scenario.deleteRecords(0, 300);
            Path letters = sink.resolve("dead-letters-000001.jsonl");
            Files.writeString(letters, Files.readString(letters).replace("\"offset\":4", "\"offset\":5"));
            try (SecuredService verify = verify(scenario, "--dir", sink.toString(), "--format", "jsonl")) {
                assertThat(verify.exitCode()).as(verify.said()).isEqualTo(1);
                assertThat(verify.said())
                        .contains("\"code\":\"dead-letter-missing\"")
                        .containsPattern("\"source_gone\":[1-9]");
            }
        }
    }

    private static SecuredService verify(Scenario scenario, String... options) throws Exception {
        return SecuredService.start(
                SecuredService.environment(scenario),
                Stream.concat(Stream.of("verify"), Stream.of(options)).toArray(String[]::new));
    }
}
