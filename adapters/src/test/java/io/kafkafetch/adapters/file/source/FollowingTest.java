package io.kafkafetch.adapters.file.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.bookmark.KnownFiles;
import io.kafkafetch.adapters.file.bookmark.Mark;
import io.kafkafetch.adapters.file.source.FlakyLedger.Fate;
import io.kafkafetch.adapters.file.source.FlakyLedger.Kill;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowingTest {

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

    @Test
    void whatIsAppendedIsReadAndItsBatchIsClosedByItsAge() throws IOException {
        log.append("a\n");
        assertThat(log.settle()).isEqualTo(Turn.WAIT);
        log.append("b\n");
        log.settle();
        assertThat(log.ledger.committed()).isEmpty();

        log.pass(Duration.ofSeconds(5));
        log.settle();

        log.assertLines("a", "b");
        assertThat(log.ledger.committed().getFirst().batch().trigger()).isEqualTo(Trigger.AGE);
    }

    @Test
    void aBatchThatIsFullIsCommittedOnceThereIsNothingMoreToRead() throws IOException {
        log.append("a\nb\nc\nd\n");
        log.settle();

        log.assertLines("a", "b", "c", "d");
        assertThat(log.ledger.commits()).isEqualTo(1);
    }

    @Test
    void aLineWithoutTerminatorWaitsForIt() throws IOException {
        log.append("a\nb");
        log.settleAndAge();
        log.assertLines("a");

        log.append("b\n");
        log.settleAndAge();
        log.assertLines("a", "bb");
    }

    @Test
    void whatIsSealedIsCommittedAtOnce() throws IOException {
        log.append("a\nb");
        log.settle();

        log.seal();

        log.assertLines("a");
        assertThat(log.ledger.committed().getFirst().batch().trigger()).isEqualTo(Trigger.REVOKED);
    }

    @Test
    void aLineAboveTheBoundIsRejectedAndTheNextIsRead() throws IOException {
        log.append("x".repeat(100) + "\n" + "y".repeat(101) + "\nz\n");
        log.settleAndAge();

        log.assertLines("x".repeat(100), "y".repeat(100), "z");
        List<List<Reason>> reasons = new ArrayList<>();
        log.ledger
                .committed()
                .forEach(outcome -> outcome.batch().deadLetters().forEach(letter -> reasons.add(letter.reasons())));
        assertThat(reasons)
                .containsExactly(
                        List.of(new Reason.OfRecord(RecordFault.NOT_JSON)),
                        List.of(new Reason.OfRecord(RecordFault.TOO_LARGE)),
                        List.of(new Reason.OfRecord(RecordFault.NOT_JSON)));
    }

    @Test
    void aFileThatIsNotThereYetIsWaitedFor() throws IOException {
        assertThat(log.settle()).isEqualTo(Turn.NO_FILE);

        log.append("a\n");
        log.settleAndAge();
        log.assertLines("a");
    }

    // ---- rotation by renaming

    @Test
    void aRenamedFileIsReadToItsEndAndThenItsSuccessor() throws IOException {
        log.append("a\n");
        log.settle();
        log.append("b\nc");
        log.rotate();
        log.append("d\n");
        log.settleAndAge();

        log.assertLines("a", "b", "c", "d");
    }

    @Test
    void whatIsWrittenToARenamedFileIsReadAsLongAsItGrows() throws IOException {
        log.append("a\n");
        log.settle();
        Path renamed = log.rotate();
        log.append("later\n");
        log.settle();
        Files.writeString(renamed, "a\nb\n");
        log.settle();
        log.pass(Duration.ofSeconds(1));
        Files.writeString(renamed, "a\nb\nc\n");
        log.settle();
        log.pass(Duration.ofSeconds(1));
        Files.writeString(renamed, "a\nb\nc\nd\n");
        log.settleAndAge();

        log.assertLines("a", "b", "c", "d", "later");
    }

    @Test
    void aRenamedFileWithoutSuccessorIsReadOn() throws IOException {
        log.append("a\n");
        log.settle();
        Path renamed = log.rotate();
        log.settleAndAge();
        Files.writeString(renamed, "a\nb\n");
        log.settleAndAge();

        log.assertLines("a", "b");
    }

    @Test
    void rotationsWhileNobodyReadsAreReadUpInOrder() throws IOException {
        log.append("a\n");
        log.settleAndAge();
        log.append("b\nc");
        log.rotate();
        log.append("d\n");
        log.rotate();
        log.append("e\nf\n");
        log.rotate();
        log.append("g\n");
        log.restart();
        log.settleAndAge();

        log.assertLines("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void filesOfOtherNamesAreNoneOfTheLog() throws IOException {
        log.append("a\n");
        log.settleAndAge();
        Files.writeString(folder.resolve("app.log.1.xz"), "wrong\n");
        Files.writeString(folder.resolve("app.log~"), "wrong\n");
        Files.writeString(folder.resolve("app-error.log"), "wrong\n");
        Files.createDirectory(folder.resolve("other"));
        Files.writeString(folder.resolve("other").resolve("app.log"), "wrong\n");
        Files.writeString(folder.resolve("other").resolve("app.log.1"), "wrong\n");
        Files.writeString(folder.resolve("app.lo"), "wrong\n");
        Files.writeString(folder.resolve("my-app.log"), "wrong\n");
        Files.createDirectory(folder.resolve("app.log.d"));
        log.rotate();
        log.append("b\n");
        log.settleAndAge();

        log.assertLines("a", "b");
    }

    @Test
    void aBatchMayReachOverARotation() throws IOException {
        log.append("a\n");
        log.settle();
        log.rotate();
        log.append("b\n");
        log.settle();
        log.pass(Duration.ofSeconds(3));
        log.settle();
        log.pass(Duration.ofSeconds(3));
        log.settle();

        log.assertLines("a", "b");
        assertThat(log.ledger.committed()).hasSize(1);
    }

    // ---- truncation

    @Test
    void aTruncatedFileIsReadFromItsBeginning() throws IOException {
        log.append("a\nb\n");
        log.settleAndAge();
        log.truncate();
        log.append("c\n");
        log.settleAndAge();

        log.assertLines("a", "b", "c");
    }

    @Test
    void aFileThatWasTruncatedAndHasGrownBeyondThePlaceIsReadFromItsBeginning() throws IOException {
        log.append("a\nb\n");
        log.settleAndAge();
        log.truncate();
        log.append("c\nd\ne\n");
        log.settleAndAge();

        log.assertLines("a", "b", "c", "d", "e");
    }

    @Test
    void truncationWhileNobodyReadsIsSeen() throws IOException {
        log.append("a\nb\n");
        log.settleAndAge();
        log.truncate();
        log.append("c\nd\ne\n");
        log.restart();
        log.settleAndAge();

        log.assertLines("a", "b", "c", "d", "e");
    }

    @Test
    void aBeginOfALineThatIsTruncatedAwayIsForgotten() throws IOException {
        log.append("a\nb");
        log.settleAndAge();
        log.truncate();
        log.append("c\nd\n");
        log.settleAndAge();

        log.assertLines("a", "c", "d");
    }

    @Test
    void whatWasNotReadBeforeATruncationIsReadInTheCopy() throws IOException {
        log.append("a\n");
        log.settleAndAge();
        log.append("b\nc");
        log.copyAndTruncate();
        log.append("d\n");
        log.settleAndAge();
        log.append("e\n");
        log.restart();
        log.append("f\n");
        log.copyAndTruncate();
        log.append("g\n");
        log.settleAndAge();

        log.assertLines("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void whereTheFileIsGoneThePresentOneIsReadFromItsBeginning() throws IOException {
        log.append("a\nb\n");
        log.settleAndAge();
        Path renamed = log.rotate();
        log.append("c\n");
        log.restart();
        Files.delete(renamed);
        log.settleAndAge();

        log.assertLines("a", "b", "c");
    }

    // ---- failures

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"REFUSED", "ANSWER_LOST"})
    void aCommitThatFailsIsTriedAgain(Fate fate) throws IOException {
        log.append("a\nb\nc\nd\n");
        log.ledger.next(fate, fate);
        assertThat(log.turn()).isEqualTo(Turn.AGAIN);
        assertThat(log.turn()).isEqualTo(Turn.FAILED);
        assertThat(log.board.codes()).containsOnlyKeys("test: committing");
        log.append("e\n");
        log.settleAndAge();

        log.assertLines("a", "b", "c", "d", "e");
    }

    @Test
    void afterAFailureNothingIsSealedSinceNobodyKnowsWhatIsCommitted() throws IOException {
        log.append("a\nb\nc\nd\n");
        log.ledger.next(Fate.ANSWER_LOST);
        log.turn();
        assertThat(log.turn()).isEqualTo(Turn.FAILED);

        log.seal();

        log.assertLines("a", "b", "c", "d");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER", "REFUSED", "ANSWER_LOST"})
    void whereverACommitGoesWrongEachLineIsCountedOnce(Fate fate) throws IOException {
        int commits = 0;
        for (int fine = 0; fine <= commits; fine++) {
            Path place = Files.createDirectory(folder.resolve("run-" + fine));
            try (LogFixture run = LogFixture.followed(place)) {
                IntStream.range(0, fine).forEach(i -> run.ledger.next(Fate.FINE));
                run.ledger.next(fate);
                scenario(run);

                run.assertLines(
                        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17");
                commits = run.ledger.commits();
            }
        }
        assertThat(commits).isGreaterThan(5);
    }

    private static void scenario(LogFixture run) throws IOException {
        run.append("1\n2\n3\n4\n5");
        survive(run);
        run.append("\n6\n7");
        run.rotate();
        run.append("8\n9\n");
        survive(run);
        run.append("10\n11\n12\n");
        run.rotate();
        run.append("13\n");
        run.rotate();
        run.append("14\n");
        survive(run);
        run.truncate();
        run.append("15\n16\n17\n");
        survive(run);
    }

    /** Reads and commits all there is, with another source where one is killed. */
    private static void survive(LogFixture run) throws IOException {
        try {
            run.settleAndAge();
        } catch (Kill killed) {
            run.restart();
            run.settleAndAge();
        }
    }

    @Test
    void aCheckpointOfAnotherSourceIsRefused() throws IOException {
        log.ledger.commit(List.of(new BatchOutcome(
                new LoginBatch(LogFixture.PARTITION, 0, 9, Trigger.SIZE, LoginTally.EMPTY, List.of()),
                List.of(),
                HourCounts.EMPTY)));
        log.append("a\n");

        assertThatThrownBy(log::turn)
                .isInstanceOf(UnusableSourceException.class)
                .hasMessage("what was counted of user-login-0 so far did not come from a file: choose an empty sink, or"
                        + " another name for the input");
    }

    // ---- the owner

    /** What begins like a gzip would not be followed, and a mark would be skipped; but anybody may post such a line. */
    @ParameterizedTest
    @ValueSource(strings = {"\u001f\u008b\u0008", "(\u00b5/\u00fd", "\u00ef\u00bb\u00bf"})
    void ofAnOwnerThatWritesLinesAloneTheFirstLineIsOneLikeAnyOther(String begin) throws IOException {
        log.close();
        log = new LogFixture(folder, true, new FileOwner() {
            @Override
            public long readableBytes(Object fileKey) {
                return Long.MAX_VALUE;
            }

            @Override
            public void consumed(Predicate<Path> isFile, long bytes) {}

            @Override
            public boolean writesLinesAlone() {
                return true;
            }
        });
        Files.write(folder.resolve("app.log"), (begin + "a\nb\n").getBytes(ISO_8859_1));
        log.settleAndAge();
        log.restart();
        log.append("c\n");
        log.settleAndAge();

        List<byte[]> values = new ArrayList<>();
        log.ledger
                .committed()
                .forEach(outcome -> outcome.batch()
                        .deadLetters()
                        .forEach(letter ->
                                values.add(requireNonNull(letter.original().value()))));
        assertThat(values.stream().map(value -> new String(value, ISO_8859_1))).containsExactly(begin + "a", "b", "c");
    }

    @Test
    void theOwnerSaysHowFarAndHearsWhatIsCommitted() throws IOException {
        log.close();
        List<String> told = new ArrayList<>();
        long[] readable = {2};
        FileOwner owner = new FileOwner() {
            @Override
            public long readableBytes(Object fileKey) {
                return readable[0];
            }

            @Override
            public void consumed(Predicate<Path> isFile, long bytes) {
                try (var files = Files.list(folder)) {
                    files.filter(isFile).forEach(file -> told.add(file.getFileName() + " " + bytes));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public boolean writesLinesAlone() {
                return false;
            }
        };
        log = new LogFixture(folder, true, owner);
        log.append("a\nb\n");
        log.settleAndAge();
        log.assertLines("a");
        assertThat(told).containsExactly("app.log 2");

        readable[0] = Long.MAX_VALUE;
        log.settleAndAge();
        Path renamed = log.rotate();
        log.append("c\n");
        log.settleAndAge();

        log.assertLines("a", "b", "c");
        assertThat(told).containsExactly("app.log 2", "app.log 4", "app.log 2");
        Files.delete(renamed);
        told.clear();
        log.restart();
        log.settle();
        assertThat(told).containsExactly("app.log 2");
    }

    @Test
    void textIsWhatABookmarkIsMadeOf() {
        KnownFiles known = new KnownFiles(
                List.of(new Mark(-1, Mark.WHOLE, 7, 0), new Mark(1, 99, Integer.MIN_VALUE, 3)), 1_764_432_000_000L);
        Bookmark bookmark = new Bookmark("(dev=fd00,ino=17)", 123, OptionalInt.of(1), 0xabcdef, known, true);

        assertThat(bookmark.text())
                .isEqualTo("file (dev=fd00,ino=17) 123 00abcdef 00000001"
                        + " mikh98g0,_____wAAAAcAAAAA,AAAAAYAAAAAAAAAD2r");
        assertThat(Bookmark.of(bookmark.text())).contains(bookmark);
        assertThat(Bookmark.of("")).isEmpty();
        assertThat(Bookmark.of("file x -1 00abcdef")).isEmpty();
        assertThat(Bookmark.of("file x 1 00abcdef 00000001 0,short")).isEmpty();
        assertThat(bookmark.text().getBytes(UTF_8)).hasSize(bookmark.text().length());
    }

    @Test
    void aBookmarkOfAnEarlierVersionIsReadAndWrittenAsItWas() {
        String text = "file (dev=fd00,ino=17) 123 00abcdef";

        assertThat(Bookmark.of(text).map(Bookmark::text)).contains(text);
    }

    @Test
    void theLargestBookmarkFitsIntoACheckpoint() {
        KnownFiles known = KnownFiles.NONE;
        for (int i = 0; i < 2 * KnownFiles.MOST; i++) {
            known = known.and(new Mark(i, Long.MAX_VALUE - 1, i, i), Map.of());
        }
        Bookmark bookmark = new Bookmark(
                "(dev=ffffffff,ino=18446744073709551615)", Long.MAX_VALUE / 10, OptionalInt.of(1), 1, known, false);

        assertThat(known.isFull()).isTrue();
        assertThat(bookmark.text()).hasSizeLessThanOrEqualTo(Checkpoint.MAX_BOOKMARK);
    }
}
