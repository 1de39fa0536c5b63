package io.kafkafetch.adapters.file.ledger;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.OutcomeLedgerContract;
import io.kafkafetch.adapters.file.disk.FolderFullException;
import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest extends OutcomeLedgerContract {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path directory;

    private FileLedger ledger;

    @BeforeEach
    void open() {
        ledger = SinkDirectory.open(directory, MEBIBYTE);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Override
    protected OutcomeLedger ledger() {
        return ledger;
    }

    @Override
    protected List<String> visibleInsights() throws IOException {
        return SinkDirectory.insights(directory);
    }

    @Override
    protected List<Origin> visibleDeadLetters() throws IOException {
        return SinkDirectory.deadLetters(directory);
    }

    private void reopen() {
        ledger.close();
        open();
    }

    @Test
    void aLineIsAnInsightAsItIsPublishedOrADeadLetter() throws IOException {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);

        ledger.commit(List.of(outcome, rejected(LOGINS_0, 1, outcome.running(), "a")));

        assertThat(Files.readString(directory.resolve("insights-000001.jsonl")))
                .isEqualTo(String.join("\n", insightsOf(outcome)) + "\n");
        assertThat(Files.readString(directory.resolve("dead-letters-000001.jsonl")))
                .isEqualTo("{\"topic\":\"user-login\",\"partition\":0,\"offset\":1,"
                        + "\"message\":\"the value is not JSON\",\"reasons\":[{\"code\":\"not-json\"}],"
                        + "\"failed_at\":\"2023-09-13T16:43:50Z\",\"value\":\"a\"}\n");
    }

    @Test
    void theCheckpointSaysHowFarEverythingIs() throws IOException {
        ledger.commit(List.of(
                outcome(LOGINS_1, 7, 1).at("12:34@56"),
                outcome(LOGINS_0, 0, 23, 23),
                rejected(LOGINS_0, 2, HourCounts.EMPTY, "a")));

        long insights = Files.size(directory.resolve("insights-000001.jsonl"));
        long deadLetters = Files.size(directory.resolve("dead-letters-000001.jsonl"));
        assertThat(Files.readString(directory.resolve("checkpoint.json")))
                .isEqualTo("""
                        {
                          "format" : "kafka-fetch-sink/1",
                          "zone" : "UTC",
                          "insights" : {
                            "segment" : 1,
                            "length" : %d
                          },
                          "dead_letters" : {
                            "segment" : 1,
                            "length" : %d
                          },
                          "partitions" : [ {
                            "topic" : "user-login",
                            "partition" : 0,
                            "position" : 3,
                            "hours" : [ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 ],
                            "bookmark" : ""
                          }, {
                            "topic" : "user-login",
                            "partition" : 1,
                            "position" : 8,
                            "hours" : [ 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 ],
                            "bookmark" : "12:34@56"
                          } ]
                        }
                        """.formatted(insights, deadLetters));
    }

    @Test
    void whatIsCommittedIsThereAfterAReopeningAndGoesOn() throws Exception {
        BatchOutcome first = outcome(LOGINS_0, 0, 9).at("12:34@56");
        ledger.commit(List.of(first));

        reopen();

        assertThat(ledger.checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(1, first.running(), "12:34@56")));
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 10);
        ledger.commit(List.of(second));
        assertVisible(first, second);
    }

    @Test
    void whatWasNotCommittedIsCutOffWhenItIsOpened() throws Exception {
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        ledger.commit(List.of(first));
        ledger.close();
        Files.writeString(directory.resolve("insights-000001.jsonl"), "{\"metric\":\n{", StandardOpenOption.APPEND);
        Files.writeString(directory.resolve("insights-000002.jsonl"), "{}\n");
        Files.writeString(directory.resolve("dead-letters-000001.jsonl"), "{}\n");
        Files.writeString(directory.resolve("dead-letters-000002.jsonl"), "{}\n");
        Files.writeString(directory.resolve("checkpoint.json.tmp"), "{");

        open();

        assertVisible(first);
        ledger.commit(List.of(rejected(LOGINS_0, 1, first.running(), "a")));
        assertThat(visibleDeadLetters()).containsExactly(new Origin(LOGINS_0, 1));
    }

    @Test
    void aFileThatReachedItsLengthIsLeftAloneAndTheNextCommitBeginsTheNext() throws Exception {
        ledger.close();
        ledger = SinkDirectory.open(directory, 1);
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 9, 10);
        BatchOutcome third = rejected(LOGINS_0, 3, second.running(), "a", "b");

        ledger.commit(List.of(first));
        ledger.commit(List.of(second));
        ledger.commit(List.of(third));

        assertThat(Files.readAllLines(directory.resolve("insights-000001.jsonl")))
                .isEqualTo(insightsOf(first));
        assertThat(Files.readAllLines(directory.resolve("insights-000002.jsonl")))
                .isEqualTo(insightsOf(second));
        assertThat(directory.resolve("insights-000003.jsonl")).doesNotExist();
        assertThat(directory.resolve("dead-letters-000002.jsonl")).doesNotExist();
        assertVisible(first, second, third);
    }

    @Test
    void filesBeforeTheLastMayBeMovedAway() throws Exception {
        ledger.close();
        ledger = SinkDirectory.open(directory, 1);
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 9, 10);
        ledger.commit(List.of(first));
        ledger.commit(List.of(second));

        Files.delete(directory.resolve("insights-000001.jsonl"));
        reopen();

        assertVisible(second);
    }

    /** A lane that has lost a partition may still come with an outcome of it, after another has committed. */
    @Test
    void whatIsCommittedAlreadyIsRefused() throws Exception {
        BatchOutcome first = outcome(LOGINS_0, 0, 9, 9);
        ledger.commit(List.of(first));

        assertThatThrownBy(() -> ledger.commit(List.of(outcome(LOGINS_1, 0, 9), outcome(LOGINS_0, 1, 9))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("user-login-0@1-1 begins before offset 2");

        assertThat(ledger.checkpoints(List.of(LOGINS_0, LOGINS_1)).keySet()).containsExactly(LOGINS_0);
        assertVisible(first);
    }

    @Test
    void lanesThatCommitAtOnceAreEachCommittedWhole() throws Exception {
        int commits = 20;
        List<Future<?>> lanes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (var partition : List.of(LOGINS_0, LOGINS_1)) {
                lanes.add(threads.submit(() -> {
                    HourCounts running = HourCounts.EMPTY;
                    for (int i = 0; i < commits; i++) {
                        BatchOutcome outcome = outcome(partition, i, running, 9);
                        ledger.commit(List.of(outcome));
                        running = outcome.running();
                    }
                    return running;
                }));
            }
            for (Future<?> lane : lanes) {
                lane.get(30, TimeUnit.SECONDS);
            }
        }

        reopen();

        assertThat(ledger.checkpoints(List.of(LOGINS_0, LOGINS_1)).values())
                .extracting(Checkpoint::position)
                .containsExactly(20L, 20L);
        assertThat(visibleInsights()).hasSize(2 * commits * 4).doesNotHaveDuplicates();
    }

    @Test
    void aFileSomebodyElseWroteToFailsOneCommitAndIsMended() throws Exception {
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        ledger.commit(List.of(first));
        Files.writeString(directory.resolve("insights-000001.jsonl"), "hello\n", StandardOpenOption.APPEND);
        BatchOutcome second = outcome(LOGINS_0, 1, first.running(), 10);

        assertThatThrownBy(() -> ledger.commit(List.of(second)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("something else wrote to it");

        assertThat(ledger.checkpoints(List.of(LOGINS_0)).values()).containsExactly(new Checkpoint(1, first.running()));
        ledger.commit(List.of(second));
        assertVisible(first, second);
    }

    @Test
    void aClosedLedgerTellsNothingAndTakesNothing() {
        ledger.close();
        ledger.close();

        assertThatThrownBy(() -> ledger.commit(List.of(outcome(LOGINS_0, 0, 9))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.checkpoints(List.of(LOGINS_0))).isInstanceOf(IllegalStateException.class);
    }

    /** Nothing is half written, a position may still be noted, and it goes on where it stood. */
    @Test
    void aFullFolderTakesNothingUntilThereIsRoomAgain() throws IOException {
        AtomicLong taken = new AtomicLong();
        AtomicLong now = new AtomicLong();
        FolderQuota quota = new FolderQuota(directory, 100, now::get, Runnable::run, folder -> taken.get());
        ledger.close();
        ledger = SinkDirectory.open(directory, MEBIBYTE, quota);
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = outcome(LOGINS_1, 0, 9);
        ledger.commit(List.of(first));
        assertThat(ledger.trouble()).map(Fault::code).contains(TroubleCode.SINK_FULL);

        assertThatThrownBy(() -> ledger.commit(List.of(second)))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FolderFullException.class)
                .hasMessageContaining("SINK_MAX_BYTES");
        assertThat(visibleInsights()).isEqualTo(insightsOf(first));
        ledger.advance(Map.of(LOGINS_0, new Checkpoint(12, HourCounts.EMPTY)));
        assertThat(ledger.checkpoints(List.of(LOGINS_0, LOGINS_1))).containsOnlyKeys(LOGINS_0);

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        ledger.commit(List.of(second));

        assertThat(ledger.checkpoints(List.of(LOGINS_1))).containsOnlyKeys(LOGINS_1);
        assertThat(visibleInsights())
                .hasSize(insightsOf(first).size() + insightsOf(second).size());
    }
}
