package io.kafkafetch.adapters.kafka.published;

import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.ClusterWatch;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.trouble.TroubleBoard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads all that is published, all partitions of both output topics, as any other reader would: committed transactions
 * alone, from the beginning or as far back as asked, and then on as it comes, in a thread of its own. Each record is
 * reported once: after a failure it goes on where it was. New partitions and recreated topics are read from their beginning.
 * Records that are neither insights nor dead letters are passed over. Thread-safe.
 *
 * <p>It must not slow the pipeline beside it. So it has a consumer of its own with small buffers, and rests: after a read
 * that was full it sleeps twice as long as that read and reporting it took, and so takes a third of a core at most,
 * however much there is to read; nine times as long, a tenth of a core, while the pipeline itself is busy. A read that is
 * not full has waited anyway.
 *
 * <p>It needs the rights to describe and read both topics.
 */
public final class PublishedFeed implements AutoCloseable {

    private static final String PLACE = "reading back what is published";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration GREATEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    /** How long it sleeps for each time unit of work, and while the pipeline is busy; and how long at most. */
    private static final int REST = 2;

    private static final int REST_WHILE_BUSY = 9;
    private static final long MOST_REST_NANOS = 1_000_000_000;

    private final Supplier<Admin> admins;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final PublishedRecords records;
    private final List<PublishedListener> listeners;
    private final BooleanSupplier pipelineBusy;
    private final PublishedPlace place;
    private final ClusterWatch watch;
    private boolean live;

    /**
     * A feed that has not begun.
     *
     * @param history how far back it begins
     * @param pipelineBusy whether the pipeline beside it works as fast as it can
     */
    public PublishedFeed(
            KafkaPipeline pipeline,
            KafkaClients clients,
            PublishedHistory history,
            List<PublishedListener> listeners,
            TroubleBoard board,
            BooleanSupplier pipelineBusy) {
        this.admins = clients::admin;
        this.consumers = () -> clients.reader(pipeline.groupId() + "-live");
        this.listeners = List.copyOf(listeners);
        this.records = new PublishedRecords(pipeline.outputTopic(), listeners);
        this.pipelineBusy = pipelineBusy;
        this.place = new PublishedPlace(
                List.of(pipeline.outputTopic(), pipeline.deadLetterTopic()), history, InstantSource.system());
        this.watch = new ClusterWatch(
                "kafka-fetch-live",
                PLACE,
                this::follow,
                fault -> {
                    board.report(PLACE, fault.asWarning());
                    this.listeners.forEach(listener -> listener.unavailable(fault.sentence()));
                },
                () -> board.fine(PLACE),
                new Backoff(FIRST_BACKOFF, GREATEST_BACKOFF));
    }

    /** Begins, once; the cluster and its topics should be there. */
    public void start() {
        watch.start();
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        watch.stop();
    }

    /** Ends; waits for what it just does for at most two seconds. The listeners hear nothing after that. */
    @Override
    public void close() {
        watch.close();
    }

    private void follow() throws ExecutionException, InterruptedException {
        Admin admin = admins.get();
        try {
            Consumer<byte[], byte[]> consumer = consumers.get();
            try {
                follow(admin, consumer);
            } finally {
                ClusterWatch.close(() -> consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)));
            }
        } finally {
            ClusterWatch.close(() -> admin.close(Duration.ZERO));
        }
    }

    private void follow(Admin admin, Consumer<byte[], byte[]> consumer)
            throws ExecutionException, InterruptedException {
        look(admin, consumer);
        place.assign(consumer);
        reportPlace();
        long lookedNanos = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            if (System.nanoTime() - lookedNanos > LOOK_PERIOD.toNanos()) {
                if (look(admin, consumer)) {
                    place.assign(consumer);
                    reportPlace();
                }
                lookedNanos = System.nanoTime();
            }
            long begunNanos = System.nanoTime();
            int records = read(consumer);
            if (records >= KafkaClients.READER_RECORDS) {
                int rest = pipelineBusy.getAsBoolean() ? REST_WHILE_BUSY : REST;
                long restNanos = rest * (System.nanoTime() - begunNanos);
                Thread.sleep(Duration.ofNanos(Math.min(restNanos, MOST_REST_NANOS)));
            }
        }
    }

    /** Whether there is anything new of the topics, so that the consumer needs a new assignment. */
    private boolean look(Admin admin, Consumer<?, ?> consumer) throws ExecutionException, InterruptedException {
        PublishedPlace.Change change = place.look(admin, consumer);
        if (change == PublishedPlace.Change.FRESH) {
            live = false;
            listeners.forEach(PublishedListener::begin);
        }
        return change != PublishedPlace.Change.NONE;
    }

    private int read(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> read;
        try {
            read = consumer.poll(POLL);
        } catch (OffsetOutOfRangeException missed) {
            if (place.outOfRange(consumer, missed.offsetOutOfRangePartitions())) {
                throw missed; // and begins again
            }
            place.assign(consumer);
            return 0;
        }
        for (TopicPartition partition : read.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : read.records(partition)) {
                place.passed(partition, record.offset());
                records.report(record);
            }
        }
        watch.quiet(); // one topic may be read, and the other not
        if (!live) {
            place.caughtUpWith(consumer, place.behind());
            reportPlace();
        }
        return read.count();
    }

    private void reportPlace() {
        live = live || place.behind().isEmpty();
        if (live) {
            listeners.forEach(PublishedListener::live);
        } else {
            listeners.forEach(listener -> listener.loading(place.read(), place.total()));
        }
    }
}
