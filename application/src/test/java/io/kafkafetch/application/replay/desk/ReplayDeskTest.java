package io.kafkafetch.application.replay.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.Pacing;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.ReplayLimits;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.application.replay.RunEndedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ReplayDeskTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final ReplayOrder ORDER = new ReplayOrder(
            LetterFilter.ALL.in(LetterState.OPEN),
            List.of(),
            new ReplayLimits(10, OptionalInt.empty(), 0.1, 5),
            0,
            3,
            "",
            true);

    private static final Letter ANY = new Letter(
            new LetterId(new Partition("user-login-dlq", 0), 3),
            NOW,
            new Failure(
                    Optional.empty(),
                    "",
                    List.of(new LetterReason("missing", "ip")),
                    NOW,
                    "kafka-fetch",
                    0,
                    Optional.empty()),
            new Content.Whole(new Original(null, null, List.of())));

    private final BlockingQueue<RunReport> reports = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new ArrayList<>();

    private ReplayDesk desk(ReplayWork work) {
        return new ReplayDesk(work, 1_000, now -> "run", InstantSource.fixed(NOW), System::nanoTime, failures::add);
    }

    private Optional<OrderedRun> begin(ReplayDesk desk) {
        return desk.begin(ORDER, Optional.of("ops"), reports::add);
    }

    private RunTrouble.Code endOf(ReplayWork work) throws InterruptedException {
        try (ReplayDesk desk = desk(work)) {
            assertThat(begin(desk)).isPresent();
            return reports.take().trouble().orElseThrow().code();
        }
    }

    @Test
    void aRunThatIsWatchedEndsBetweenTransactionsAndNotInOne() throws Exception {
        CountDownLatch isCommitting = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        ReplayOutlet slow = new ReplayOutlet() {
            @Override
            public LetterStates open() {
                return new LetterStates();
            }

            @Override
            public Map<Partition, Long> commit(List<Replay> records, List<Marker> markers) throws InterruptedException {
                isCommitting.countDown();
                mayCommit.await();
                done.add("committed");
                return Map.of();
            }

            @Override
            public void close() {
                done.add("closed");
            }
        };
        ReplayDesk desk = desk((order, run, watch) -> {
            try (ReplayOutlet outlet = watch.overOutlet(slow)) {
                outlet.open();
                outlet.commit(List.of(), List.of());
                outlet.commit(List.of(), List.of());
            } catch (ReplayOutlet.TooLargeException never) {
                throw new AssertionError(never);
            }
        });
        assertThat(begin(desk)).isPresent();
        isCommitting.await();
        Thread stopping = Thread.ofPlatform().start(desk::stop);
        while (stopping.isAlive() && stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // for the transaction to end
        }
        assertThat(reports).isEmpty();
        mayCommit.countDown();
        stopping.join();

        assertThat(done).containsExactly("committed", "closed");
        assertThat(reports.take().trouble()).map(RunTrouble::code).contains(RunTrouble.Code.STOPPED);
    }

    @Test
    void whatWaitsIsEndedAtOnce() throws Exception {
        CountDownLatch isWaiting = new CountDownLatch(1);
        Pacing endless = records -> {
            isWaiting.countDown();
            new CountDownLatch(1).await();
        };
        ReplayDesk desk = desk((order, run, watch) -> watch.overPacing(endless).before(1));
        OrderedRun run = begin(desk).orElseThrow();
        isWaiting.await();
        assertThat(begin(desk)).as("one at a time").isEmpty();
        assertThat(run.report().ended()).isEmpty();

        desk.close();

        assertThat(run.report()).isEqualTo(reports.take());
        assertThat(run.report().trouble()).map(RunTrouble::code).contains(RunTrouble.Code.STOPPED);
        assertThat(run.report().by()).contains("ops");
        assertThat(begin(desk)).as("none any more").isEmpty();
        assertThat(desk.isClosed()).isTrue();
    }

    @Test
    void eachEndHasItsCode() throws Exception {
        assertThat(endOf((order, run, watch) -> {
                    throw new RunEndedException.Fenced();
                }))
                .isEqualTo(RunTrouble.Code.FENCED);
        assertThat(endOf((order, run, watch) -> {
                    throw new RunEndedException.Silent("nobody reads");
                }))
                .isEqualTo(RunTrouble.Code.CANARY_SILENT);
        assertThat(endOf((order, run, watch) -> {
                    throw new ReplayWork.UnusableException("no topic", new IllegalStateException());
                }))
                .isEqualTo(RunTrouble.Code.KAFKA_UNUSABLE);
        assertThat(failures).isEmpty();
        assertThat(endOf((order, run, watch) -> {
                    throw new OutOfMemoryError("as if");
                }))
                .isEqualTo(RunTrouble.Code.FAILED);
        assertThat(failures).hasSize(1);
    }

    @Test
    void theNextRunBeginsOnceTheFirstHasEnded() throws Exception {
        try (ReplayDesk desk = desk((order, run, watch) -> {})) {
            assertThat(desk.latest()).isEmpty();
            assertThat(begin(desk)).isPresent();
            assertThat(reports.take().trouble()).isEmpty();
            OrderedRun second = begin(desk).orElseThrow();
            reports.take();
            assertThat(desk.latest()).containsSame(second);
            assertThat(second.report().ended()).contains(NOW);
        }
    }

    @Test
    void aRecordThatIsTooLargeForTheServiceIsRefusedByName() throws Exception {
        Originals large = letter -> new Originals.Found.Whole(new Original(null, new byte[2_000], List.of()));
        Originals small = letter -> new Originals.Found.Whole(new Original(null, new byte[10], List.of()));
        RunWatch watch = new RunWatch(1_024, System::nanoTime);

        assertThat(watch.overOriginals(large).of(ANY))
                .isEqualTo(
                        new Originals.Found.Nothing("their records are larger than the 1 KiB that a service with this"
                                + " heap sends again: the command dlq replay sends them"));
        assertThat(watch.overOriginals(small).of(ANY)).isInstanceOf(Originals.Found.Whole.class);
    }
}
