package io.kafkafetch.bootstrap.live;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reports about once a second how far this process is with a source that has no group and a sink that is not Kafka: from
 * the ledger's checkpoint at the start, and then from each commit. Where such a source ends is not known here.
 * Thread-safe.
 */
final class SourceProgress implements Commits, AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Partition partition;
    private final ProgressListener listener;
    private final InstantSource clock;
    private final Thread thread;
    private volatile Checkpoint checkpoint;

    /** @param ledger asked at once, before anybody commits to it */
    SourceProgress(OutcomeLedger ledger, Partition partition, ProgressListener listener, InstantSource clock) {
        this.partition = partition;
        this.listener = listener;
        this.clock = clock;
        this.checkpoint = ledger.checkpoints(List.of(partition)).getOrDefault(partition, Checkpoint.BEGINNING);
        this.thread = Thread.ofPlatform().name("kafka-fetch-progress").daemon().unstarted(this::run);
    }

    /** Begins to report; once. */
    void start() {
        thread.start();
    }

    @Override
    public void committed(Commit commit) {
        for (BatchOutcome outcome : commit.outcomes()) {
            if (outcome.batch().partition().equals(partition)) {
                checkpoint = outcome.checkpoint();
            }
        }
    }

    /** How far it is now. */
    ProgressReport report() {
        Checkpoint now = checkpoint;
        return new ProgressReport(
                clock.instant(),
                List.of(new PartitionProgress(
                        partition, now.position(), OptionalLong.empty(), Optional.empty(), now.running())));
    }

    private void run() {
        try {
            while (true) {
                listener.progress(report());
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
