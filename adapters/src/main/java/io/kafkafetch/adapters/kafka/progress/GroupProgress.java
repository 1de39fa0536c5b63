package io.kafkafetch.adapters.kafka.progress;

import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.ClusterWatch;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.offsets.Anchors;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.TroubleBoard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Reports about once a second how far the whole group is, in a thread of its own: asks the cluster, not the lanes, and
 * never joins the group. Where the cluster does not answer, or holds what this version cannot read, it reports why and
 * retries. Thread-safe.
 *
 * <p>It needs the rights to describe the group, and to describe and read the input topic, which the lanes need too.
 */
public final class GroupProgress implements AutoCloseable {

    /** Of its troubles. */
    public static final String PLACE = "progress";

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Supplier<ProgressLook> looks;
    private final ProgressListener listener;
    private final Duration period;
    private final ClusterWatch watch;

    /** @param looks makes one at the beginning, and after each failure */
    GroupProgress(Supplier<ProgressLook> looks, ProgressListener listener, TroubleBoard board, Duration period) {
        this.looks = looks;
        this.listener = listener;
        this.period = period;
        this.watch = new ClusterWatch(
                "kafka-fetch-progress",
                "how far group and topic are",
                this::follow,
                fault -> {
                    board.report(PLACE, fault);
                    listener.unknown(fault);
                },
                () -> board.fine(PLACE),
                new Backoff(period, period));
    }

    /** Of a service that reads the input topic. Does nothing before it is started. */
    public static GroupProgress ofTopic(
            KafkaPipeline pipeline, KafkaClients clients, ProgressListener listener, TroubleBoard board) {
        return new GroupProgress(
                () -> new TopicProgress(
                        new GroupQueries(clients.admin(), pipeline.groupId(), OffsetMetadata.of(pipeline)),
                        pipeline.inputTopic(),
                        new OldestRecords(() -> clients.probe(pipeline.groupId() + "-progress"), System::nanoTime),
                        InstantSource.system()),
                listener,
                board,
                PERIOD);
    }

    /** Of a service that reads a file and publishes to Kafka, see {@link KafkaPipeline#fileGroupId}. */
    public static GroupProgress ofFile(
            KafkaPipeline pipeline, KafkaClients clients, ProgressListener listener, TroubleBoard board) {
        Partition partition = new Partition(pipeline.inputTopic(), 0);
        return new GroupProgress(
                () -> new AnchorProgress(
                        new GroupQueries(clients.admin(), pipeline.fileGroupId(), OffsetMetadata.of(pipeline)),
                        partition,
                        Anchors.in(pipeline.outputTopic(), pipeline.inputTopic())
                                .of(partition),
                        InstantSource.system()),
                listener,
                board,
                PERIOD);
    }

    /** Begins, once; the cluster and its topics should be there. */
    public void start() {
        watch.start();
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        watch.stop();
    }

    /** Ends; waits for what it just does for at most two seconds. Listeners hear nothing after that. */
    @Override
    public void close() {
        watch.close();
    }

    private void follow() throws ExecutionException, InterruptedException {
        ProgressLook look = looks.get();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ProgressReport report = look.look();
                watch.fine();
                listener.progress(report);
                Thread.sleep(period);
            }
        } finally {
            ClusterWatch.close(look::close);
        }
    }
}
