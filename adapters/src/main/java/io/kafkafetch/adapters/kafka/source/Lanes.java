package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.consumer.GatedConsumer;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.ledger.LaneLedger;
import io.kafkafetch.adapters.kafka.ledger.LaneLedgers;
import io.kafkafetch.adapters.kafka.ledger.TopicGuard;
import io.kafkafetch.adapters.kafka.source.LaneStatus.Concern;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.ledger.ObservedLedger;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.ledger.PacedLedger;
import io.kafkafetch.application.record.RecordTraces;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.application.trouble.TroubleBoard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All lanes of a service: opens one for each consumer, lets them start once the cluster and its topics are there, and
 * stops them in order. Thread-safe.
 */
public final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(1);

    private final LaneSettings settings;
    private final InputTopic input;
    private final ProcessBatch processBatch;
    private final LaneLedgers ledgers;
    private final Rejections rejections;
    private final RecordTraces traces;
    private final Commits commits;
    private final TroubleBoard board;
    private final CountDownLatch clusterReady = new CountDownLatch(1);
    private final List<Running> lanes = new CopyOnWriteArrayList<>();

    private record Running(Lane lane, Outbox outbox, Committer committer, Thread commitThread, LaneStatus status) {}

    /** No lane yet. */
    public Lanes(
            LaneSettings settings,
            InputTopic input,
            ProcessBatch processBatch,
            LaneLedgers ledgers,
            Rejections rejections,
            RecordTraces traces,
            Commits commits,
            TroubleBoard board) {
        this.settings = settings;
        this.input = input;
        this.processBatch = processBatch;
        this.ledgers = ledgers;
        this.rejections = rejections;
        this.traces = traces;
        this.commits = commits;
        this.board = board;
    }

    /** The cluster answers and has the topics: lanes may join their group and read. */
    public void clusterReady() {
        clusterReady.countDown();
    }

    /** Signs of life of each lane. */
    public List<Vitals> vitals() {
        return lanes.stream().map(running -> running.status().vitals()).toList();
    }

    /** Whether a lane works as fast as it can, as where it catches up with a backlog. */
    public boolean areBusy() {
        return lanes.stream().anyMatch(running -> running.outbox().isFilling());
    }

    /** Opens the lane of this consumer, which was made by Micronaut and has not polled yet. */
    synchronized Lane open(Consumer<byte[], ByteBuffer> consumer) {
        int number = lanes.size();
        LaneStatus status = new LaneStatus(String.valueOf(number), board);
        Outbox outbox = new Outbox(settings.outboxBytes());
        LaneLedgers.OfLane behind = ledgers.of(number, outbox, outbox.pace());
        LaneLedger ledger = new TopicGuard(behind.ledger(), input.present());
        Lane lane = new Lane(
                settings, processBatch, consumer, behind.positions(), outbox, input, rejections, traces, status);
        Backoff backoff = new Backoff(FIRST_BACKOFF, LaneSettings.GREATEST_BACKOFF);
        OutcomeLedger observed = new ObservedLedger(status.vitals().watch(ledger), commits, System::nanoTime);
        status.vitals().allow(outbox.pace()::unusual);
        OutcomeLedger paced = new PacedLedger(observed, outbox.pace(), System::nanoTime);
        Committer committer =
                new Committer(outbox, paced, ledger::idle, () -> prepare(ledger, backoff, status), backoff, status);
        Thread commitThread = Thread.ofPlatform()
                .name("kafka-fetch-commit-" + number)
                .daemon()
                .start(() -> {
                    try (ledger) {
                        committer.run();
                    }
                });
        GatedConsumer.gate(consumer, lane);
        lanes.add(new Running(lane, outbox, committer, commitThread, status));
        return lane;
    }

    /**
     * Stops everything in order: no new reads; the consumers close, and in closing seal and commit their last batches;
     * then the commit threads. Bounded: some 10 s where the cluster does not answer, a fraction of a second where it
     * does. What could not be committed is counted by the partition's next owner.
     *
     * @param consumers closes all consumers of the lanes, on the poll threads
     */
    public void stop(AutoCloseable consumers) {
        lanes.forEach(running -> running.lane().stop());
        Thread closing = Thread.ofPlatform().name("kafka-fetch-stop").daemon().start(() -> close(consumers));
        join(closing, LaneSettings.REVOCATION_TIMEOUT.plus(GatedConsumer.CLOSE_TIMEOUT));
        lanes.forEach(running -> running.committer().stop());
        long deadline = System.nanoTime() + LAST_COMMIT.toNanos();
        for (Running running : lanes) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            if (!join(running.commitThread(), left)) {
                running.commitThread().interrupt();
            }
        }
        input.present().close();
    }

    private void prepare(LaneLedger ledger, Backoff backoff, LaneStatus status) throws InterruptedException {
        clusterReady.await();
        while (true) {
            try {
                ledger.open();
                status.fine(Concern.CLUSTER);
                backoff.reset();
                return;
            } catch (RuntimeException failure) { // also Micronaut's, around what is wrong with a client's settings
                status.trouble(Concern.CLUSTER, failure);
                backoff.pause();
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private static void close(AutoCloseable consumers) {
        try {
            consumers.close();
        } catch (Exception failure) {
            LOG.warn("Consumers did not close cleanly", failure);
        }
    }

    private static boolean join(Thread thread, Duration timeout) {
        try {
            return thread.join(timeout);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
