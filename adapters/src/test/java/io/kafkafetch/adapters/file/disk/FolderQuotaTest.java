package io.kafkafetch.adapters.file.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderQuotaTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    private Path folder;

    private final AtomicLong found = new AtomicLong();
    private final AtomicLong now = new AtomicLong();
    private final Deque<Runnable> looks = new ArrayDeque<>();
    private final FolderQuota quota =
            new FolderQuota(Path.of("sink"), 100, now::get, looks::add, directory -> found.get());

    private void look() {
        looks.remove().run();
    }

    @Test
    void whatWasWrittenCountsAtOnce() throws IOException {
        quota.wrote(99);
        quota.require();

        quota.wrote(2);

        assertThat(quota.room()).isZero();
        assertThatThrownBy(quota::require)
                .isInstanceOf(FolderFullException.class)
                .hasMessage("sink holds 101 bytes of the 100 that SINK_MAX_BYTES allows");
        assertThat(quota.fault().code()).isEqualTo(TroubleCode.SINK_FULL);
    }

    @Test
    void whatSomebodyTookAwayOrPutThereIsNoticedASecondLaterAndNobodyWaitsForTheDisk() {
        quota.wrote(100);
        found.set(40);
        assertThat(quota.room()).isZero();
        assertThat(looks).isEmpty();

        now.addAndGet(SECOND);
        assertThat(quota.room()).isZero();
        assertThat(quota.room()).isZero();
        assertThat(looks).hasSize(1);
        look();

        assertThat(quota.room()).isEqualTo(60);
        now.addAndGet(SECOND - 1);
        assertThat(quota.room()).isEqualTo(60);
        assertThat(looks).isEmpty();
    }

    @Test
    void whatIsWrittenDuringALookIsCountedInAnyCase() {
        FolderQuota[] own = {FolderQuota.NONE};
        own[0] = new FolderQuota(Path.of("sink"), 100, now::get, looks::add, directory -> {
            own[0].wrote(30);
            return 10;
        });
        now.addAndGet(SECOND);
        assertThat(own[0].room()).isEqualTo(90);

        look();

        assertThat(own[0].room()).isEqualTo(60);
    }

    @Test
    void aFolderThatCannotBeReadKeepsItsLastSize() {
        FolderQuota away = new FolderQuota(Path.of("sink"), 100, now::get, Runnable::run, directory -> {
            throw new IOException("away");
        });
        away.wrote(30);
        now.addAndGet(SECOND);

        assertThat(away.room()).isEqualTo(70);
        assertThat(away.room()).isEqualTo(70);
    }

    @Test
    void subfoldersCountAndAFolderThatIsNotThereYetIsEmpty() throws IOException {
        Path sink = folder.resolve("sink");
        assertThat(FolderQuota.of(sink, 100).room()).isEqualTo(100);

        Files.createDirectories(sink.resolve("spool"));
        Files.writeString(sink.resolve("insights-000001.jsonl"), "x".repeat(30));
        Files.writeString(sink.resolve("spool").resolve("logins.jsonl"), "x".repeat(20));
        Files.createSymbolicLink(sink.resolve("link"), sink.resolve("insights-000001.jsonl"));

        assertThat(FolderQuota.of(sink, 100).room()).isEqualTo(50);
        assertThatThrownBy(() -> FolderQuota.of(sink, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileIsAnEighthOfTheQuotaAtMost() {
        assertThat(quota.fileBytes(1_000)).isEqualTo(12);
        assertThat(quota.fileBytes(10)).isEqualTo(10);
        assertThat(FolderQuota.of(folder, 3).fileBytes(10)).isEqualTo(1);
    }

    @Test
    void withoutAQuotaThereIsAlwaysRoom() {
        FolderQuota.NONE.wrote(1L << 40);

        assertThatCode(FolderQuota.NONE::require).doesNotThrowAnyException();
        assertThat(FolderQuota.NONE.fileBytes(1L << 40)).isEqualTo(1L << 40);
    }
}
