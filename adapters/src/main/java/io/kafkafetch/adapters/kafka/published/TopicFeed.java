package io.kafkafetch.adapters.kafka.published;

import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.ClusterWatch;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.application.trouble.Fault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
 * Reads all partitions of some topics, as any other reader would: committed transactions alone, from the beginning or as far
 * back as asked, and then on as it comes, in a daemon thread of its own. Each record is reported once: after a failure it goes on
 * where it was. New partitions and recreated topics are read from their beginning. Thread-safe.
 *
 * <p>It must not slow the pipeline beside it. So it has a consumer of its own with small buffers, and rests: after a read
 * that was full it sleeps twice as long as that read and reporting it took, and so takes a third of a core at most,
 * however much there is to read; nine times as long, a tenth of a core, while the pipeline itself is busy. A read that is
 * not full has waited anyway.
 *
 * <p>It needs the rights to describe and read the topics.
 */
public final class TopicFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    /** How long it sleeps for each time unit of work, and while the pipeline is busy; and how long at most. */
    private static final int REST = 2;

    private static final int REST_WHILE_BUSY = 9;
    private static final long MOST_REST_NANOS = 1_000_000_000;

    private final Supplier<Admin> admins;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Reader reader;
    private final BooleanSupplier isBusy;
    private final PublishedPlace place;
    private final ClusterWatch watch;
    private boolean live;

    /**
     * What is read, and by whom.
     *
     * @param thread name of its thread
     * @param subject what is read, for the log
     * @param clientId of its consumer
     * @param topics that must be there
     * @param topicsIfThere that may be missing; they are read from when they come
     * @param history how far back it begins
     * @param backoff between attempts that fail
     */
    public record Plan(
            String thread,
            String subject,
            String clientId,
            List<String> topics,
            List<String> topicsIfThere,
            PublishedHistory history,
            Backoff backoff) {

        public Plan {
            topics = List.copyOf(topics);
            topicsIfThere = List.copyOf(topicsIfThere);
        }
    }

    /** Hears of it, on the feed's thread. */
    public interface Reader {

        /**
         * It begins, or a topic was recreated: nothing that was read counts any more.
         *
         * @param lives which life each of the topics is in; empty where the cluster does not know it
         */
        void begin(Map<String, String> lives);

        /**
         * The topics were looked at, before anything of them is read, and then every few seconds.
         *
         * @param consumer with all partitions assigned
         */
        default void looked(Admin admin, Consumer<?, ?> consumer) throws ExecutionException, InterruptedException {}

        /** A record, which is not reported again. */
        void read(ConsumerRecord<byte[], byte[]> record);

        /**
         * Not all is read yet that was there at the beginning.
         *
         * @param read offsets of it that are read
         * @param total offsets of it
         */
        void loading(long read, long total);

        /** All is read that was there at the beginning. */
        void live();

        /** An attempt failed for this reason; it tries again. */
        void failed(Fault why);

        /** The attempt is going well; said again and again. */
        void fine();
    }

    /**
     * A feed that has not begun.
     *
     * @param isBusy whether the pipeline beside it works as fast as it can
     */
    public TopicFeed(KafkaClients clients, Plan plan, Reader reader, BooleanSupplier isBusy) {
        this.admins = clients::admin;
        this.consumers = () -> clients.reader(plan.clientId());
        this.reader = reader;
        this.isBusy = isBusy;
        this.place = new PublishedPlace(plan.topics(), plan.topicsIfThere(), plan.history(), InstantSource.system());
        this.watch = new ClusterWatch(
                plan.thread(), plan.subject(), this::follow, reader::failed, reader::fine, plan.backoff());
    }

    /** Begins, once; the cluster and its topics should be there. */
    public void start() {
        watch.start();
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        watch.stop();
    }

    /** Ends; waits for what it just does for at most two seconds. The reader hears nothing after that. */
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
        reader.looked(admin, consumer);
        reportPlace();
        long lookedNanos = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            if (System.nanoTime() - lookedNanos > LOOK_PERIOD.toNanos()) {
                boolean isNew = look(admin, consumer);
                if (isNew) {
                    place.assign(consumer);
                }
                reader.looked(admin, consumer);
                if (isNew) {
                    reportPlace();
                }
                lookedNanos = System.nanoTime();
            }
            long begunNanos = System.nanoTime();
            int records = read(consumer);
            if (records >= KafkaClients.READER_RECORDS) {
                int rest = isBusy.getAsBoolean() ? REST_WHILE_BUSY : REST;
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
            reader.begin(place.lives());
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
                reader.read(record);
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
            reader.live();
        } else {
            reader.loading(place.read(), place.total());
        }
    }
}
