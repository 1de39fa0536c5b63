package io.kafkafetch.adapters.kafka.inbox;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.TraceHeaders;
import io.kafkafetch.application.intake.LoginInbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The inbox that is the input topic: what is appended is kept once all in-sync replicas have it.
 *
 * <p>A producer may block where it knows no broker or its buffer is full, so one thread of the inbox's own sends, in the
 * order of the appends. What is not acknowledged yet is held in memory: above as much as the line carries in some seconds,
 * {@link #FULL_BYTES} at most, the inbox {@linkplain #isFull is full}; above {@link #MAX_BYTES} an append fails at once. While the cluster is away an append
 * fails after 10 s to 50 s: it waits {@link #QUEUE_TIMEOUT} for its turn, and then for as long as the producer tries
 * (see {@link KafkaClients#inboxProducer}).
 *
 * <p>A stage completes on the producer's thread: what depends on it must not block. It fails with a
 * {@link KafkaException} that says what could not be kept, and why; of an append that failed the rest is not sent.
 * Thread-safe.
 */
public final class KafkaInbox implements LoginInbox, AutoCloseable {

    /** What waits for its acknowledgement in a healthy cluster near by is far below this. */
    static final long FULL_BYTES = 16L << 20;

    /** Bound on what waits for its acknowledgement, apart from the append that exceeds it. */
    static final long MAX_BYTES = 64L << 20;

    /** How long an append waits for its turn, behind others that the producer does not take. */
    private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long IDLE_MILLIS = 100;

    /** Rough cost of a record beside its bytes. */
    private static final int OVERHEAD = 128;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicLong heldBytes = new AtomicLong();
    private final SendWindow window = new SendWindow(FULL_BYTES);
    private final LinkedBlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final Thread sender;
    private boolean closed;

    /** @param producer not transactional, {@link KafkaClients#inboxProducer}; closed with this inbox */
    public KafkaInbox(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
        this.sender = Thread.ofPlatform().name("kafka-fetch-inbox").daemon().start(this::sendAll);
    }

    @Override
    public synchronized CompletionStage<Void> append(List<Entry> entries) {
        Append append = new Append(List.copyOf(entries));
        if (entries.isEmpty()) {
            append.stage.complete(null);
        } else if (closed) {
            append.stage.completeExceptionally(new KafkaException("the inbox is closed"));
        } else if (heldBytes.get() >= MAX_BYTES) {
            append.stage.completeExceptionally(new KafkaException(
                    "more than " + MAX_BYTES + " bytes wait for " + topic + " already: is the cluster away?"));
        } else {
            append.onTheirWay = heldBytes.addAndGet(append.bytes);
            queue.add(append);
        }
        return append.stage.minimalCompletionStage();
    }

    /**
     * Whether the cluster does not keep up with what is appended, or is away. How far whoever reads the topic is behind
     * plays no part: the topic holds as much as its retention lets it.
     */
    @Override
    public boolean isFull() {
        return heldBytes.get() >= window.bytes();
    }

    /** Takes no more, and waits for what was appended for at most some 10 s; what is not acknowledged by then fails. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            if (!sender.join(CLOSE_TIMEOUT)) {
                sender.interrupt();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            sender.interrupt();
        }
        producer.close(CLOSE_TIMEOUT);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void sendAll() {
        try {
            while (true) {
                boolean last = isClosed();
                Append next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                } else if (last) {
                    return;
                }
            }
        } catch (InterruptedException closedInHaste) {
            Thread.currentThread().interrupt();
        } finally {
            queue.forEach(append -> append.fail(new KafkaException("the inbox was closed before this was sent")));
        }
    }

    private void send(Append append) throws InterruptedException {
        if (System.nanoTime() - append.sinceNanos > QUEUE_TIMEOUT.toNanos()) {
            append.fail(new TimeoutException("not sent to " + topic + " within " + QUEUE_TIMEOUT.toSeconds()
                    + " s, others were waiting before: is the cluster away?"));
            return;
        }
        for (Entry entry : append.entries) {
            if (append.stage.isCompletedExceptionally()) {
                append.ended();
            } else {
                send(append, entry);
            }
            if (Thread.interrupted()) {
                append.stage.completeExceptionally(new KafkaException("the inbox was closed before all was sent"));
                throw new InterruptedException();
            }
        }
    }

    @SuppressWarnings({"FutureReturnValueIgnored", "CatchingUnchecked"}) // the callback tells
    private void send(Append append, Entry entry) {
        int bytes = entry.value().length;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, entry.key(), entry.value());
        TraceHeaders.add(record.headers(), entry.trace());
        try {
            producer.send(record, (metadata, failure) -> append.ended(bytes, failure));
        } catch (RuntimeException failure) { // then the callback is not called
            append.ended(bytes, failure);
        }
    }

    private RuntimeException notKept(int bytes, Exception failure) {
        return failure instanceof RecordTooLargeException
                ? new EntryTooLargeException(
                        "a record of " + bytes + " bytes is larger than topic " + topic
                                + " takes: raise its max.message.bytes",
                        failure)
                : new KafkaException(
                        "a record was not kept in topic " + topic + ": " + KafkaFaults.describe(failure), failure);
    }

    /** What was appended at once. */
    private final class Append {
        private final List<Entry> entries;
        private final long bytes;
        private final long sinceNanos = System.nanoTime();
        private final AtomicInteger open;
        private long onTheirWay;
        private final CompletableFuture<Void> stage = new CompletableFuture<>();

        private Append(List<Entry> entries) {
            this.entries = entries;
            this.bytes = entries.stream()
                    .mapToLong(entry -> OVERHEAD + entry.value().length + length(entry.key()))
                    .sum();
            this.open = new AtomicInteger(entries.size());
        }

        private static long length(byte @Nullable [] key) {
            return key == null ? 0 : key.length;
        }

        /** Nothing of it was sent. */
        private void fail(KafkaException failure) {
            heldBytes.addAndGet(-bytes);
            window.failed(onTheirWay, age());
            stage.completeExceptionally(failure);
        }

        /** One of its records is kept, or not. */
        private void ended(int recordBytes, @Nullable Exception failure) {
            if (failure != null) {
                window.failed(onTheirWay, age());
                stage.completeExceptionally(notKept(recordBytes, failure));
            }
            ended();
        }

        private void ended() {
            if (open.decrementAndGet() == 0) {
                heldBytes.addAndGet(-bytes);
                if (stage.complete(null)) {
                    window.acknowledged(onTheirWay, age());
                }
            }
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }
}
