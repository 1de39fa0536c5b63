package io.kafkafetch.adapters.file.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.folder.RotatedFiles;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.intake.LoginPipeline;
import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A log, who writes and rotates it, and who reads it, turn by turn and by a clock that is set by hand. */
final class LogFixture implements AutoCloseable {

    static final Partition PARTITION = new Partition("user-login", 0);

    private static final Duration AGE = Duration.ofSeconds(5);
    private static final Duration ROTATION_WAIT = Duration.ofSeconds(2);

    final Path log;
    final FlakyLedger ledger = new FlakyLedger();
    final List<Losses.Loss> losses = new ArrayList<>();
    final Board board = new Board();
    final Troubles troubles = new Troubles("test", board.board, failure -> Optional.empty());
    private final boolean follow;
    private final FileOwner owner;
    private final RotatedFiles rotated;
    private Following source;
    private long nowNanos;
    private int rotations;
    private boolean restarted;

    /** Restarts that went on in a file of which nothing was read, and that was gone: who knows what was in it. */
    int unknowable;

    LogFixture(Path folder, boolean follow, FileOwner owner) {
        this(folder.resolve("app.log"), owner, follow, RotatedFiles.BY_TIME);
    }

    private LogFixture(Path log, FileOwner owner, boolean follow, RotatedFiles rotated) {
        this.log = log;
        this.rotated = rotated;
        this.follow = follow;
        this.owner = owner;
        this.source = newSource();
    }

    static LogFixture followed(Path folder) {
        return new LogFixture(folder, true, FileOwner.NOBODY);
    }

    /** A log of this name that somebody else writes. */
    static LogFixture of(Path log) {
        return new LogFixture(log, FileOwner.NOBODY, true, RotatedFiles.BY_TIME);
    }

    /** A log that is rotated as a spool is. */
    static LogFixture numbered(Path folder) {
        return new LogFixture(folder.resolve("app.log"), FileOwner.NOBODY, true, RotatedFiles.BY_NUMBER);
    }

    static FileSourceSettings settings(Path log, boolean follow) {
        return settings(log, follow, RotatedFiles.BY_TIME);
    }

    private static FileSourceSettings settings(Path log, boolean follow, RotatedFiles rotated) {
        return new FileSourceSettings(
                log,
                PARTITION,
                rotated,
                follow,
                LoginFormat.plain(MissingDeviceType.DEAD_LETTER),
                Optional.empty(),
                100,
                Duration.ofMillis(5),
                ROTATION_WAIT);
    }

    static LoginPipeline pipeline(FlakyLedger ledger, Duration age) {
        BatchPolicy policy = new BatchPolicy(50, age, 800); // closed by about three lines that are no logins
        return new LoginPipeline(policy, HourOfDay.UTC, new DeriveInsights(), ledger, Rejections.UNHEARD);
    }

    private Following newSource() {
        return new Following(settings(log, follow, rotated), pipeline(ledger, AGE), owner, losses::add, troubles);
    }

    /** Lines that no other file begins with. */
    static String[] lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "line %d %s".formatted(i, "z".repeat(80)))
                .toArray(String[]::new);
    }

    // ---- who writes

    /** Appends {@link #lines} of these numbers. */
    void append(int from, int to) throws IOException {
        append(String.join("\n", lines(from, to)) + "\n");
    }

    void append(String text) throws IOException {
        Files.writeString(log, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void truncate() throws IOException {
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Renames the log, and returns its new name; nothing has its old name until somebody writes. */
    Path rotate() throws IOException {
        return aged(Files.move(log, nextName()));
    }

    Path copyAndTruncate() throws IOException {
        Path copy = aged(Files.copy(log, nextName(), StandardCopyOption.COPY_ATTRIBUTES));
        truncate();
        return copy;
    }

    private Path nextName() {
        rotations++;
        return log.resolveSibling("app.log." + (1_000_000 - rotations)); // the last one first, were it by name
    }

    /** In order whatever the clock of the file system makes of them. */
    private Path aged(Path rotated) throws IOException {
        return Files.setLastModifiedTime(rotated, FileTime.fromMillis(1_000_000L + rotations));
    }

    // ---- who reads

    Turn turn() throws IOException {
        nowNanos += 1_000_000;
        boolean isGone = restarted && isUntouchedAndGone();
        Turn turn = source.turn(nowNanos);
        if (restarted && turn != Turn.NO_FILE) {
            restarted = false;
            unknowable += isGone ? 1 : 0;
        }
        return turn;
    }

    /** Whether nothing was read of the file that the source would go on in, and no file is that one any more. */
    private boolean isUntouchedAndGone() throws IOException {
        Optional<Bookmark> place = place().filter(bookmark -> bookmark.position() == 0);
        try (Stream<Path> files = Files.walk(folder())) {
            return place.isPresent() && files.noneMatch(place.get()::isIn);
        }
    }

    private Path folder() {
        return requireNonNull(log.getParent());
    }

    /** Reads until there is nothing to do now. */
    Turn settle() throws IOException {
        for (int turns = 0; turns < 2_000; turns++) {
            Turn turn = turn();
            switch (turn) {
                case AGAIN, COMMITTED, FAILED -> {}
                case WAIT, NO_FILE, OVER -> {
                    return turn;
                }
            }
        }
        throw new AssertionError("there is always more");
    }

    /** Reads, lets time pass until batches are closed and rotated files are left, and reads again. */
    Turn settleAndAge() throws IOException {
        for (int i = 0; i < 4; i++) {
            settle();
            nowNanos += AGE.toNanos();
        }
        return settle();
    }

    void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    void seal() {
        source.seal();
    }

    /** So many turns, whatever they come to. */
    void turns(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            turn();
        }
    }

    /** The same, and what is committed has the place in the form of the version before. */
    void restartWithABookmarkOfAnEarlierVersion() {
        ledger.bookmark(text -> text.replaceAll("^((?:\\S+ ){3}\\S+) .*$", "$1"));
        restart();
    }

    /** The source is gone, as it stands, and another begins. */
    void restart() {
        source.close();
        source = newSource();
        restarted = true;
    }

    /** Where the source would go on after a crash; empty before its first commit. */
    Optional<Bookmark> place() {
        List<BatchOutcome> committed = ledger.committed();
        return committed.isEmpty()
                ? Optional.empty()
                : Bookmark.of(committed.getLast().checkpoint().bookmark());
    }

    void assertLines(String... lines) {
        assertThat(ledger.lines()).containsExactly(lines);
    }

    @Override
    public void close() {
        source.close();
    }
}
