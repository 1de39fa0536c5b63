package io.kafkafetch.adapters.kafka.inbox;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records to a topic, many under way at once, acknowledged by all in-sync replicas. What is under way is
 * bounded by the producer's buffer: {@link #publish} waits while it is full. Used by one thread.
 */
public final class LoginPublisher implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param producer not transactional; closed with this publisher */
    public LoginPublisher(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Sends a record; it is acknowledged later.
     *
     * @throws KafkaException if this or an earlier record could not be published
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells
    public void publish(byte @Nullable [] key, byte @Nullable [] value) {
        check();
        producer.send(new ProducerRecord<>(topic, key, value), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /**
     * Waits until everything published is acknowledged.
     *
     * @throws KafkaException if something could not be published
     */
    public void flush() {
        producer.flush();
        check();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void check() {
        Exception first = failure.get();
        if (first != null) {
            throw new KafkaException("a record could not be published to " + topic + ": " + first.getMessage(), first);
        }
    }
}
