package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.kafka.PollGate.Turn;
import io.kafkafetch.adapters.kafka.budget.PollBudget;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose polls pass a {@link PollGate}. Micronaut's poll loop calls a listener only when there are records,
 * undoes a pause after one poll, and passes every exception to an error strategy that skips records; here, in front of
 * the loop, a lane can hold back without leaving the group, act on a quiet topic, and keep what a failed poll would
 * have lost.
 *
 * <p>Apart from {@link Consumer#poll(Duration)}, {@link Consumer#wakeup()} and {@link Consumer#close()}, which is
 * bounded, every call goes straight through.
 */
final class GatedConsumer implements InvocationHandler {

    private final Consumer<?, ?> delegate;
    private final Duration closeTimeout;
    private final long pollBytes;
    private volatile boolean polling;
    private volatile boolean woken;
    private @Nullable PollGate gate;

    private GatedConsumer(Consumer<?, ?> delegate, Duration closeTimeout, long pollBytes) {
        this.delegate = delegate;
        this.closeTimeout = closeTimeout;
        this.pollBytes = pollBytes;
    }

    /** The consumer behind a gate yet to be set; closes within about this time, callbacks not included. */
    static <K, V> Consumer<K, V> around(Consumer<K, V> consumer, Duration closeTimeout) {
        return around(consumer, closeTimeout, Long.MAX_VALUE);
    }

    /** The same; its deserializers, which keep a {@link PollBudget}, unpack about so many bytes a poll. */
    @SuppressWarnings("unchecked")
    static <K, V> Consumer<K, V> around(Consumer<K, V> consumer, Duration closeTimeout, long pollBytes) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                GatedConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new GatedConsumer(consumer, closeTimeout, pollBytes));
    }

    /** Sets the gate of a consumer made by {@link #around}, before its first poll. */
    static void gate(Consumer<?, ?> consumer, PollGate gate) {
        if (Proxy.isProxyClass(consumer.getClass())
                && Proxy.getInvocationHandler(consumer) instanceof GatedConsumer gated) {
            gated.gate = gate;
        } else {
            throw new IllegalArgumentException("not a gated consumer: " + consumer.getClass());
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("poll") && arguments != null && arguments[0] instanceof Duration timeout) {
            return poll(timeout);
        }
        if (method.getName().equals("close") && gate != null) {
            gate.closing();
        }
        if (arguments == null) {
            switch (method.getName()) {
                case "wakeup" -> {
                    wakeup();
                    return null;
                }
                case "close" -> {
                    delegate.close(CloseOptions.timeout(closeTimeout));
                    return null;
                }
                default -> {
                    // as all others
                }
            }
        }
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private ConsumerRecords<?, ?> poll(Duration timeout) {
        PollBudget.begin(pollBytes);
        PollGate current = gate;
        if (current == null) {
            return delegate.poll(timeout);
        }
        try {
            Turn turn = current.beforePoll(timeout);
            if (turn == Turn.STAY_AWAY) {
                wakeIfCalled();
                return ConsumerRecords.empty();
            }
            ConsumerRecords<?, ?> records = poll(turn, current.patience(timeout));
            current.afterPoll();
            return records;
        } catch (WakeupException stop) {
            throw stop;
        } catch (KafkaException failure) {
            current.pollFailed(failure);
            return ConsumerRecords.empty();
        }
    }

    private ConsumerRecords<?, ?> poll(Turn turn, Duration timeout) {
        polling = true;
        try {
            wakeIfCalled();
            if (turn == Turn.HOLD) {
                delegate.pause(delegate.assignment());
                return delegate.poll(Duration.ZERO);
            }
            delegate.resume(delegate.paused());
            return delegate.poll(timeout);
        } finally {
            polling = false;
        }
    }

    /** The loop may be waiting at the gate, where the delegate's own wake-up would not be noticed. */
    private void wakeup() {
        woken = true;
        if (polling) {
            delegate.wakeup();
        }
    }

    private void wakeIfCalled() {
        if (woken) {
            throw new WakeupException();
        }
    }
}
