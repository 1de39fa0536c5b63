package io.kafkafetch.adapters.file.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.LoginInboxContract;
import io.kafkafetch.adapters.file.disk.FaultyDisk;
import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.application.intake.LoginInbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTest extends LoginInboxContract {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path directory;

    private Spool spool;

    @BeforeEach
    void open() {
        spool = Spool.open(directory, MEBIBYTE, MEBIBYTE, FolderQuota.NONE);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Override
    protected LoginInbox inbox() {
        return spool;
    }

    @Override
    protected List<byte[]> kept() throws IOException {
        return SpoolDirectory.lines(directory);
    }

    private void reopen(long maxSegmentBytes, long maxUnreadBytes) {
        spool.close();
        spool = Spool.open(directory, maxSegmentBytes, maxUnreadBytes, FolderQuota.NONE);
    }

    private void append(String... values) throws Exception {
        for (String value : values) {
            await(spool.append(List.of(entry(null, value))));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theFileToFollowIsThereFromTheBeginning() {
        assertThat(spool.file()).isEmptyFile().hasFileName("logins.jsonl");
    }

    @Test
    void aLineFeedInsideAValueBecomesASpaceAndTheSendersArrayStaysAsItIs() throws Exception {
        byte[] value = "{\r\n\"user_id\":\n\"u-1\"}\n".getBytes(UTF_8);

        await(spool.append(List.of(new LoginInbox.Entry(null, value))));

        assertThat(Files.readString(spool.file())).isEqualTo("{\r \"user_id\": \"u-1\"} \n");
        assertThat(value).isEqualTo("{\r\n\"user_id\":\n\"u-1\"}\n".getBytes(UTF_8));
    }

    @Test
    void whatWasAppendedIsThereAfterAReopeningAndMoreComesBehindIt() throws Exception {
        append("a", "b");

        reopen(MEBIBYTE, MEBIBYTE);
        append("c");

        assertThat(spool.file()).hasContent("a\nb\nc\n");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "torn, ''", "'a\nb\ntorn', 'a\nb\n'", "'a\n', 'a\n'", "'\n\n\u0000', '\n\n'"})
    void aTornLastLineIsCutOffWhenItIsOpened(String found, String left) throws Exception {
        spool.close();
        Files.writeString(spool.file(), found);

        open();

        assertThat(Files.readString(spool.file())).isEqualTo(left);
        append("next");
        assertThat(Files.readString(spool.file())).isEqualTo(left + "next\n");
    }

    @ParameterizedTest
    @CsvSource({"65535", "65536", "65537", "200000"})
    void aTornLastLineMayBeLong(int length) throws Exception {
        append("whole");
        spool.close();
        Files.writeString(spool.file(), "x".repeat(length), StandardOpenOption.APPEND);

        open();

        assertThat(spool.file()).hasContent("whole\n");
    }

    @Test
    void aFileThatReachedItsLengthIsRenamedByTheNextAppend() throws Exception {
        reopen(3, MEBIBYTE);

        append("a", "b");
        assertThat(names()).containsExactly("logins.jsonl");
        append("c");

        assertThat(names()).containsExactly("logins.jsonl", "logins.jsonl.000001");
        assertThat(directory.resolve("logins.jsonl.000001")).hasContent("a\nb\n");
        assertThat(spool.file()).hasContent("c\n");
    }

    @Test
    void numbersGoOnAfterAReopening() throws Exception {
        reopen(1, MEBIBYTE);
        append("a", "b", "c");

        reopen(1, MEBIBYTE);
        append("d", "e");

        assertThat(names())
                .containsExactly(
                        "logins.jsonl",
                        "logins.jsonl.000001",
                        "logins.jsonl.000002",
                        "logins.jsonl.000003",
                        "logins.jsonl.000004");
        assertThat(kept()).containsExactly(bytes("a"), bytes("b"), bytes("c"), bytes("d"), bytes("e"));
    }

    @Test
    void filesBeforeTheOneBeingReadAreDeleted() throws Exception {
        reopen(1, MEBIBYTE);
        append("a", "b", "c", "d");

        spool.consumed(file -> file.endsWith("logins.jsonl.000002"), 0);
        assertThat(names()).containsExactly("logins.jsonl", "logins.jsonl.000002", "logins.jsonl.000003");

        spool.consumed(file -> file.endsWith("elsewhere.jsonl"), 0);
        assertThat(names()).containsExactly("logins.jsonl", "logins.jsonl.000002", "logins.jsonl.000003");

        spool.consumed(spool.file()::equals, 0);
        assertThat(names()).containsExactly("logins.jsonl");
        append("e");
        assertThat(names()).containsExactly("logins.jsonl", "logins.jsonl.000004");
    }

    @Test
    void itIsFullWhileMoreThanTheBoundIsUnreadAndKeepsWhatIsAppendedAllTheSame() throws Exception {
        reopen(4, 6);
        append("a", "b", "c"); // 4 bytes in the first file, 2 in the second
        assertThat(spool.isFull()).isFalse();
        append("d");
        assertThat(spool.isFull()).isTrue();
        reopen(4, 6);
        assertThat(spool.isFull()).isTrue();

        spool.consumed(file -> file.endsWith("logins.jsonl.000001"), 1);
        assertThat(spool.isFull()).isTrue();
        spool.consumed(file -> file.endsWith("logins.jsonl.000001"), 2);
        assertThat(spool.isFull()).isFalse();
        append("e");
        assertThat(spool.isFull()).isTrue();
        spool.consumed(file -> file.endsWith("logins.jsonl.000002"), 0);
        assertThat(spool.isFull()).isFalse();

        assertThat(kept()).containsExactly(bytes("c"), bytes("d"), bytes("e"));
    }

    /** However large a file is: once all of it is read the spool takes more, or it would wait for itself. */
    @Test
    void itIsNotFullOnceAllIsRead() throws Exception {
        reopen(1, 1);
        append("a", "a line longer than the bound");
        assertThat(spool.isFull()).isTrue();

        spool.consumed(spool.file()::equals, Files.size(spool.file()));

        assertThat(spool.isFull()).isFalse();
    }

    /** What waits will become insights and dead letters of about its own size, and needs that room. */
    @Test
    void itIsFullWhenItsQuotaLeavesNoRoomForWhatWaits() throws Exception {
        AtomicLong found = new AtomicLong();
        AtomicLong now = new AtomicLong();
        FolderQuota quota = new FolderQuota(directory, 100, now::get, Runnable::run, folder -> found.get());
        spool.close();
        spool = Spool.open(directory, MEBIBYTE, MEBIBYTE, quota);
        append("x".repeat(48));
        assertThat(spool.isFull()).as("49 of 100 bytes").isFalse();

        append("x");

        assertThat(spool.isFull()).as("51 of 100 bytes").isTrue();
        spool.consumed(spool.file()::equals, 51);
        assertThat(spool.isFull()).as("all is counted").isFalse();
        found.set(100);
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(spool.isFull()).as("others filled the folder").isTrue();
    }

    @Test
    void ofTheActiveFileWhatIsDurableMayBeReadAndOfOthersAll() throws Exception {
        reopen(5, MEBIBYTE);
        Object first = identity(spool.file());
        assertThat(spool.readableBytes(first)).isZero();
        append("a", "b");
        assertThat(spool.readableBytes(first)).isEqualTo(4);
        Files.writeString(spool.file(), "c\n", StandardOpenOption.APPEND);
        assertThat(spool.readableBytes(first)).isEqualTo(4);

        assertThatThrownBy(() -> append("d")).hasStackTraceContaining("something else wrote to it");
        append("d", "e");

        assertThat(spool.readableBytes(first)).isEqualTo(Long.MAX_VALUE);
        assertThat(spool.readableBytes(identity(spool.file()))).isEqualTo(2);
        assertThat(kept()).containsExactly(bytes("a"), bytes("b"), bytes("d"), bytes("e"));
    }

    @Test
    void aFailureFailsItsAppendAndIsClearedAwayBeforeTheNext() throws Exception {
        spool.close();
        FaultyDisk disk = new FaultyDisk(7);
        spool = Spool.open(directory, MEBIBYTE, MEBIBYTE, FolderQuota.NONE, disk);
        append("a");
        disk.after(0, FaultyDisk.Fault.FAILURE);

        assertThatThrownBy(() -> append("lost".repeat(100)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("No space left on device");
        append("b");

        assertThat(kept()).containsExactly(bytes("a"), bytes("b"));
    }

    @Test
    void closingWritesWhatWaitsAndRefusesWhatComesAfter() throws Exception {
        List<Future<List<CompletionStage<Void>>>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                String name = "t" + t;
                senders.add(threads.submit(() -> IntStream.range(0, 500)
                        .mapToObj(i -> spool.append(List.of(entry(null, name + "-" + i))))
                        .toList()));
            }
            spool.close();
        }

        int acknowledged = 0;
        for (Future<List<CompletionStage<Void>>> sender : senders) {
            for (CompletionStage<Void> stage : sender.get()) {
                try {
                    stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
                    acknowledged++;
                } catch (ExecutionException refused) {
                    assertThat(refused).hasRootCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
        assertThat(kept()).hasSize(acknowledged);
        spool.close();
        assertThatThrownBy(() -> append("late"))
                .hasRootCauseMessage("the spool in " + directory.toRealPath() + " is closed");
    }

    @Test
    void aSpoolHasItsDirectoryForItself() {
        assertThatThrownBy(() -> Spool.open(directory, 1, 1, FolderQuota.NONE))
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageContaining("in use by another process");
    }

    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
