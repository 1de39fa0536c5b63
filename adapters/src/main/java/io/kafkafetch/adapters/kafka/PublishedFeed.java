package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.json.InsightDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all that is published, all partitions of both output topics, as any other reader would: committed transactions
 * alone, from the beginning and then on as it comes, in a thread of its own. Each record is told of once: after a failure
 * it goes on where it was. New partitions are read from their beginning. Topics that were made anew are read anew.
 * Records that are neither insights nor dead letters are passed over. Thread-safe.
 *
 * <p>It must not slow the pipeline beside it. So it has a consumer of its own with small buffers, and rests: after a read
 * that was full it sleeps twice as long as that read and its telling took, and so takes a third of a core at most,
 * however much there is to read. A read that is not full has waited anyway.
 *
 * <p>It needs the rights to describe and read both topics.
 */
public final class PublishedFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_PERIOD = Duration.ofSeconds(5);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration GREATEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);
    private static final Duration LAST_READ = Duration.ofSeconds(2);

    /** How long it sleeps for each time unit of work. */
    private static final int REST = 2;

    private final Supplier<Admin> admins;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final InsightDecoder insights;
    private final String outputTopic;
    private final PublishedListener listener;
    private final PublishedPlace place;
    private final Backoff backoff = new Backoff(FIRST_BACKOFF, GREATEST_BACKOFF);
    private final Thread thread;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private boolean failing;
    private boolean live;

    /**
     * A feed that has not begun.
     *
     * @param history how far back it begins: records that were published since then; empty for all there are
     */
    public PublishedFeed(
            LaneSettings settings,
            KafkaClients clients,
            InsightDecoder insights,
            Optional<Duration> history,
            PublishedListener listener) {
        this.admins = clients::admin;
        this.consumers = () -> clients.reader(settings.groupId() + "-live");
        this.insights = insights;
        this.outputTopic = settings.outputTopic();
        this.listener = listener;
        this.place = new PublishedPlace(
                List.of(settings.outputTopic(), settings.deadLetterTopic()), history, InstantSource.system());
        this.thread = Thread.ofPlatform().name("kafka-fetch-live").daemon().unstarted(this::run);
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

    /** Ends; waits for what it just does for at most two seconds. The listener hears nothing after that. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(LAST_READ)) {
                LOG.warn("The reading of what is published has not ended within {} s", LAST_READ.toSeconds());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.debug("Never started");
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    follow();
                } catch (ExecutionException | RuntimeException failure) {
                    if (failure instanceof InterruptException) {
                        return;
                    }
                    trouble(LaneStatus.describe(failure));
                    backoff.pause();
                }
            }
        } catch (InterruptedException closed) {
            LOG.debug("Ended");
        }
    }

    private void follow() throws ExecutionException, InterruptedException {
        Admin admin = admins.get();
        try {
            Consumer<byte[], byte[]> consumer = consumers.get();
            try {
                follow(admin, consumer);
            } finally {
                close(() -> consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)));
            }
        } finally {
            close(() -> admin.close(Duration.ZERO));
        }
    }

    private void follow(Admin admin, Consumer<byte[], byte[]> consumer)
            throws ExecutionException, InterruptedException {
        look(admin, consumer);
        place.assign(consumer);
        fine();
        tellPlace();
        long lookedNanos = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            if (System.nanoTime() - lookedNanos > LOOK_PERIOD.toNanos()) {
                if (look(admin, consumer)) {
                    place.assign(consumer);
                    tellPlace();
                }
                lookedNanos = System.nanoTime();
            }
            long begunNanos = System.nanoTime();
            int records = read(consumer);
            if (records >= KafkaClients.READER_RECORDS) {
                Thread.sleep(Duration.ofNanos(REST * (System.nanoTime() - begunNanos)));
            }
        }
    }

    /** Whether there is anything new of the topics, so that the consumer has to be assigned anew. */
    private boolean look(Admin admin, Consumer<?, ?> consumer) throws ExecutionException, InterruptedException {
        PublishedPlace.Change change = place.look(admin, consumer);
        if (change == PublishedPlace.Change.ANEW) {
            live = false;
            listener.begin();
        }
        return change != PublishedPlace.Change.NONE;
    }

    private int read(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (OffsetOutOfRangeException missed) {
            if (place.outOfRange(consumer, missed.offsetOutOfRangePartitions())) {
                throw missed; // and begins anew
            }
            place.assign(consumer);
            return 0;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            place.passed(new TopicPartition(record.topic(), record.partition()), record.offset());
            tell(record);
        }
        backoff.reset();
        if (!live) {
            place.caughtUpWith(consumer, place.behind());
            tellPlace();
        }
        return records.count();
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        Instant publishedAt = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
        if (!record.topic().equals(outputTopic)) {
            PublishedDeadLetter.of(record.headers(), publishedAt)
                    .ifPresent(deadLetter -> listener.deadLetter(deadLetter, publishedAt));
        } else if (hasValue(record)) {
            insights.decode(record.value()).ifPresent(insight -> listener.insight(insight, publishedAt));
        }
    }

    private void tellPlace() {
        live = live || place.behind().isEmpty();
        if (live) {
            listener.live();
        } else {
            listener.loading(place.read(), place.total());
        }
    }

    private void trouble(String why) {
        if (!failing) {
            LOG.warn("What is published cannot be read, trying on: {}", why);
        }
        failing = true;
        listener.unavailable(why);
    }

    private void fine() {
        if (failing) {
            LOG.info("What is published can be read again");
        }
        failing = false;
    }

    /** An interrupt would break the clients' close. */
    @SuppressWarnings("CatchingUnchecked")
    private static void close(Runnable closing) {
        boolean interrupted = Thread.interrupted();
        try {
            closing.run();
        } catch (RuntimeException failure) {
            LOG.debug("A client was not closed", failure);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("ConstantConditions") // a tombstone has none
    private static boolean hasValue(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null;
    }
}
