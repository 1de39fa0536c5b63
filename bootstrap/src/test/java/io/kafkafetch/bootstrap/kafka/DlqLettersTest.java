package io.kafkafetch.bootstrap.kafka;

import static io.kafkafetch.bootstrap.kafka.BadLogins.CANARY;
import static io.kafkafetch.bootstrap.kafka.BadLogins.awaitBalance;
import static io.kafkafetch.bootstrap.kafka.BadLogins.milliseconds;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.kafka.DlqRuns.Said;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of a real service are shown, exported, set aside, and told apart. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class DlqLettersTest {

    private static final byte @Nullable [] TOMBSTONE = null;
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

    // ---- looking at letters

    @Test
    void lettersAreShownWithoutTheirPayloadUnlessItIsAskedFor() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(milliseconds(scenario, 3)).feed(("no json " + CANARY + "\u001b[31m").getBytes(UTF_8));
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            String id = scenario.deadLetterTopic() + "-0@0";

            Said stats = dlq.run("stats");
            Said list = dlq.run("list", "--reason", "out-of-range", "--limit", "2");
            Said json = dlq.run("list", "--format", "jsonl");
            Said csv = dlq.run("list", "--format", "csv", "--field", "timestamp");
            Said parked = dlq.run("park", id, "--because", "wait");
            Said discarded = dlq.run("discard", "--reason", "not-json", "--because", "no login");
            Said show = dlq.run("show", id);
            Said replay = dlq.run("replay", "--set", "user_id=" + CANARY, "--divide", "timestamp=1000");
            Said sent = dlq.run("replay", "--set", "user_id=" + CANARY, "--divide", "timestamp=1000", "--execute");

            for (Said said : List.of(stats, list, json, csv, parked, discarded, show, replay, sent)) {
                assertThat(said.exit()).as(said.err()).isZero();
                assertThat(said.out() + said.err()).doesNotContain(CANARY);
            }
            assertThat(stats.out())
                    .containsPattern("open +4\n")
                    .containsPattern("out-of-range +3 ")
                    .contains("not-json");
            assertThat(list.out().lines()).hasSize(3);
            assertThat(list.err()).contains("These are the first 2");
            assertThat(list.out().lines().toList().get(1)).startsWith(id + "  open   out-of-range timestamp ");
            assertThat(json.out().lines()).hasSize(4).allMatch(line -> line.startsWith("{\"id\":\""));
            assertThat(csv.out().lines()).hasSize(4);
            assertThat(parked.out()).isEqualTo("1 parked\n");
            assertThat(discarded.out()).isEqualTo("1 discarded\n");
            assertThat(show.out()).containsPattern("state +parked\n").contains("parked, run 20", ": wait\n");
            assertThat(sent.out()).startsWith("2 open: 2 sent to ");
            for (ConsumerRecord<byte[], byte[]> entry : dlq.records(scenario.deadLetterLogTopic())) {
                assertThat(new String(entry.key(), UTF_8) + new String(entry.value(), UTF_8))
                        .doesNotContain(CANARY);
            }

            Said payload = dlq.run("show", scenario.deadLetterTopic() + "-0@3", "--payload");
            assertThat(payload.out()).contains("no json " + CANARY + "?[31m").doesNotContain("\u001b");
            Said missing = dlq.run("show", scenario.deadLetterTopic() + "-0@99");
            assertThat(missing.exit()).isEqualTo(3);
            assertThat(missing.err()).contains("there is no letter " + scenario.deadLetterTopic() + "-0@99");
        }
    }

    @Test
    void anExportIsChangedByAnotherToolAndComesBack() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(milliseconds(scenario, 4));
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);

            Said export = dlq.run("export", "--reason", "out-of-range");
            assertThat(export.err()).contains("4 letters written");
            List<String> lines = export.out().lines().toList();
            Path mended = Files.writeString(
                    folder.resolve("mended.jsonl"),
                    lines.get(1).replaceAll("(timestamp.{3})1694623430\\d{3}", "$11694623430") + "\n"
                            + lines.get(2).replaceAll("(timestamp.{3})1694623430\\d{3}", "$11694623431") + "\n");
            Said sent = dlq.run("replay", "--mended", mended.toString(), "--execute");

            assertThat(sent.exit()).as(sent.err()).isZero();
            assertThat(sent.out()).startsWith("2 open: 2 sent to ");
            assertThat(dlq.log())
                    .hasSize(2)
                    .allSatisfy((letter, marker) -> assertThat(marker.rule()).isEqualTo("mended"));
            awaitBalance(scenario, dlq);

            Path faulty = Files.writeString(folder.resolve("faulty.jsonl"), "{}\nno\n");
            Said refused = dlq.run("replay", "--mended", faulty.toString(), "--execute");
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("faulty.jsonl: line 1: id is missing", "faulty.jsonl: line 2: it is not one JSON object");
        }
    }

    // ---- topics

    /** Its offsets begin again, and so do the ids of its letters. */
    @Test
    void lettersOfTheNextLifeOfTheirTopicAreOthers() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(milliseconds(scenario, 3));
            ApplicationContext service = scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            assertThat(dlq.run("replay", "--divide", "timestamp=1000", "--execute")
                            .out())
                    .startsWith("3 open: 3 sent");
            awaitBalance(scenario, dlq);
            service.close();
            scenario.makeAnew(scenario.deadLetterTopic());
            for (ProducerRecord<byte[], byte[]> record : milliseconds(scenario, 3)) {
                scenario.produce(record);
            }
            scenario.start();
            Await.until(
                    "they are rejected",
                    () -> scenario.published().deadLetters().size() == 3);

            assertThat(dlq.run("replay", "--divide", "timestamp=1000", "--execute")
                            .out())
                    .startsWith("3 open: 3 sent");
            assertThat(dlq.run("replay", "--divide", "timestamp=1000").out()).startsWith("0 open");
        }
    }

    @Test
    void aLogThatWouldForgetWhatWasSentIsRefused() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.admin()
                    .createTopics(List.of(new NewTopic(scenario.deadLetterLogTopic(), 1, (short) 1)))
                    .all()
                    .get();

            Said refused = new DlqRuns(scenario, folder).run("replay", "--execute");

            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.err())
                    .contains("topic " + scenario.deadLetterLogTopic()
                            + " has cleanup.policy=delete and would forget what"
                            + " was sent, which would be sent again: set it to compact");
        }
    }

    /** It may say that its letter was sent. */
    @Test
    void anEntryOfTheLogThatCannotBeReadEndsEveryCommand() throws Exception {
        try (Scenario scenario = scenario(1)) {
            scenario.feed(milliseconds(scenario, 2));
            scenario.start();
            scenario.awaitAccounted();
            DlqRuns dlq = new DlqRuns(scenario, folder);
            String id = scenario.deadLetterTopic() + "-0@0";
            assertThat(dlq.run("park", scenario.deadLetterTopic() + "-0@1", "--because", "wait")
                            .exit())
                    .isZero();
            byte[] later = "{\"format\":\"kafka-fetch-dlq-log/2\"}".getBytes(UTF_8);
            scenario.produce(new ProducerRecord<>(scenario.deadLetterLogTopic(), 0, id.getBytes(UTF_8), later));

            for (String command : List.of("stats", "replay --divide timestamp=1000 --execute")) {
                Said refused = dlq.run(command.split(" "));
                assertThat(refused.exit()).isEqualTo(3);
                assertThat(refused.err())
                        .contains("topic " + scenario.deadLetterLogTopic() + " has a record about " + id
                                + " that this version cannot read (partition 0, offset ")
                        .contains(": format is not kafka-fetch-dlq-log/1). A newer kafka-fetch may have written it");
            }
            assertThat(dlq.replayed()).isEmpty();

            scenario.produce(new ProducerRecord<>(scenario.deadLetterLogTopic(), 0, id.getBytes(UTF_8), TOMBSTONE));
            String parked = scenario.deadLetterTopic() + "-0@1";
            scenario.produce(new ProducerRecord<>(scenario.deadLetterLogTopic(), 0, parked.getBytes(UTF_8), TOMBSTONE));
            assertThat(dlq.run("show", parked).out()).containsPattern("state +open\n");
            assertThat(dlq.run("replay", "--divide", "timestamp=1000", "--execute")
                            .out())
                    .startsWith("2 open: 2 sent");
        }
    }

    @Test
    void lettersOfOthersAreSentWhereTheyAreWanted() throws Exception {
        try (Scenario scenario = scenario(1)) {
            String orders = "orders-" + scenario.groupId();
            scenario.admin()
                    .createTopics(
                            List.of(new NewTopic(orders, 1, (short) 1), new NewTopic(orders + "-dlq", 1, (short) 1)))
                    .all()
                    .get();
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                    orders + "-dlq", 0, "o-1".getBytes(UTF_8), "{\"state\":7, \"n\": 1}".getBytes(UTF_8));
            letter.headers()
                    .add("__connect.errors.topic", orders.getBytes(UTF_8))
                    .add("__connect.errors.partition", "0".getBytes(UTF_8))
                    .add("__connect.errors.offset", "5".getBytes(UTF_8))
                    .add("__connect.errors.exception.class.name", "org.example.DataException".getBytes(UTF_8));
            scenario.produce(letter);
            DlqRuns dlq = new DlqRuns(scenario, folder);
            String[] theirs = {"replay", "--dlq", orders + "-dlq", "--headers", "connect", "--reason", "DataException"};

            Said refused = dlq.run(theirs);
            List<String> wanted = new ArrayList<>(List.of(theirs));
            wanted.addAll(List.of("--to", orders, "--set", "state=open", "--execute"));
            Said sent = dlq.run(wanted.toArray(String[]::new));

            assertThat(refused.out())
                    .contains("1 cannot be sent")
                    .contains(
                            "they are from " + orders + ", not from " + scenario.inputTopic() + ": --to says where to");
            assertThat(sent.exit()).as(sent.err()).isZero();
            assertThat(dlq.records(orders)).singleElement().satisfies(record -> {
                assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"state\":\"open\", \"n\": 1}");
                assertThat(record.headers().lastHeader("__connect.errors.topic"))
                        .isNull();
                assertThat(DlqRuns.header(record, "letter")).isEqualTo(orders + "-dlq-0@0");
            });
        }
    }
}
