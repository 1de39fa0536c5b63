package io.kafkafetch.adapters.file.ledger;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.disk.FaultyDisk;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/** Wherever the machine stops or writing fails: a prefix of the commits is there, all of each, and nothing else. */
class FileLedgerProperties {

    private static final InsightEncoder ENCODER = new InsightEncoder();

    /** So short that most commits begin a file. */
    private static final long MAX_SEGMENT_BYTES = 600;

    private static final int COMMITS = 8;

    /** More steps than opening and eight commits take. */
    private static final int STEPS = 110;

    private Path directory = Path.of("set before each try");

    @BeforeTry
    void createDirectory() throws IOException {
        directory = Files.createTempDirectory("kafka-fetch-ledger-").toRealPath();
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void afterACrashExactlyAPrefixOfTheCommitsIsThere(
            @ForAll @IntRange(max = STEPS) int steps, @ForAll @IntRange(max = 12) int stepsAfter, @ForAll long seed)
            throws IOException {
        List<List<BatchOutcome>> commits = commits(seed);
        FaultyDisk disk = new FaultyDisk(seed);
        disk.after(steps, FaultyDisk.Fault.CRASH);

        int returned = commitUntilTheCrash(disk, commits, 0);
        disk.comeBack();
        // And once more, while what the first crash left behind is being cleared away.
        FaultyDisk second = new FaultyDisk(seed + 1);
        second.after(stepsAfter, FaultyDisk.Fault.CRASH);
        int more = commitUntilTheCrash(second, commits, -1);
        second.comeBack();

        try (FileLedger ledger = SinkDirectory.open(directory, MAX_SEGMENT_BYTES, new FaultyDisk(seed))) {
            int there = committed(ledger, commits);
            assertThat(there).isGreaterThanOrEqualTo(Math.max(returned, more));
            assertJust(commits.subList(0, there), ledger);
            for (List<BatchOutcome> rest : commits.subList(there, commits.size())) {
                ledger.commit(rest);
            }
            assertJust(commits, ledger);
            Statistics.label("crashes").collect(disk.hasCrashed(), second.hasCrashed());
            Statistics.label("the commit that the crash interrupted").collect(there - returned);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void afterAFailureTheCheckpointsTellWhatIsThereAndNothingIsDoubled(
            @ForAll @IntRange(max = STEPS) int steps, @ForAll @IntRange(max = 6) int stepsAfter, @ForAll long seed)
            throws IOException {
        List<List<BatchOutcome>> commits = commits(seed);
        FaultyDisk disk = new FaultyDisk(seed);
        try (FileLedger ledger = SinkDirectory.open(directory, MAX_SEGMENT_BYTES, disk)) {
            disk.after(steps, FaultyDisk.Fault.FAILURE);
            int failures = 0;
            int done = 0;
            boolean unclear = false;
            while (done < commits.size()) {
                try {
                    if (unclear) {
                        done = committed(ledger, commits);
                        assertJust(commits.subList(0, done), ledger);
                        unclear = false;
                    } else {
                        ledger.commit(commits.get(done));
                        done++;
                    }
                } catch (UncheckedIOException failure) {
                    unclear = true;
                    failures++;
                    assertThat(failures)
                            .as("failures of a disk that failed twice")
                            .isLessThanOrEqualTo(2);
                    if (failures == 1) {
                        disk.after(stepsAfter, FaultyDisk.Fault.FAILURE);
                    }
                }
            }
            assertJust(commits, ledger);
            Statistics.label("failures").collect(failures);
        }
    }

    /** What a checkpoint tells is durable: a source may throw away what lies before it. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatTheCheckpointsTellAfterAFailureIsThereAfterACrashToo(
            @ForAll @IntRange(max = STEPS) int steps, @ForAll @IntRange(max = 4) int stepsAfter, @ForAll long seed)
            throws IOException {
        List<List<BatchOutcome>> commits = commits(seed);
        FaultyDisk disk = new FaultyDisk(seed);
        int told = 0;
        try (FileLedger ledger = SinkDirectory.open(directory, MAX_SEGMENT_BYTES, disk)) {
            disk.after(steps, FaultyDisk.Fault.FAILURE);
            try {
                for (List<BatchOutcome> commit : commits) {
                    ledger.commit(commit);
                    told++;
                }
            } catch (UncheckedIOException failure) {
                told = committed(ledger, commits);
            }
            disk.after(stepsAfter, FaultyDisk.Fault.CRASH);
            for (List<BatchOutcome> commit : commits.subList(told, commits.size())) {
                ledger.commit(commit);
            }
        } catch (FaultyDisk.Crash crash) {
            Statistics.label("told before the crash").collect(told);
        }
        disk.comeBack();

        try (FileLedger ledger = SinkDirectory.open(directory, MAX_SEGMENT_BYTES, new FaultyDisk(seed))) {
            assertThat(committed(ledger, commits)).isGreaterThanOrEqualTo(told);
        }
    }

    /** Opens the ledger and commits from where it stands, or from the beginning; how many commits are there for sure. */
    private int commitUntilTheCrash(FaultyDisk disk, List<List<BatchOutcome>> commits, int from) {
        int done = Math.max(from, 0);
        try (FileLedger ledger = SinkDirectory.open(directory, MAX_SEGMENT_BYTES, disk)) {
            if (from < 0) {
                done = committed(ledger, commits);
            }
            for (List<BatchOutcome> commit : commits.subList(done, commits.size())) {
                ledger.commit(commit);
                done++;
            }
        } catch (FaultyDisk.Crash crash) {
            return done;
        }
        return done;
    }

    /** How many of the commits the ledger's checkpoints tell are there; fails if they tell of half a commit. */
    private static int committed(FileLedger ledger, List<List<BatchOutcome>> commits) {
        Map<Partition, Checkpoint> told = ledger.checkpoints(List.of(LOGINS_0, LOGINS_1));
        Map<Partition, Checkpoint> expected = new HashMap<>();
        int count = 0;
        while (!told.equals(expected)) {
            assertThat(count)
                    .as("no prefix of the commits has checkpoints %s", told)
                    .isLessThan(commits.size());
            commits.get(count).forEach(outcome -> expected.put(outcome.batch().partition(), outcome.checkpoint()));
            count++;
        }
        return count;
    }

    private void assertJust(List<List<BatchOutcome>> commits, FileLedger ledger) throws IOException {
        List<String> insights = new ArrayList<>();
        List<Origin> deadLetters = new ArrayList<>();
        for (BatchOutcome outcome : commits.stream().flatMap(List::stream).toList()) {
            outcome.insights()
                    .forEach(insight -> insights.add(new String(ENCODER.value(insight, outcome.batch()), UTF_8)));
            outcome.batch().deadLetters().stream().map(DeadLetter::origin).forEach(deadLetters::add);
        }
        assertThat(SinkDirectory.insights(directory)).isEqualTo(insights);
        assertThat(SinkDirectory.deadLetters(directory)).isEqualTo(deadLetters);
        assertThat(SinkDirectory.counted(directory))
                .containsExactlyInAnyOrderElementsOf(commits.stream()
                        .flatMap(List::stream)
                        .map(outcome -> outcome.batch().name())
                        .toList());
        assertThat(committed(ledger, commits)).isEqualTo(commits.size());
    }

    /** Commits of one to three batches of two partitions, of logins or of dead letters. */
    private static List<List<BatchOutcome>> commits(long seed) {
        Random random = new Random(seed);
        Map<Partition, Checkpoint> positions = new HashMap<>();
        List<List<BatchOutcome>> commits = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            List<BatchOutcome> outcomes = new ArrayList<>();
            int batches = 1 + random.nextInt(3);
            for (int j = 0; j < batches; j++) {
                Partition partition = random.nextBoolean() ? LOGINS_0 : LOGINS_1;
                Checkpoint at = positions.getOrDefault(partition, Checkpoint.BEGINNING);
                BatchOutcome outcome = next(partition, at.position(), at.running(), random);
                positions.put(partition, outcome.checkpoint());
                outcomes.add(outcome);
            }
            commits.add(outcomes);
        }
        return commits;
    }

    private static BatchOutcome next(Partition partition, long position, HourCounts running, Random random) {
        return random.nextBoolean()
                ? outcome(partition, position, running, random.nextInt(24), random.nextInt(24))
                : rejected(partition, position, running, "not json", "x".repeat(random.nextInt(300)));
    }
}
