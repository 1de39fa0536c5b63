package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.Partition;
import io.kafkafetch.application.ProgressListener;
import io.kafkafetch.application.ProgressReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells about once a second how far the whole group is, in a thread of its own: asks the cluster, not the lanes, and
 * never joins the group. Where the cluster does not answer, or holds what this version cannot read, it tells why and
 * tries on. Thread-safe.
 *
 * <p>It needs the rights to describe the group, and to describe and read the input topic, which the lanes need too.
 */
public final class GroupProgress implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupProgress.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    private final Supplier<ProgressLook> looks;
    private final ProgressListener listener;
    private final Duration period;
    private final Thread thread;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private boolean failing;

    /** @param looks makes one at the beginning, and after each failure */
    GroupProgress(Supplier<ProgressLook> looks, ProgressListener listener, Duration period) {
        this.looks = looks;
        this.listener = listener;
        this.period = period;
        this.thread = Thread.ofPlatform().name("kafka-fetch-progress").daemon().unstarted(this::run);
    }

    /** Of a service that reads the input topic. Does nothing before it is started. */
    public static GroupProgress ofTopic(LaneSettings settings, KafkaClients clients, ProgressListener listener) {
        return new GroupProgress(
                () -> new TopicProgress(
                        new GroupQueries(clients.admin(), settings.groupId(), format(settings)),
                        settings.inputTopic(),
                        new OldestRecords(() -> clients.probe(settings.groupId() + "-progress"), System::nanoTime),
                        InstantSource.system()),
                listener,
                PERIOD);
    }

    /** Of a service that reads a file and publishes to Kafka, see {@link SoleReaderLedger}. */
    public static GroupProgress ofFile(LaneSettings settings, KafkaClients clients, ProgressListener listener) {
        Partition partition = new Partition(settings.inputTopic(), 0);
        return new GroupProgress(
                () -> new AnchorProgress(
                        new GroupQueries(clients.admin(), SoleReaderLedger.name(settings), format(settings)),
                        partition,
                        Anchors.in(settings.outputTopic(), settings.inputTopic())
                                .of(partition),
                        InstantSource.system()),
                listener,
                PERIOD);
    }

    private static OffsetMetadata format(LaneSettings settings) {
        return new OffsetMetadata(settings.hourOfDay().zone());
    }

    /** Begins, once; the cluster and its topics should be there. */
    public synchronized void start() {
        if (!stopped.get() && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            thread.interrupt(); // once: another one would break into the clients' close
        }
    }

    /** Ends; waits for what it just does for at most two seconds. Listeners hear nothing after that. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(LAST_LOOK)) {
                LOG.warn("The reading of the group's progress has not ended within {} s", LAST_LOOK.toSeconds());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.debug("Never started");
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        @Nullable ProgressLook look = null;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    if (look == null) {
                        look = looks.get();
                    }
                    ProgressReport report = look.look();
                    fine();
                    listener.progress(report);
                } catch (ExecutionException | RuntimeException failure) {
                    if (failure instanceof InterruptException) {
                        return;
                    }
                    close(look);
                    look = null;
                    trouble(LaneStatus.describe(failure));
                }
                Thread.sleep(period);
            }
        } catch (InterruptedException closed) {
            LOG.debug("Ended");
        } finally {
            close(look);
        }
    }

    /** An interrupt would break the clients' close. */
    @SuppressWarnings("CatchingUnchecked")
    private static void close(@Nullable ProgressLook look) {
        boolean interrupted = Thread.interrupted();
        try {
            if (look != null) {
                look.close();
            }
        } catch (RuntimeException failure) {
            LOG.debug("A client was not closed", failure);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void trouble(String why) {
        if (!failing) {
            LOG.warn("How far group and topic are cannot be read, trying on: {}", why);
        }
        failing = true;
        listener.unknown(why);
    }

    private void fine() {
        if (failing) {
            LOG.info("How far group and topic are can be read again");
        }
        failing = false;
    }
}
