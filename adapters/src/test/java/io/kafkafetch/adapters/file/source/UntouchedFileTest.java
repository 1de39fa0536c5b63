package io.kafkafetch.adapters.file.source;

import static io.kafkafetch.adapters.file.source.LogFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.source.LostLinesTest.Packer;
import io.kafkafetch.application.progress.Losses.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The committed place is in a file that was empty, and the source is down. If that file is gone, its lines are reported
 * as lost, unless what it was can be seen.
 */
class UntouchedFileTest {

    @TempDir
    Path folder;

    private LogFixture log;
    private Path before;

    /** A line is committed when the next file, which is empty, is open already. */
    @BeforeEach
    void commitInAnEmptyFile() throws IOException {
        log = LogFixture.followed(folder);
        log.append(0, 1);
        log.settle();
        before = log.rotate();
        Files.createFile(log.log);
        log.pass(Duration.ofSeconds(3));
        log.settle();
        log.pass(Duration.ofSeconds(3));
        log.settle();
        assertThat(log.place().orElseThrow().position()).isZero();
        assertThat(log.place().orElseThrow().isIn(log.log)).isTrue();
        log.restart();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void assertRead(int lines, Cause... losses) throws IOException {
        log.settleAndAge();
        log.assertLines(lines(0, lines));
        assertThat(log.losses.stream().map(loss -> loss.cause())).containsExactly(losses);
    }

    // ---- none is lost

    @Test
    void itWasFilledAndRenamed() throws IOException {
        log.append(1, 3);
        log.rotate();
        log.append(3, 4);

        assertRead(4);
    }

    @ParameterizedTest
    @EnumSource
    void itWasFilledAndPacked(Packer packer) throws IOException {
        log.append(1, 3);
        packer.pack(log.rotate());
        log.append(3, 4);

        assertRead(4);
    }

    @ParameterizedTest
    @EnumSource
    void itWasPackedAndStillEmpty(Packer packer) throws IOException {
        Path renamed = log.rotate();
        log.append(1, 2); // before the other is gone, or the system might give it the same identity
        packer.pack(renamed);

        assertRead(2);
    }

    /** As logrotate's {@code renamecopy} does, for a folder on another disk. */
    @Test
    void itWasFilledAndMovedByCopying() throws IOException {
        log.append(1, 3);
        Path renamed = log.rotate();
        Files.copy(renamed, Files.createDirectory(folder.resolve("old")).resolve("app.log-1"));
        Files.createFile(log.log);
        Files.delete(renamed);
        log.append(3, 4);

        assertRead(4);
    }

    // ---- it is lost, or may be

    @Test
    void itWasFilledAndDeleted() throws IOException {
        log.append(98, 99);
        Path gone = log.rotate();
        log.append(1, 2);
        Files.delete(gone);

        assertRead(2, Cause.ROTATED_AWAY);
    }

    /** No file that is there says whether this one had other lines: as if it was deleted and another was created. */
    @Test
    void itWasReplacedByAnother() throws IOException {
        Path other = Files.writeString(folder.resolve(".app.log.XyZ"), String.join("\n", lines(1, 2)) + "\n");
        Files.move(other, log.log, StandardCopyOption.ATOMIC_MOVE);

        assertRead(2, Cause.ROTATED_AWAY);
    }

    /** Down for longer than rotated files are kept: the oldest that is there is not the one that was next. */
    @ParameterizedTest
    @EnumSource
    void itWasFilledAndDeletedAfterThoseBeforeIt(Packer packer) throws IOException {
        log.append(98, 99);
        Path gone = log.rotate();
        log.append(1, 3);
        packer.pack(log.rotate());
        log.append(3, 4);
        Files.delete(before);
        Files.delete(gone);

        assertRead(4, Cause.ROTATED_AWAY);
    }
}
