package io.kafkafetch.adapters.kafka.check;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster answered.
 *
 * @param value empty where it failed
 * @param failure null where it did not
 */
record Answer<T>(Optional<T> value, @Nullable Throwable failure) {

    /** For one request. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** @param future null where the client knows of none, which it always does of what it was asked for */
    static <T> Answer<T> of(@Nullable KafkaFuture<T> future) throws InterruptedException {
        if (future == null) {
            return new Answer<>(Optional.empty(), new KafkaException("not asked for"));
        }
        try {
            return new Answer<>(Optional.ofNullable(future.get()), null);
        } catch (ExecutionException failure) {
            return new Answer<>(Optional.empty(), failure.getCause() == null ? failure : failure.getCause());
        }
    }

    static int timeoutMillis() {
        return Math.toIntExact(TIMEOUT.toMillis());
    }

    boolean failedWith(Class<? extends Throwable> kind) {
        return kind.isInstance(failure);
    }
}
