package io.kafkafetch.adapters.file.source;

import static io.kafkafetch.adapters.file.source.LogFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.source.LostLinesTest.Packer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a file that is being read had, or was about to get, is in another file by now, and is read there. */
class ContinuedElsewhereTest {

    private static final FileTime LATER = FileTime.fromMillis(2_000_000_000_000L);

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

    /** As rsync does: the name is given to a file with the same content. */
    private void replace() throws IOException {
        Path copy = Files.copy(log.log, folder.resolve(".app.log.XyZ"));
        Files.move(copy, log.log, StandardCopyOption.ATOMIC_MOVE);
    }

    private void assertAllOf(String... lines) {
        assertThat(log.ledger.lines()).containsExactlyInAnyOrder(lines);
        assertThat(log.losses).isEmpty();
    }

    // ---- a file that was replaced

    /** The packed file is read after others by its time; once those are read, it would look like a copy. */
    @ParameterizedTest
    @EnumSource
    void theRestOfAReplacedFileIsReadThoughItIsPackedAndTouched(Packer packer) throws IOException {
        log.append(0, 1);
        log.settleAndAge();
        replace();
        log.append(1, 7);
        Path packed = packer.pack(log.rotate());
        log.append(7, 9);
        log.rotate();
        log.append(9, 10);
        Files.setLastModifiedTime(packed, LATER);
        log.settleAndAge();
        log.restart();
        log.settleAndAge();

        assertAllOf(lines(0, 10));
    }

    /** Its replacement has nothing more yet; it gets that while another file is read, and is packed. */
    @ParameterizedTest
    @EnumSource
    void aReplacedFileGoesOnInItsReplacementBeforeOthersAreRead(Packer packer) throws IOException {
        log.append(0, 1);
        log.settleAndAge();
        Path other = Files.writeString(folder.resolve("elsewhere"), String.join("\n", lines(1, 9)) + "\n");
        replace();
        Files.move(other, folder.resolve("app.log.7"));
        assertThat(log.turn()).isEqualTo(Turn.AGAIN); // leaves the replaced file
        log.append(9, 12);
        Files.setLastModifiedTime(packer.pack(log.rotate()), LATER);
        log.append(12, 13);
        log.settleAndAge();

        assertAllOf(lines(0, 13));
    }

    // ---- a file that was copied and emptied

    /** Nobody writes after that: what is in the copy waits for nothing. */
    @Test
    void theCopyOfAFileThatWasEmptiedBeforeAnythingWasReadOfItIsRead() throws IOException {
        log.append(0, 1);
        log.settle();
        log.copyAndTruncate();
        log.settle();
        log.append(1, 2);
        log.copyAndTruncate();
        log.settleAndAge();

        assertAllOf(lines(0, 2));
    }

    /** All within one tick of the file system's clock. */
    @Test
    void theCopyIsReadThoughTheTimeOfTheEmptiedFileDoesNotShowIt() throws IOException {
        log.append(0, 1);
        log.settle();
        log.copyAndTruncate();
        FileTime before = Files.getLastModifiedTime(log.log);
        log.settle();
        log.append(1, 2);
        log.copyAndTruncate();
        Files.setLastModifiedTime(log.log, before);
        log.settleAndAge();

        assertAllOf(lines(0, 2));
    }
}
