package io.kafkafetch.adapters.file.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.file.ledger.TallyLines;
import io.kafkafetch.adapters.file.spool.Spool;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds personal data is its owner's alone: the rights are set, and a umask can only take some of them. */
class OwnerOnlyTest {

    @TempDir
    Path folder;

    @Test
    void allFilesAndFoldersOfASinkAndASpoolAreTheirOwnersAlone() throws Exception {
        Path sink = folder.resolve("new").resolve("sink");
        try (FileLedger ledger = FileLedger.open(
                        sink,
                        1 << 20,
                        FolderQuota.NONE,
                        ZoneOffset.UTC,
                        new InsightEncoder(),
                        new DeadLetterEncoder(InstantSource.system()),
                        Optional.of(new TallyLines(
                                new TallyEncoder(new Rules("", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER)),
                                outcome -> "",
                                InstantSource.system())));
                Spool spool = Spool.open(sink.resolve("spool"), 1, 1 << 20, FolderQuota.NONE)) {
            BatchOutcome outcome = Outcomes.outcome(Outcomes.LOGINS_0, 0, 1, 2, 3);
            ledger.commit(List.of(outcome, Outcomes.rejected(Outcomes.LOGINS_0, 3, outcome.running(), "x")));
            spool.append(List.of(new Entry("key".getBytes(UTF_8), "{}".getBytes(UTF_8))))
                    .toCompletableFuture()
                    .join();
            spool.append(List.of(new Entry("key".getBytes(UTF_8), "{}".getBytes(UTF_8))))
                    .toCompletableFuture()
                    .join();
        }

        try (Stream<Path> paths = Files.walk(folder.resolve("new"))) {
            List<Path> all = paths.toList();
            assertThat(all).hasSizeGreaterThan(6);
            assertThat(all)
                    .allSatisfy(path ->
                            assertThat(rights(path)).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void anOutputIsItsOwnersAloneAndOneThatIsThereKeepsItsRights() throws IOException {
        Path made = folder.resolve("made");
        Path there = Files.writeString(folder.resolve("there"), "much that was there before");
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rw-r--r--"));

        for (Path file : List.of(made, there)) {
            try (OutputStream output = OwnerOnly.rewrite(file)) {
                output.write('x');
            }
        }

        assertThat(rights(made)).isEqualTo("rw-------");
        assertThat(rights(there)).isEqualTo("rw-r--r--");
        assertThat(there).hasContent("x");
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
