package io.kafkafetch.adapters.file.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import io.kafkafetch.adapters.file.source.FlakyLedger.Fate;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.progress.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source in its own thread, with real time. */
class FileSourceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Board board = new Board();
    private final FlakyLedger ledger = new FlakyLedger();
    private @Nullable FileSource running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.stop();
        }
    }

    private FileSource source(String name, boolean follow) {
        return new FileSource(
                LogFixture.settings(folder.resolve(name), follow),
                new Vitals("file", System::nanoTime),
                LogFixture.pipeline(ledger, Duration.ofMillis(50)),
                FileOwner.NOBODY,
                Losses.UNHEARD,
                board.board,
                failure -> Optional.empty());
    }

    private CompletableFuture<String> start(String name, boolean follow) {
        FileSource source = source(name, follow);
        running = source;
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                source.run();
                end.complete("fine");
            } catch (Throwable failure) {
                end.complete(failure.toString());
            }
        });
        return end;
    }

    private FileSource source() {
        return requireNonNull(running);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("app.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
            Thread.sleep(1);
        }
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    @Test
    void aFileIsReadToItsEndWithItsLastLine() throws Exception {
        write(numbered(5_000) + "last");
        FileSource source = source("app.log", false);

        source.run();

        assertThat(ledger.lines()).hasSize(5_001).startsWith("1", "2", "3").endsWith("5000", "last");
        assertThat(ledger.committed().getLast().batch().trigger()).isEqualTo(Trigger.END);
        assertThat(board.codes()).isEmpty();
    }

    @Test
    void whatWasReadToItsEndIsNotReadAgain() throws Exception {
        write("1\n2\n");
        source("app.log", false).run();
        write("3\n");
        source("app.log", false).run();
        source("app.log", false).run();

        assertThat(ledger.lines()).containsExactly("1", "2", "3");
    }

    @Test
    void anEmptyFileIsReadToItsEnd() throws Exception {
        write("");
        source("app.log", false).run();

        assertThat(ledger.committed()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsTold() throws Exception {
        assertThatThrownBy(() -> source("missing", false).run())
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith("there is no such file");
        Files.createDirectory(folder.resolve("folder"));
        assertThatThrownBy(() -> source("folder", false).run())
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith("this is a directory, not a file");
    }

    @Test
    void aCompressedFileIsReadToItsEndAndGoneOnWithInTheMiddle() throws Exception {
        Path file = folder.resolve("app.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(numbered(50_000).getBytes(UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> source("app.gz", false).run())
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageEndingWith("at byte " + whole.length / 2 + " of the input");
        List<String> half = ledger.lines();
        assertThat(half.size()).isBetween(20_000, 40_000);
        assertThat(String.join("\n", half))
                .isEqualTo(numbered(50_000).substring(0, String.join("\n", half).length()));

        Files.write(file, whole);
        source("app.gz", false).run();

        List<String> all = ledger.lines();
        assertThat(String.join("", all)).isEqualTo(numbered(50_000).replace("\n", ""));
        assertThat(all.size()).isBetween(50_000, 50_001); // the line at the cut came in two
    }

    @Test
    void aCompressedFileIsNotFollowed() throws Exception {
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("app.gz")))) {
            gzip.write(1);
        }

        assertThatThrownBy(() -> source("app.gz", true).run())
                .isInstanceOf(UnusableSourceException.class)
                .hasMessage(folder.resolve("app.gz") + " is compressed: it can be read to its end, but not followed;"
                        + " follow the plain file instead");
    }

    @Test
    void aStopCommitsWhatWasRead() throws Exception {
        write("1\n2\n");
        CompletableFuture<String> end = start("app.log", true);
        write("3\n4\n5\n6");
        until(() -> !ledger.committed().isEmpty());

        source().stop();

        assertThat(end.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("fine");
        assertThat(ledger.lines()).containsExactly("1", "2", "3", "4", "5");
        assertThat(ledger.committed().getLast().batch().trigger()).isEqualTo(Trigger.REVOKED);
    }

    @Test
    void aFileIsWaitedFor() throws Exception {
        CompletableFuture<String> end = start("app.log", true);
        until(() -> board.codes().equals(Map.of("file: reading", "file-missing")));

        write("1\n2\n3\n");

        until(() -> !ledger.committed().isEmpty());
        until(() -> board.codes().isEmpty());
        assertThat(end).isNotDone();
    }

    @Test
    void aLedgerThatFailsIsTriedUntilItCommits() throws Exception {
        write(numbered(3));
        refuseAll();
        CompletableFuture<String> end = start("app.log", true);
        until(() -> !board.codes().isEmpty());
        write(numbered(3));
        ledger.only(Fate.ANSWER_LOST);

        until(() -> ledger.lines().size() == 6);
        until(() -> board.codes().isEmpty());
        assertThat(end).isNotDone();
        assertThat(ledger.lines()).containsExactly("1", "2", "3", "1", "2", "3");
    }

    private void refuseAll() {
        Fate[] refused = new Fate[10_000];
        Arrays.fill(refused, Fate.REFUSED);
        ledger.next(refused);
    }

    @Test
    void aStopEndsTheWaitForALedger() throws Exception {
        write(numbered(3));
        refuseAll();
        CompletableFuture<String> end = start("app.log", true);
        until(() -> ledger.commits() > 1);

        source().stop();

        assertThat(end.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("fine");
        assertThat(ledger.committed()).isEmpty();
    }
}
