package io.kafkafetch.adapters.file.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.file.ledger.TallyLines;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.application.trouble.TroubleListener;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The totals of a folder are those of its commits, whatever becomes of the file that keeps them. */
class FolderRollupsTest {

    private static final SecretUserKey KEY = SecretUserKey.of("a key of the tests");
    private static final Partition LOGINS = new Partition("log", 0);
    private static final long TIME = 1_700_000_000;

    @TempDir
    Path folder;

    private final RollupView view = new RollupView();
    private final TroubleBoard board = new TroubleBoard(TroubleListener.UNHEARD, InstantSource.system());

    private static Rules rules(SecretUserKey key) {
        return new Rules("", HourOfDay.UTC, MissingDeviceType.DEAD_LETTER, Optional.of(key));
    }

    private FileLedger open(SecretUserKey key) {
        return FileLedger.open(
                folder,
                1_000,
                FolderQuota.NONE,
                HourOfDay.UTC.zone(),
                new InsightEncoder(),
                new DeadLetterEncoder(() -> Instant.EPOCH),
                Optional.of(new TallyLines(
                        new TallyEncoder(rules(key)), outcome -> "", () -> Instant.ofEpochSecond(TIME))));
    }

    /** Commits so many batches of three logins, each batch of another minute and user, behind those that are there. */
    private static void commit(FileLedger ledger, SecretUserKey key, int batches) {
        Checkpoint at = ledger.checkpoints(List.of(LOGINS)).getOrDefault(LOGINS, Checkpoint.BEGINNING);
        HourCounts running = at.running();
        BatchAssembler assembler = new BatchAssembler(
                BatchPolicy.of(3, Duration.ofDays(1)),
                HourOfDay.UTC,
                Optional.of(new ByTime(Tally.DETAIL, Optional.of(key))));
        long offset = at.position();
        for (int i = 0; i < batches; i++) {
            long batch = offset / 3;
            Optional<LoginBatch> closed = Optional.empty();
            for (int j = 0; j < 3; j++) {
                closed = assembler.add(
                        LOGINS, offset++, new LoginEvent("2.3", "RI", TIME + 60 * batch, "iOS", 1 + batch), 7, 0);
            }
            BatchOutcome outcome = new DeriveInsights().process(closed.orElseThrow(), running);
            running = outcome.running();
            ledger.commit(List.of(outcome));
        }
    }

    /** Adds up what is committed. */
    private WindowTotal addUp(FileLedger ledger, SecretUserKey key) {
        try (FolderRollups rollups = new FolderRollups(ledger, rules(key), List.of(view), board)) {
            rollups.start();
        }
        return view.whole().orElseThrow().all();
    }

    private void assertAll(WindowTotal all, int batches) {
        assertThat(all.tally().logins()).isEqualTo(3L * batches);
        assertThat(all.tally().users().sketch().orElseThrow().estimate()).isEqualTo(batches);
        assertThat(view.whole().orElseThrow().standing().missing()).isZero();
        assertThat(view.whole().orElseThrow().standing().replayed()).isZero();
        assertThat(view.sum(HourOfDay.UTC, TIME - TIME % 60, TIME + 86_400)
                        .tally()
                        .logins())
                .isEqualTo(3L * batches);
    }

    @Test
    void totalsGoOnWhereTheyEnded() throws IOException {
        try (FileLedger ledger = open(KEY)) {
            commit(ledger, KEY, 5);
            assertAll(addUp(ledger, KEY), 5);
            commit(ledger, KEY, 4);
        }
        try (FileLedger ledger = open(KEY)) {
            assertAll(addUp(ledger, KEY), 9);
        }
        assertThat(Files.readString(folder.resolve("rollups.json")))
                .startsWith("{\"format\":\"kafka-fetch-rollups/1\",\"tallies\":{\"segment\":")
                .contains("\n{\"format\":\"kafka-fetch-rollup/1\",\"window\":\"all\",")
                .contains(
                        "\n{\"format\":\"kafka-fetch-rollup/1\",\"window\":\"PT1M\",\"start\":\"2023-11-14T22:13:00Z\",");
    }

