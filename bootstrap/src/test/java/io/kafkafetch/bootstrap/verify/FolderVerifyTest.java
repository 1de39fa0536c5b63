package io.kafkafetch.bootstrap.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.file.audit.FolderAudit;
import io.kafkafetch.adapters.file.audit.SourceLines;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.run.AuditReport;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import io.kafkafetch.bootstrap.kafka.Await;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that a real service wrote is audited: what is wrong in it is found, and nothing where nothing is. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FolderVerifyTest {

    private static final Partition LOGINS = new Partition("user-login", 0);
    private static final int LINES = 240;
    private static final Rules RULES = new Rules("", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER);

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    private Path sink;
    private Path log;

    /** Of ten lines one is no login. */
    private static String line(int number) {
        return number % 10 == 7
                ? "{\"user_id\":\"u\",\"n\":" + number + "}"
                : "{\"user_id\":\"u" + number + "\",\"app_version\":\"2." + number % 3
                        + ".0\",\"ip\":\"1.2.3.4\",\"locale\":\"" + (number % 2 == 0 ? "RI" : "TX")
                        + "\",\"device_id\":\"d\",\"timestamp\":" + (1_694_623_430 + 700 * number)
                        + ",\"device_type\":\"iOS\"}";
    }

    private static void append(Path file, int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(line(i)).append('\n');
        }
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static ApplicationContext start(String source, Path sink, Path log) {
        return start(source, sink, log, Map.of());
    }

    private static ApplicationContext start(String source, Path sink, Path log, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka-fetch.source", source);
        settings.put("kafka-fetch.sink", "file");
        settings.put("kafka-fetch.source-file", log);
        settings.put("kafka-fetch.source-follow", true);
        settings.put("kafka-fetch.sink-dir", sink);
        settings.put("kafka-fetch.batch-size", 10);
        settings.put("kafka-fetch.batch-max-age", "100ms");
        settings.put("kafka-fetch.rollups", "on");
        settings.put("micronaut.server.port", -1);
        settings.putAll(more);
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .properties(settings)
                .start();
    }

    private static void awaitCounted(Path sink, long lines) throws Exception {
        Await.until(
                lines + " lines are counted",
                () -> Files.exists(sink.resolve("checkpoint.json")) && position(sink) >= lines);
    }

    private static long position(Path sink) {
        return checkpoint(sink).position();
    }

    private static Checkpoint checkpoint(Path sink) {
        return Optional.ofNullable(CommittedFolder.read(sink).checkpoints().get(LOGINS))
                .orElse(Checkpoint.BEGINNING);
    }

    /** One service for all tests: three commits at least. */
    @BeforeAll
    static void count() throws Exception {
        Path file = made.resolve("app.log");
        Path written = made.resolve("sink");
        append(file, 0, LINES / 3);
        try (ApplicationContext service = start("file", written, file)) {
            for (int part = 1; part <= 3; part++) {
                awaitCounted(written, part * LINES / 3);
                if (part < 3) {
                    append(file, part * LINES / 3, (part + 1) * LINES / 3);
                }
            }
            assertThat(service.isRunning()).isTrue();
        }
    }

    /** Each test has a copy of its own. */
    @BeforeEach
    void copy() throws IOException {
        sink = Files.createDirectory(folder.resolve("sink"));
        log = Files.copy(made.resolve("app.log"), folder.resolve("app.log"));
        try (Stream<Path> files = Files.list(made.resolve("sink"))) {
            for (Path file : files.toList()) {
                Files.copy(file, sink.resolve(file.getFileName()));
            }
        }
    }

    private AuditReport audit(List<Finding> findings) throws IOException {
        return audit(RULES, findings);
    }

    private AuditReport audit(Rules rules, List<Finding> findings) throws IOException {
        FolderAudit audit = FolderAudit.of(sink, rules, "user-login", Selection.ALL);
        try (SourceLines source =
                SourceLines.ofLog(log, LOGINS, checkpoint(sink), 1 << 20, RULES.format(), audit.times())) {
            return audit.run(source, findings::add, (done, all) -> {});
        }
    }

    private PartitionTotals clean() throws IOException {
        List<Finding> findings = new ArrayList<>();
        AuditReport report = audit(findings);
        assertThat(findings).isEmpty();
        assertThat(report.notes()).isEmpty();
        return report.partitions().getFirst();
    }

    private void assertFound(FindingCode... codes) throws IOException {
        List<Finding> findings = new ArrayList<>();
        AuditReport report = audit(findings);
        assertThat(report.partitions()).isNotEmpty();
        assertThat(findings).extracting(Finding::code).containsExactlyInAnyOrder(codes);
        assertThat(findings).noneMatch(finding -> (finding.expected() + finding.there()).contains("u17"));
    }

    /** Changes the lines of a series, and the checkpoint with them, as somebody might who knows the format. */
    private void change(String series, UnaryOperator<List<String>> change) throws IOException {
        Path file = sink.resolve(series + "-000001.jsonl");
        List<String> lines = change.apply(new ArrayList<>(Files.readAllLines(file)));
        Files.writeString(file, String.join("\n", lines) + "\n");
        Path checkpoint = sink.resolve("checkpoint.json");
        Matcher length = Pattern.compile("(\"" + series.replace('-', '_') + "\"[^}]*\"length\" : )\\d+")
                .matcher(Files.readString(checkpoint));
        assertThat(length.find()).isTrue();
        Files.writeString(checkpoint, length.replaceFirst("$1" + Files.size(file)));
    }

    private static UnaryOperator<List<String>> edit(int line, UnaryOperator<String> edit) {
        return lines -> {
            lines.set(line, edit.apply(lines.get(line)));
            return lines;
        };
    }

    private static UnaryOperator<List<String>> drop(int line) {
        return lines -> {
            lines.remove(line);
            return lines;
        };
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError(part + " is in no line");
    }

    // ---- nothing is wrong

    @Test
    void nothingIsFoundWhereNothingIsWrong() throws IOException {
        PartitionTotals totals = clean();

        assertThat(totals.logins()).isEqualTo(LINES - LINES / 10);
        assertThat(totals.rejected()).isEqualTo(LINES / 10);
        assertThat(totals.recomputed()).isEqualTo(totals.batches()).isGreaterThan(20);
        assertThat(totals.gone()).isZero();
    }

    @Test
    void nothingIsFoundAfterAChangeOfTheInsightsThatArePublished() throws Exception {
        for (String insights : List.of("none", "logins_per_region")) {
            long before = position(sink);
            append(log, (int) before, (int) before + 40);
            try (ApplicationContext service = start("file", sink, log, Map.of("kafka-fetch.insights", insights))) {
                awaitCounted(sink, before + 40);
                assertThat(service.isRunning()).isTrue();
            }
        }
        List<String> lines = Files.readAllLines(sink.resolve("insights-000001.jsonl"));

        PartitionTotals totals = clean();

        assertThat(totals.logins()).isEqualTo(LINES + 80 - (LINES + 80) / 10);
        assertThat(totals.recomputed()).isEqualTo(totals.batches());
        assertThat(lines).noneMatch(line -> line.contains("\"batch\":\"user-login-0@" + LINES + "-"));
        assertThat(lines.getLast()).startsWith("{\"metric\":\"logins_per_region\"");
    }

    @Test
    void whatWasNotCommittedIsNotLookedAt() throws IOException {
        append(log, LINES, LINES + 5);
        Files.writeString(sink.resolve("insights-000001.jsonl"), "{\"half\"", StandardOpenOption.APPEND);

        clean();
    }

    @Test
    void aSourceThatIsGoneIsCountedAndNoFinding() throws IOException {
        Files.delete(log);

        PartitionTotals totals = clean();

        assertThat(totals.gone()).isEqualTo(totals.batches());
        assertThat(totals.recomputed()).isZero();
    }

    @Test
    void linesOfRotatedFilesAreReadAgainAsLongAsAllAreThere() throws Exception {
        Path followed = folder.resolve("rotated.log");
        Path written = folder.resolve("rotated");
        append(followed, 0, 50);
        try (ApplicationContext service = start("file", written, followed)) {
            awaitCounted(written, 50);
            Files.move(followed, folder.resolve("rotated.log.1"));
            append(followed, 50, 90);
            awaitCounted(written, 90);
            assertThat(service.isRunning()).isTrue();
        }
        sink = written;
        log = followed;

        PartitionTotals whole = clean();
        assertThat(whole.gone()).isZero();
        assertThat(whole.recomputed()).isEqualTo(whole.batches());

        Files.delete(folder.resolve("rotated.log.1"));
        PartitionTotals rest = clean();
        assertThat(rest.gone()).isPositive();
        assertThat(rest.recomputed()).isPositive();
        assertThat(rest.gone() + rest.recomputed()).isEqualTo(rest.batches());
    }

    @Test
    void aSpoolIsReadAgain() throws Exception {
        Path written = folder.resolve("posted");
        try (ApplicationContext service = start("http", written, log)) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                entries.add(new Entry(null, line(i).getBytes(UTF_8)));
            }
            service.getBean(LoginInbox.class)
                    .append(entries)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            awaitCounted(written, 60);
            FolderAudit audit = FolderAudit.of(written, RULES, "user-login", Selection.ALL);
            List<Finding> findings = new ArrayList<>();
            try (SourceLines source = SourceLines.ofSpool(
                    written.resolve("spool").resolve("logins.jsonl"),
                    LOGINS,
                    checkpoint(written),
                    1 << 20,
                    RULES.format(),
                    audit.times())) {
                AuditReport report = audit.run(source, findings::add, (done, all) -> {});
                assertThat(findings).isEmpty();
                assertThat(report.partitions().getFirst().recomputed())
                        .isEqualTo(report.partitions().getFirst().batches())
                        .isPositive();
            }
        }
    }

    @Test
    void whatIsInFilesThatWereMovedAwayIsNotMissed() throws Exception {
        Path followed = folder.resolve("long.log");
        Path written = folder.resolve("long");
        append(followed, 0, 700);
        try (ApplicationContext service =
                start("file", written, followed, Map.of("kafka-fetch.sink-max-bytes", "1MB"))) {
            for (int part = 1; part <= 4; part++) {
                awaitCounted(written, part * 700L);
                append(followed, part * 700, (part + 1) * 700);
            }
            awaitCounted(written, 3_500);
            assertThat(service.isRunning()).isTrue();
        }
        sink = written;
        log = followed;
        clean();

        Files.delete(written.resolve("insights-000001.jsonl"));
        PartitionTotals rest = clean();
        assertThat(rest.recomputed()).isEqualTo(rest.batches());
        assertThat(written.resolve("insights-000002.jsonl")).exists();
    }

    // ---- faults

    @Test
    void aCountThatWasAlteredIsFound() throws IOException {
        change(
                "insights",
                lines -> edit(
                                indexOf(lines, "logins_per_region"),
                                line -> line.replaceFirst("\"count\":", "\"count\":1"))
                        .apply(lines));

        assertFound(FindingCode.DIFFERS);
    }

    @Test
    void aPeakHourThatWasAlteredIsFound() throws IOException {
        change("insights", edit(0, line -> line.replaceFirst("\"logins\":\\d+", "\"logins\":77")));

        assertFound(FindingCode.DIFFERS);
    }

    @Test
    void anInsightThatIsMissingIsFound() throws IOException {
        change("insights", drop(4));

        assertFound(FindingCode.MISSING_INSIGHT);
    }

    @Test
    void anInsightOnceMoreIsFound() throws IOException {
        change("insights", lines -> {
            lines.add(lines.get(4));
            return lines;
        });

        assertFound(FindingCode.EXTRA_INSIGHT);
    }

    @Test
    void aBatchOnceMoreIsFound() throws IOException {
        change("insights", lines -> {
            String batch = lines.getFirst().replaceFirst(".*(\"batch\":\"[^\"]*\").*", "$1");
            lines.addAll(lines.stream().filter(line -> line.contains(batch)).toList());
            return lines;
        });

        assertFound(FindingCode.DUPLICATE_BATCH);
    }

    @Test
    void aDeadLetterThatIsMissingIsFound() throws IOException {
        change("dead-letters", drop(1));

        assertFound(FindingCode.DEAD_LETTER_MISSING);
    }

    @Test
    void aDeadLetterOnceMoreIsFound() throws IOException {
        change("dead-letters", lines -> {
            lines.add(lines.get(3));
            return lines;
        });

        assertFound(FindingCode.DEAD_LETTER_EXTRA);
    }

    @Test
    void aDeadLetterOfAnotherRecordIsFound() throws IOException {
        change("dead-letters", edit(1, line -> line.replace("\\\"u\\\"", "\\\"x\\\"")));

        assertFound(FindingCode.DEAD_LETTER_DIFFERS);
    }

    @Test
    void aDeadLetterThatIsSpeltOtherwiseIsFound() throws IOException {
        change("dead-letters", edit(1, line -> line.replace("\"topic\":", "\"topic\": ")));

        assertFound(FindingCode.DEAD_LETTER_DIFFERS);
    }

    @Test
    void aTallyThatSaysOtherNumbersIsFound() throws IOException {
        change("tallies", edit(1, line -> line.replaceFirst("\"missing\":\\d+", "\"missing\":99")));

        List<Finding> findings = new ArrayList<>();
        audit(findings);
        assertThat(findings).extracting(Finding::code).contains(FindingCode.TALLY_DIFFERS);
    }

    @Test
    void aTallyThatIsMissingIsFound() throws IOException {
        change("tallies", drop(1));

        List<Finding> findings = new ArrayList<>();
        audit(findings);
        assertThat(findings).extracting(Finding::code).contains(FindingCode.TALLY_DIFFERS);
    }

    @Test
    void aTotalThatWasAlteredIsFound() throws IOException {
        Path rollups = sink.resolve("rollups.json");
        Files.writeString(rollups, Files.readString(rollups).replaceFirst("(\"window\":\"P1D\".*?\"logins\":)", "$19"));

        assertFound(FindingCode.ROLLUP_DIFFERS);
    }

    @Test
    void runningHoursThatWereAlteredAreFound() throws IOException {
        Path checkpoint = sink.resolve("checkpoint.json");
        Files.writeString(
                checkpoint, Files.readString(checkpoint).replaceFirst("\"hours\" : \\[ \\d+", "\"hours\" : [ 999"));

        assertFound(FindingCode.DIFFERS);
    }

    @Test
    void aLineThatWasAlteredInTheSourceIsFound() throws IOException {
        String text = Files.readString(log);
        Files.writeString(log, text.replace("\"user_id\":\"u15\"", "\"user_id\":\"x15\""));

        assertFound(FindingCode.SOURCE_ALTERED);
    }

    @Test
    void otherRulesAreFoundAndAllIsRecountedByThoseOfThen() throws IOException {
        List<Finding> findings = new ArrayList<>();

        AuditReport report = audit(
                new Rules("", new HourOfDay(ZoneId.of("Europe/Berlin")), MissingDeviceType.DEAD_LETTER), findings);

        assertThat(findings).extracting(Finding::code).containsExactly(FindingCode.RULES_CHANGED);
        assertThat(report.partitions().getFirst().recomputed())
                .isEqualTo(report.partitions().getFirst().batches());
    }

    @Test
    void aFolderWithoutTalliesOrWithLessThanWasCommittedIsRefused() throws IOException {
        Path insights = sink.resolve("insights-000001.jsonl");
        Files.write(insights, java.util.Arrays.copyOf(Files.readAllBytes(insights), 100));
        assertThatThrownBy(() -> audit(new ArrayList<>()))
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageContaining("insights-000001.jsonl holds 100 bytes");

        Files.delete(sink.resolve("checkpoint.json"));
        assertThatThrownBy(() -> audit(new ArrayList<>()))
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageContaining("it has no checkpoint.json");
    }

    // ---- the command

    private ChildJvm.Run verify(Map<String, String> more, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("SOURCE", "file", "SOURCE_FILE", log.toString()));
        environment.putAll(more);
        List<String> all = new ArrayList<>(List.of("verify", "--dir", sink.toString()));
        all.addAll(List.of(arguments));
        return ChildJvm.run(folder, environment, Main.class, all.toArray(String[]::new));
    }

    @Test
    void theCommandSaysWhatItFindsAndEndsByIt() throws Exception {
        ChildJvm.Run clean = verify(Map.of());
        change("insights", drop(4));
        ChildJvm.Run found = verify(Map.of(), "--format", "jsonl");
        ChildJvm.Run other = verify(Map.of("SOURCE", "kafka"));

        assertThat(clean.exit()).as(clean.err()).isZero();
        assertThat(new String(clean.out(), UTF_8))
                .contains("user-login-0")
                .endsWith("Nothing found: what was published is what the source says.\n");
        assertThat(found.exit()).as(found.err()).isEqualTo(1);
        assertThat(new String(found.out(), UTF_8))
                .contains("\"code\":\"missing-insight\"")
                .contains("{\"type\":\"result\",\"result\":\"findings\",\"findings\":1");
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err())
                .contains(sink
                        + " was made from a file or posted logins: set SOURCE and the settings of that source as its"
                        + " service has them");
    }
}
