package io.kafkafetch.adapters.file.disk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.file.spool.Spool;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What an earlier version, or somebody's copy, left open for others. */
class TighteningTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void filesWithPersonalDataThatWereThereAreTheirOwnersAloneAfterTheStart() throws Throwable {
        Path sink = Files.createDirectory(folder.resolve("sink"));
        Path spool = Files.createDirectory(sink.resolve("spool"));
        open(sink, spool);
        for (String name : List.of(
                "insights-000001.jsonl",
                "dead-letters-000001.jsonl",
                "tallies-000001.jsonl",
                "rollups.json",
                "spool/logins.jsonl",
                "spool/logins.jsonl.000001",
                "others.txt")) {
            Path file = sink.resolve(name);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            allow(file, "rw-rw-r--");
        }
        allow(sink, "rwxr-x---");
        allow(spool, "rwxr-xr-x");

        List<String> lines = logged(() -> open(sink, spool));

        assertThat(rightsOfAll(sink))
                .containsExactly(
                        "dead-letters-000001.jsonl rw-------",
                        "insights-000001.jsonl rw-rw-r--",
                        "logins.jsonl rw-------",
                        "logins.jsonl.000001 rw-------",
                        "others.txt rw-rw-r--",
                        "rollups.json rw-------",
                        "sink rwxr-x---",
                        "spool rwxr-xr-x",
                        "tallies-000001.jsonl rw-------");
        assertThat(lines)
                .containsExactly(
                        "WARN Others had rights to files with personal data in " + sink
                                + ": 3 of them. They have none any more",
                        "INFO Others have rights to the folder " + sink
                                + " (rwxr-x---), and none to the files with personal data in it. To keep them out: chmod 700 "
                                + sink,
                        "WARN Others had rights to files with personal data in " + spool
                                + ": 2 of them. They have none any more",
                        "INFO Others have rights to the folder " + spool
                                + " (rwxr-xr-x), and none to the files with personal data in it. To keep them out: chmod 700 "
                                + spool);
    }

    @Test
    void whatIsItsOwnersAloneIsNotTouchedNorLogged() throws Throwable {
        Path sink = folder.resolve("sink");
        Path spool = sink.resolve("spool");
        open(sink, spool);
        Files.createFile(sink.resolve("dead-letters-000001.jsonl"));
        allow(sink.resolve("dead-letters-000001.jsonl"), "r--------");

        assertThat(logged(() -> open(sink, spool))).isEmpty();

        assertThat(rightsOfAll(sink)).contains("dead-letters-000001.jsonl r--------", "spool rwx------");
    }

    /** Whoever can place a link there must not choose whose rights change. */
    @Test
    void aLinkIsNotFollowed() throws Throwable {
        Path target = Files.createFile(folder.resolve("of-somebody"));
        allow(target, "rw-r--r--");
        Path sink = Files.createDirectory(folder.resolve("sink"));
        Files.createSymbolicLink(sink.resolve("dead-letters-000009.jsonl"), target);

        Tightening.of(sink, Pattern.compile("dead-letters.*"));

        assertThat(rights(target)).isEqualTo("rw-r--r--");
    }

    /** As that of a ZIP, which has no such rights by default. */
    @Test
    void aFileSystemWithoutSuchRightsIsUsedAsItIs() throws Throwable {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("disk.zip"), Map.of("create", "true"))) {
            Path made = OwnerOnly.createDirectories(zip.getPath("/sink"));
            OwnerOnly.open(made.resolve("dead-letters-000001.jsonl")).close();

            assertThat(logged(() -> Tightening.of(made, Pattern.compile(".*")))).isEmpty();

            assertThat(made.resolve("dead-letters-000001.jsonl")).exists();
        }
    }

    private static void open(Path sink, Path spool) {
        try (FileLedger ledger = FileLedger.open(
                        sink,
                        1 << 20,
                        FolderQuota.NONE,
                        ZoneOffset.UTC,
                        new InsightEncoder(),
                        new DeadLetterEncoder(),
                        Optional.empty());
                Spool posted = Spool.open(spool, 1 << 20, 1 << 20, FolderQuota.NONE)) {
            assertThat(ledger.directory()).isDirectory();
            assertThat(posted.file()).exists();
        }
    }

    private static List<String> logged(Executable work) throws Throwable {
        Logger logger = (Logger) LoggerFactory.getLogger(Tightening.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            work.execute();
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private static Stream<String> sorted(Stream<Path> paths) {
        return paths.map(path -> path.getFileName() + " " + rights(path))
                .filter(line -> !line.startsWith(".") && !line.startsWith("checkpoint"))
                .sorted();
    }

    private static List<String> rightsOfAll(Path sink) throws IOException {
        try (Stream<Path> paths = Files.walk(sink)) {
            return sorted(paths).toList();
        }
    }

    private static void allow(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