    @Test
    void totalsThatAreLostOrDamagedAreMadeAgain() throws IOException {
        Path file = folder.resolve("rollups.json");
        try (FileLedger ledger = open(KEY)) {
            commit(ledger, KEY, 5);
            WindowTotal all = addUp(ledger, KEY);
            String text = Files.readString(file);
            for (String damaged :
                    List.of("", "{", text.substring(0, text.length() / 2), text.replace("rollups/1", "rollups/9"))) {
                Files.writeString(file, damaged);
                assertThat(addUp(ledger, KEY)).isEqualTo(all);
                commit(ledger, KEY, 0);
            }
            Files.delete(file);
            assertThat(addUp(ledger, KEY)).isEqualTo(all);
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }

    @Test
    void totalsOfALaterStateAreMadeAgain() throws IOException {
        byte[] later;
        try (FileLedger ledger = open(KEY)) {
            commit(ledger, KEY, 5);
            addUp(ledger, KEY);
            later = Files.readAllBytes(folder.resolve("rollups.json"));
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (FileLedger ledger = open(KEY)) {
            commit(ledger, KEY, 2);
            Files.write(folder.resolve("rollups.json"), later);
            assertAll(addUp(ledger, KEY), 2);
        }
    }

    /** Finished files of tallies may be taken away; the totals keep what was in them. */
    @Test
    void talliesThatWereAddedUpAreNeededNoMore() throws IOException {
        try (FileLedger ledger = open(KEY)) {
            commit(ledger, KEY, 5);
            addUp(ledger, KEY);
            Files.delete(folder.resolve("tallies-000001.jsonl"));
            commit(ledger, KEY, 4);
            assertAll(addUp(ledger, KEY), 9);
            Files.delete(folder.resolve("rollups.json"));
            addUp(ledger, KEY);
            assertThat(view.whole().orElseThrow().standing().before()).isPositive();
        }
    }

    @Test
    void aLineThatIsNoTallyIsPassedOverAndItsLoginsAreMissing() throws IOException {
        try (FileLedger ledger = open(KEY)) {
            commit(ledger, KEY, 1);
            Path tallies = folder.resolve("tallies-000001.jsonl");
            String text = Files.readString(tallies);
            commit(ledger, KEY, 1);
            String damaged = Files.readString(tallies)
                    .substring(text.length())
                    .replace("kafka-fetch-tally", "kafka-fetch-other");
            Files.writeString(tallies, text + damaged, StandardOpenOption.TRUNCATE_EXISTING);
            commit(ledger, KEY, 1);

            WindowTotal all = addUp(ledger, KEY);

            assertThat(all.tally().logins()).isEqualTo(6);
            assertThat(view.whole().orElseThrow().standing().missing()).isEqualTo(3);
        }
    }

    /** The second file cannot be read for a while, when the first is added up already. */
    @Test
    void readingThatEndsHalfwayCountsNothingTwice() throws IOException {
        try (FileLedger ledger = open(KEY);
                FolderRollups rollups = new FolderRollups(ledger, rules(KEY), List.of(view), board)) {
            commit(ledger, KEY, 5);
            Path second = folder.resolve("tallies-000002.jsonl");
            Path aside = Files.move(second, folder.resolve("aside"));
            Files.createDirectory(second);
            assertThat(rollups.addUp(false)).isTrue();
            Files.delete(second);
            Files.move(aside, second);

            assertThat(rollups.addUp(true)).isTrue();

            assertAll(view.whole().orElseThrow().all(), 5);
        }
    }

    @Test
    void usersOfAnotherKeyEndTheTotalsAndNotTheCommits() {
        SecretUserKey another = SecretUserKey.of("another key of the tests");
        try (FileLedger ledger = open(KEY)) {
            commit(ledger, KEY, 2);
            addUp(ledger, KEY);
        }
        try (FileLedger ledger = open(another)) {
            commit(ledger, another, 2);
            addUp(ledger, another);

            assertThat(board.present()).singleElement().satisfies(trouble -> {
                assertThat(trouble.fault().code()).isEqualTo(TroubleCode.ROLLUPS_UNUSABLE);
                assertThat(trouble.fault().details()).contains("set UNIQUE_USERS_KEY to the earlier key");
            });
            assertThat(ledger.checkpoints(List.of(LOGINS)).get(LOGINS)).isNotNull();
        }
    }
}
