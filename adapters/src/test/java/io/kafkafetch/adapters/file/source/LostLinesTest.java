package io.kafkafetch.adapters.file.source;

import static io.kafkafetch.adapters.file.source.LogFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.kafkafetch.adapters.file.source.FlakyLedger.Fate;
import io.kafkafetch.application.progress.Losses.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What is lost is reported, once; what looks like it is not; and nothing but a log's own files is read. */
class LostLinesTest {

    @TempDir
    Path folder;

    private LogFixture log;

    @BeforeEach
    void follow() {
        log = LogFixture.followed(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static String text(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private static String[] both(String[] some, String[] more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private void assertLost(Cause... causes) {
        assertThat(log.losses.stream().map(loss -> loss.cause())).containsExactly(causes);
        assertThat(log.losses).allSatisfy(loss -> assertThat(loss.records()).isEmpty());
    }

    // ---- losses

    @Test
    void aCopyThatLiesBesideTheLogAtTheFirstStartDoesNotMakeItCountAsRead() throws IOException {
        log.append(text(lines(0, 5)));
        try (OutputStream copy = new GZIPOutputStream(Files.newOutputStream(folder.resolve("app.log.gz")))) {
            copy.write(Files.readAllBytes(log.log));
        }
        Files.copy(log.log, folder.resolve("app.log.1"));
        log.append(text(lines(5, 8)));
        log.settle();
        log.restart();
        log.settleAndAge();

        log.assertLines(lines(0, 8));
        assertLost();
    }

    /** As {@code gzip -k} and {@code cp} make them: the log's own beginning is not taken for theirs once it is renamed. */
    @ParameterizedTest
    @ValueSource(strings = {"app.log.gz", "app.log.copy"})
    void aLogWithACopyBesideItThatIsRotatedBeforeTheFirstCommitIsReadFromItsBeginning(String copy) throws IOException {
        log.append(text(lines(0, 5)));
        byte[] content = Files.readAllBytes(log.log);
        Files.write(folder.resolve(copy), copy.endsWith(".gz") ? gzip(content) : content);
        log.append(text(lines(5, 8)));
        log.ledger.next(Fate.REFUSED, Fate.REFUSED);
        while (log.turn() != Turn.FAILED) {
            log.pass(Duration.ofSeconds(1));
        }
        log.rotate();
        log.append(text(lines(8, 9)));
        log.settleAndAge();
        log.restart();
        log.append(text(lines(9, 10)));
        log.settleAndAge();

        log.assertLines(lines(0, 10));
        assertLost();
    }

    @Test
    void aLogThatIsGoneBeforeTheFirstCommitIsReported() throws IOException {
        log.append(text(lines(0, 5)));
        Files.write(folder.resolve("app.log.gz"), gzip(Files.readAllBytes(log.log)));
        log.ledger.next(Fate.REFUSED);
        while (log.turn() != Turn.FAILED) {
            log.pass(Duration.ofSeconds(1));
        }
        Path gone = log.rotate();
        log.append(text(lines(8, 9)));
        Files.delete(gone);
        log.settleAndAge();

        log.assertLines(lines(8, 9));
        assertLost(Cause.ROTATED_AWAY);
    }

    @Test
    void aFileThatIsGoneBeforeItsEndWasReadIsReportedAndTheNextUnreadOneIsRead() throws IOException {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        log.append(text(lines(90, 95)));
        Path gone = log.rotate();
        log.append(text(lines(5, 8)));
        log.rotate();
        log.append(text(lines(8, 9)));
        log.restart();
        Files.delete(gone);
        log.settleAndAge();

        log.assertLines(lines(0, 9));
        assertLost(Cause.ROTATED_AWAY);
    }

    @Test
    void aTruncationWithoutACopyIsReported() throws IOException {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        log.append(text(lines(90, 95)));
        log.truncate();
        log.append(text(lines(5, 6)));
        log.settleAndAge();

        log.assertLines(lines(0, 6));
        assertLost(Cause.RECREATED);
    }

    /** As a spool whose folder was deleted, or brought back from elsewhere; the place is before or behind its end. */
    @ParameterizedTest
    @ValueSource(ints = {2, 40})
    void aNumberedLogThatIsAnotherIsReadFromItsFirstFileAndThatIsReported(int lines) throws IOException {
        log.close();
        log = LogFixture.numbered(folder);
        log.append(text(lines(0, 9)));
        log.settleAndAge();
        Path before = Files.move(log.log, folder.resolve("elsewhere"));
        log.restart();
        Files.writeString(folder.resolve("app.log.000001"), text(lines(100, 100 + lines)));
        log.append(text(lines(200, 200 + lines)));
        Files.delete(before);
        log.settleAndAge();

        log.assertLines(both(both(lines(0, 9), lines(100, 100 + lines)), lines(200, 200 + lines)));
        assertLost(Cause.ROTATED_AWAY);
    }

    /** The system gives the new file the old one's identity: the place is beyond its end, or in the middle of it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 40})
    void aLogThatWasRewrittenWhileNobodyReadIsReadFromItsBeginningAndThatIsReported(int lines) throws IOException {
        log.append(text(lines(0, 9)));
        log.settleAndAge();
        log.restart();
        Files.writeString(log.log, text(lines(100, 100 + lines)), StandardOpenOption.TRUNCATE_EXISTING);
        log.settleAndAge();

        log.assertLines(both(lines(0, 9), lines(100, 100 + lines)));
        assertLost(Cause.RECREATED);
    }

    @Test
    void aFileThatWasCutIsReadOnAtItsEndAndThatIsReported() throws IOException {
        log.append(text(lines(0, 9)));
        log.settleAndAge();
        Files.writeString(log.log, text(lines(0, 5)), StandardOpenOption.TRUNCATE_EXISTING);
        log.settleAndAge();
        log.append(text(lines(9, 10)));
        log.settleAndAge();

        log.assertLines(lines(0, 10));
        assertLost(Cause.RECREATED);
    }

    @Test
    void aDamagedFileIsCountedUpToTheDamageOnceItDoesNotGrowAnyMore() throws IOException {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        Path packed = folder.resolve("app.log.1.gz");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(packed))) {
            output.write(text(lines(5, 9)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length - 4));
        log.rotate();
        log.append(text(lines(9, 10)));
        for (int looks = 0; looks < 5; looks++) {
            log.turns(20);
            log.pass(Duration.ofSeconds(3));
        }
        log.settleAndAge();

        assertThat(log.ledger.lines())
                .startsWith(lines(0, 5))
                .endsWith(lines(9, 10))
                .doesNotHaveDuplicates();
        assertLost(Cause.ROTATED_AWAY);
    }

    // ---- none

    /** What packs a file. */
    enum Packer {
        GZ,
        ZST,
        XZ,
        BZ2;

        /** In its place, as rotators do. */
        Path pack(Path file) throws IOException {
            Path packed = file.resolveSibling(file.getFileName() + "." + name().toLowerCase(Locale.ROOT));
            try (OutputStream output = into(Files.newOutputStream(packed))) {
                Files.copy(file, output);
            }
            Files.setLastModifiedTime(packed, Files.getLastModifiedTime(file));
            Files.delete(file);
            return packed;
        }

        private OutputStream into(OutputStream output) throws IOException {
            return switch (this) {
                case GZ -> new GZIPOutputStream(output);
                case ZST -> new ZstdOutputStream(output);
                case XZ -> new XZOutputStream(output, new LZMA2Options());
                case BZ2 -> new BZip2CompressorOutputStream(output);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRotatedFileThatIsPackedBeforeItIsReadIsRead(Packer packer) throws IOException {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        log.append(text(lines(5, 8)));
        packer.pack(log.rotate());
        log.append(text(lines(8, 12)));
        packer.pack(log.rotate());
        log.append(text(lines(12, 13)));
        log.restart();
        log.settleAndAge();
        packer.pack(log.rotate());
        log.append(text(lines(13, 14)));
        log.settleAndAge();
        log.restart();
        log.settleAndAge();

        log.assertLines(lines(0, 14));
        assertLost();
    }

    /** The copy is the larger file, and has the smaller content; the packed one is read after others, since it was touched. */
    @Test
    void aFileThatIsPackedGoesBeforeACopyOfItsBeginning() throws IOException {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        log.restart();
        log.append(text(lines(5, 15)));
        Files.copy(log.log, folder.resolve("app.log.copy"));
        log.append(text(lines(15, 20)));
        Files.setLastModifiedTime(Packer.GZ.pack(log.rotate()), FileTime.fromMillis(2_000_000_000_000L));
        log.append(text(lines(20, 25)));
        Packer.GZ.pack(log.rotate());
        log.append(text(lines(25, 26)));
        log.settleAndAge();

        assertThat(log.ledger.lines()).containsExactlyInAnyOrder(lines(0, 26));
        assertLost();
    }

    @ParameterizedTest
    @EnumSource
    void ofAPackedFileThatIsCutOffTheRestIsReportedAsLost(Packer packer) throws IOException {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        log.append(text(lines(5, 4_000)));
        Path packed = packer.pack(log.rotate());
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length - 12));
        Files.setLastModifiedTime(packed, FileTime.fromMillis(1_000_001));
        log.append(text(lines(9_000, 9_001)));
        log.restart(); // what is open would be read to its end
        for (int looks = 0; looks < 5; looks++) {
            log.turns(20);
            log.pass(Duration.ofSeconds(3));
        }
        log.settleAndAge();

        assertThat(log.ledger.lines())
                .startsWith(lines(0, 5))
                .endsWith(lines(9_000, 9_001))
                .doesNotHaveDuplicates();
        assertLost(Cause.ROTATED_AWAY);
    }

    @Test
    void aFileThatIsWrittenAgainIsLeftAloneUntilAllThatWasReadIsThere() throws IOException {
        log.append(text(lines(0, 9)));
        log.settleAndAge();
        String again = text(lines(0, 12));
        for (int bytes = 400; bytes < again.length(); bytes += 100) {
            Files.writeString(log.log, again.substring(0, bytes));
            assertThat(log.turn()).isIn(Turn.WAIT, Turn.AGAIN, Turn.COMMITTED);
            log.pass(Duration.ofSeconds(1));
        }
        Files.writeString(log.log, again);
        log.settleAndAge();

        log.assertLines(lines(0, 12));
        assertLost();
    }

    @Test
    void aBookmarkOfAnEarlierVersionTakesOlderFilesForRead() throws IOException {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        Path old = log.rotate();
        log.append(text(lines(5, 9)));
        log.settleAndAge();
        log.restartWithABookmarkOfAnEarlierVersion();
        Files.setLastModifiedTime(log.log, java.nio.file.attribute.FileTime.fromMillis(2_000_000));
        log.settle();
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(3_000_000));
        log.rotate();
        log.append(text(lines(9, 10)));
        log.settleAndAge();

        log.assertLines(lines(0, 10));
        assertLost();
    }

    // ---- what is no rotated file

    @Test
    void neitherLinksNorPipesNorFoldersAreReadForRotatedFiles() throws Exception {
        log.append(text(lines(0, 5)));
        log.settleAndAge();
        Path secret = Files.writeString(folder.resolve("secret"), text(lines(50, 60)));
        Files.createSymbolicLink(folder.resolve("app.log.7"), secret);
        new ProcessBuilder("mkfifo", folder.resolve("app.log.8").toString())
                .start()
                .waitFor();
        Files.createDirectory(folder.resolve("app.log.9"));
        Files.createSymbolicLink(folder.resolve("app.log.d"), folder.resolve("app.log.9"));
        log.rotate();
        log.append(text(lines(5, 9)));
        log.restart();
        log.settleAndAge();

        log.assertLines(both(lines(0, 5), lines(5, 9)));
        assertLost();
    }
}
