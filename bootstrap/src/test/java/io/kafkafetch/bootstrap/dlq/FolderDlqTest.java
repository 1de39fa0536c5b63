package io.kafkafetch.bootstrap.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.CommandRun;
import io.kafkafetch.bootstrap.Main;
import io.kafkafetch.bootstrap.kafka.Await;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of a service with {@code SINK=file} are shown, set aside and sent again, each once. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FolderDlqTest {

    private static final String CANARY = "canary-4711";
    private static final Partition LOGINS = new Partition("user-login", 0);

    @TempDir
    private Path folder = Path.of("");

    private Path sink() {
        return folder.resolve("sink");
    }

    private static String login(int number, String timestamp) {
        return "{\"user_id\":\"" + CANARY + number
                + "\",\"app_version\":\"2.3.0\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
                + "\"device_id\":\"d\",\"timestamp\":" + timestamp + ",\"device_type\":\"iOS\"}";
    }

    /** Two logins, three of an app that sent milliseconds, and one that is none. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lines.add(login(i, "169462343" + i + "000"));
        }
        lines.add(login(3, "1694623430"));
        lines.add(login(4, "1694623431"));
        lines.add("no JSON " + CANARY + "\u001b[31m");
        return lines;
    }

    private ApplicationContext start(String source) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka-fetch.source", source);
        settings.put("kafka-fetch.sink", "file");
        settings.put("kafka-fetch.source-file", folder.resolve("logins.jsonl"));
        settings.put("kafka-fetch.source-follow", true);
        settings.put("kafka-fetch.sink-dir", sink());
        settings.put("kafka-fetch.batch-max-age", "100ms");
        settings.put("micronaut.server.port", -1);
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start();
    }

    private void awaitCounted(long lines) throws Exception {
        Await.until(lines + " lines are counted", () -> committed() >= lines);
    }

    private long committed() {
        return Files.exists(sink().resolve("checkpoint.json"))
                ? Optional.ofNullable(CommittedFolder.read(sink()).checkpoints().get(LOGINS))
                        .map(checkpoint -> checkpoint.position())
                        .orElse(0L)
                : 0;
    }

    private void countAFile() throws Exception {
        Files.write(folder.resolve("logins.jsonl"), lines());
        try (ApplicationContext service = start("file")) {
            awaitCounted(lines().size());
            assertThat(service.isRunning()).isTrue();
        }
    }

    private CommandRun dlq(String... arguments) {
        List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--dir", sink().toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void lettersAreShownWithoutTheirPayloadAndSetAside() throws Exception {
        countAFile();

        CommandRun stats = dlq("stats");
        CommandRun list = dlq("list", "--reason", "out-of-range");
        CommandRun parked = dlq("park", "dead-letters-1@1", "--because", "wait");
        CommandRun discarded = dlq("discard", "--reason", "not-json", "--because", "no login");
        CommandRun show = dlq("show", "dead-letters-1@1");
        CommandRun missing = dlq("show", "dead-letters-1@99");
        CommandRun payload = dlq("show", "dead-letters-1@4", "--payload");

        for (CommandRun run : List.of(stats, list, parked, discarded, show, payload)) {
            assertThat(run.exit()).as(run.err()).isZero();
        }
        for (CommandRun run : List.of(stats, list, parked, discarded, show)) {
            assertThat(run.out() + run.err()).doesNotContain(CANARY);
        }
        assertThat(stats.out())
                .startsWith("Dead letters in " + sink())
                .containsPattern("open +4\n")
                .containsPattern("out-of-range +3 ");
        assertThat(list.out().lines()).hasSize(4);
        assertThat(list.out().lines().toList().get(1)).startsWith("dead-letters-1@1  open   out-of-range timestamp ");
        assertThat(parked.out()).isEqualTo("1 parked\n");
        assertThat(discarded.out()).isEqualTo("1 discarded\n");
        assertThat(show.out())
                .containsPattern("state +parked\n")
                .contains("user-login-0@0", "parked, run 20", ": wait\n");
        assertThat(payload.out()).contains("no JSON " + CANARY + "?[31m").doesNotContain("\u001b");
        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.err()).contains("there is no letter dead-letters-1@99 in " + sink() + ", or not any more");
        assertThat(Files.readString(sink().resolve("dlq").resolve("log.jsonl"))).doesNotContain(CANARY);
    }

    @Test
    void recordsAreSentToAFileOnce() throws Exception {
        countAFile();
        Path fixed = folder.resolve("fixed.jsonl");
        String[] fix = {"replay", "--divide", "timestamp=1000", "--to", fixed.toString(), "--because", "2.3.1"};

        CommandRun rehearsed = dlq(fix);
        CommandRun sent = dlq("replay", "--divide", "timestamp=1000", "--to", fixed.toString(), "--execute");
        CommandRun again = dlq("replay", "--divide", "timestamp=1000", "--to", fixed.toString(), "--execute");

        assertThat(rehearsed.out()).startsWith("4 open: 3 would be accepted (rule 1), 1 would be rejected again");
        assertThat(sent.exit()).as(sent.err()).isZero();
        assertThat(sent.out()).startsWith("4 open: 3 sent to " + fixed);
        assertThat(again.out()).startsWith("1 open: 0 ");
        assertThat(Files.readAllLines(fixed))
                .containsExactly(login(0, "1694623430"), login(1, "1694623431"), login(2, "1694623432"));
        assertThat(folder.resolve("fixed.jsonl.2")).doesNotExist();
        assertThat(dlq("stats").out()).containsPattern("replayed +3\n");
    }

    @Test
    void whatAnExportHoldsIsChangedByAnotherToolAndComesBack() throws Exception {
        countAFile();
        ChildJvm.Run export = ChildJvm.run(
                folder,
                Map.of("LC_ALL", "C.UTF-8"),
                Main.class,
                "dlq",
                "export",
                "--reason",
                "out-of-range",
                "--dir",
                sink().toString());
        assertThat(export.err()).isEqualTo("3 letters written\n");
        Path mended = Files.writeString(
                folder.resolve("mended.jsonl"), new String(export.out(), UTF_8).replaceAll("(169462343\\d)000", "$1"));

        CommandRun sent = dlq(
                "replay",
                "--mended",
                mended.toString(),
                "--to",
                folder.resolve("f.jsonl").toString(),
                "--execute");

        assertThat(sent.exit()).as(sent.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("f.jsonl")))
                .hasSize(3)
                .first()
                .isEqualTo(login(0, "1694623430"));
    }

    @Test
    void recordsAreSentToTheSpoolWhileTheServiceIsStoppedAndCountOnce() throws Exception {
        String[] fix = {"replay", "--divide", "timestamp=1000", "--execute"};
        try (ApplicationContext service = start("http")) {
            service.getBean(LoginInbox.class)
                    .append(lines().stream()
                            .map(line -> new Entry(null, line.getBytes(UTF_8)))
                            .toList())
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            awaitCounted(6);
            CommandRun refused = dlq(fix);
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.err()).contains("spool cannot be used: it is in use by another process");
        }

        CommandRun sent = dlq(fix);
        CommandRun again = dlq(fix);

        assertThat(sent.exit()).as(sent.err()).isZero();
        assertThat(sent.out()).startsWith("4 open: 3 sent to ");
        assertThat(again.out()).startsWith("1 open: 0 ");
        try (ApplicationContext service = start("http")) {
            awaitCounted(9);
            service.getBean(LoginInbox.class)
                    .append(List.of(new Entry(null, login(9, "1694623439").getBytes(UTF_8))))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            awaitCounted(10);
        }
        assertThat(CommittedFolder.read(sink()).checkpoints().values())
                .singleElement()
                .satisfies(checkpoint -> {
                    assertThat(checkpoint.position()).isEqualTo(10);
                    assertThat(checkpoint.running().total()).isEqualTo(6);
                });
        assertThat(dlq("stats").out()).containsPattern("replayed +3\n").containsPattern("open +1\n");
    }

    @Test
    void whatDoesNotGoTogetherIsNamedInOneLine() throws Exception {
        countAFile();

        assertThat(dlq("stats", "--dlq", "other").err())
                .isEqualTo("kafka-fetch: --dir cannot be used with --dlq: its letters are the service's own\n");
        assertThat(dlq("replay", "--execute").err())
                .isEqualTo("kafka-fetch: " + sink()
                        + " has no spool, which a service with SOURCE=http has: --to FILE says where to\n");
        assertThat(dlq("replay", "--rate", "5", "--to", "f").err())
                .isEqualTo("kafka-fetch: --rate cannot be used with --dir: records go into files, all at once\n");
        assertThat(dlq("replay", "--canary", "5", "--to", "f").err())
                .isEqualTo("kafka-fetch: --canary cannot be used with f: nobody knows when the service has read what is"
                        + " sent there\n");
        CommandRun nothing = dlq("replay", "--to", "/nowhere/f", "--execute");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err())
                .isEqualTo("kafka-fetch: --to=/nowhere/f cannot be used: expected a file in a folder that is there\n");
    }
}
