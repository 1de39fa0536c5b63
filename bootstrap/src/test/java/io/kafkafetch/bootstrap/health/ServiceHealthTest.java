package io.kafkafetch.bootstrap.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.application.trouble.TroubleListener;
import io.kafkafetch.bootstrap.config.HealthConfiguration;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServiceHealthTest {

    private static final Instant START = Instant.parse("2026-11-25T09:00:00Z");
    private static final Fault AWAY = Fault.of(TroubleCode.CLUSTER_AWAY, "broker-7.internal:9092 does not answer");

    private final AtomicLong nanos = new AtomicLong();
    private final Vitals lane = new Vitals("lane 0", nanos::get);
    private final FakeService service = new FakeService();
    private final ProgressWatch progress = new ProgressWatch(nanos::get);
    private final TroubleBoard board = new TroubleBoard(TroubleListener.UNHEARD, this::now);
    private long freeBytes = Long.MAX_VALUE;
    private final ServiceHealth health = new ServiceHealth(
            service,
            board,
            progress,
            new HealthConfiguration(Duration.ofSeconds(60), Runbook.OF_THE_REPOSITORY),
            Optional.empty(),
            new FreeDisk(List.of(java.nio.file.Path.of("")), path -> freeBytes),
            this::now);

    private final class FakeService implements Service {
        private final CompletableFuture<Void> started = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public CompletableFuture<Void> started() {
            return started;
        }

        @Override
        public CompletableFuture<Void> ended() {
            return ended;
        }

        @Override
        public List<Vitals> vitals() {
            return List.of(lane);
        }
    }

    private Instant now() {
        return START.plusNanos(nanos.get());
    }

    private void pass(int seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    private void allIsWell() {
        service.started.complete(null);
        lane.joined(true);
        lane.restored(true);
        progress.progress(new ProgressReport(now(), List.of()));
    }

    @Test
    void whereAllIsWellItIsUp() {
        allIsWell();

        assertThat(health.troubles()).isEmpty();
        assertThat(health.deadly()).isEmpty();
    }

    @Test
    void beforeTheStartItSaysThatItWaitsAndWhy() {
        board.report("reaching the cluster", AWAY);

        assertThat(HealthDetails.sentences(health.troubles()))
                .isEqualTo(Map.of(
                        "reaching the cluster", "Kafka does not answer. Nothing is lost.",
                        "service", "The service waits for Kafka and its topics. Nothing is lost."));
    }

    @Test
    void whatIsMissingIsToldSinceItIs() {
        allIsWell();
        pass(7);
        lane.joined(false);
        pass(5);
        lane.joined(false);
        progress.progress(new ProgressReport(now(), List.of()));

        assertThat(health.troubles())
                .containsExactly(new Trouble("lane 0: group", Fault.of(TroubleCode.NOT_JOINED), START.plusSeconds(7)));
    }

    @Test
    void whatIsReportedSaysMoreThanThatItIsNotDoneYet() {
        allIsWell();
        lane.restored(false);
        board.report("lane 0: restoring state and position", AWAY);

        assertThat(health.troubles()).extracting(Trouble::fault).containsExactly(AWAY);
    }

    @Test
    void manyPlacesOfOneCauseAreOneReport() {
        allIsWell();
        for (int lane = 0; lane < 3; lane++) {
            board.report("lane " + lane + ": committing", AWAY);
        }
        progress.unknown(AWAY);

        assertThat(HealthDetails.reports(health.troubles(), Runbook.OF_THE_REPOSITORY))
                .singleElement()
                .isEqualTo(Map.of(
                        "code", "cluster-away",
                        "severity", "down",
                        "place", "lane 0: committing, lane 1: committing, lane 2: committing, progress",
                        "what", "Kafka does not answer",
                        "since", "2026-11-25T09:00:00Z",
                        "effect", "Nothing is lost.",
                        "doing", "It tries again every few seconds.",
                        "action", TroubleCode.CLUSTER_AWAY.action(),
                        "runbook", "docs/RUNBOOK.md#cluster-away"));
    }

    @Test
    void healthTellsAnybodyNoNamesOfHostsAndNoPaths() {
        allIsWell();
        board.report("lane 0: committing", AWAY);
        freeBytes = 0;

        String told = HealthDetails.sentences(health.troubles())
                + HealthDetails.reports(health.troubles(), Runbook.OF_THE_REPOSITORY)
                        .toString();
        assertThat(told).contains("disk-low").doesNotContain("broker-7", "MiB");
    }

    @Test
    void aWarningLeavesItUp() {
        allIsWell();
        board.report("input", Fault.of(TroubleCode.RECORDS_HELD));
        board.report("view", AWAY.asWarning());

        List<Trouble> troubles = health.troubles();
        assertThat(HealthDetails.status(troubles)).isEqualTo(HealthStatus.UP);
        assertThat(HealthDetails.sentences(troubles)).isEmpty();
        assertThat(HealthDetails.reports(troubles, Runbook.OF_THE_REPOSITORY)).hasSize(2);
    }

    @Test
    void aThreadThatIsStuckIsDeadlyWhateverTheClusterDoes() {
        allIsWell();
        lane.pulse("commit thread").beat("committing");
        board.report("lane 0: committing", AWAY);
        pass(61);

        assertThat(HealthDetails.status(health.deadly())).isEqualTo(HealthStatus.DOWN);
        assertThat(health.deadly())
                .extracting(Trouble::place, trouble -> trouble.fault().code(), Trouble::since)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("lane 0: commit thread", TroubleCode.THREAD_STUCK, START));
    }
}
