package io.kafkafetch.adapters.kafka.consumer;

import io.kafkafetch.adapters.kafka.budget.PollBudget;
import io.kafkafetch.adapters.kafka.consumer.PollGate.Turn;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
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
public final class GatedConsumer implements InvocationHandler {

    /** Bound on closing a consumer, what its last batches take not included. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Supplier<? extends Consumer<?, ?>> source;
    private final Membership membership;
    private final Duration closeTimeout;
    private final long pollBytes;
    private volatile Consumer<?, ?> delegate;
    private volatile boolean polling;
    private volatile boolean woken;
    private @Nullable PollGate gate;
    private boolean joined;
    private @Nullable UnreleasedInstanceIdException refused;
    private Subscription subscription = consumer -> {};

    /** What the consumer was subscribed to. */
    @FunctionalInterface
    private interface Subscription {
        void on(Consumer<?, ?> consumer) throws ReflectiveOperationException;
    }

    private GatedConsumer(
            Supplier<? extends Consumer<?, ?>> source, Membership membership, Duration closeTimeout, long pollBytes) {
        this.source = source;
        this.membership = membership;
        this.closeTimeout = closeTimeout;
        this.pollBytes = pollBytes;
        this.delegate = source.get();
    }

    /** The consumer behind a gate yet to be set; closes within about this time, callbacks not included. */
    public static <K, V> Consumer<K, V> around(Consumer<K, V> consumer, Duration closeTimeout) {
        return around(consumer, closeTimeout, Long.MAX_VALUE);
    }

    /** The same; its deserializers, which keep a {@link PollBudget}, unpack about so many bytes a poll. */
    static <K, V> Consumer<K, V> around(Consumer<K, V> consumer, Duration closeTimeout, long pollBytes) {
        return member(() -> consumer, Membership.DYNAMIC, closeTimeout, pollBytes);
    }

    /**
     * A group's member behind a gate yet to be set.
     *
     * @param source makes consumers; another one where the group has refused the first for good, and not any more
     * @param pollBytes about what its deserializers, which keep a {@link PollBudget}, unpack a poll
     */
    @SuppressWarnings("unchecked")
    static <K, V> Consumer<K, V> member(
            Supplier<Consumer<K, V>> source, Membership membership, Duration closeTimeout, long pollBytes) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                GatedConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new GatedConsumer(source, membership, closeTimeout, pollBytes));
    }

    /** Whether this consumer is behind a gate already. */
    static boolean isGated(Consumer<?, ?> consumer) {
        return Proxy.isProxyClass(consumer.getClass()) && Proxy.getInvocationHandler(consumer) instanceof GatedConsumer;
    }

    /** Sets the gate of a consumer made by {@link #around}, before its first poll. */
    public static void gate(Consumer<?, ?> consumer, PollGate gate) {
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
        if (method.getName().equals("subscribe")) {
            subscription = consumer -> method.invoke(consumer, arguments);
        }
        if (arguments == null) {
            switch (method.getName()) {
                case "wakeup" -> {
                    wakeup();
                    return null;
                }
                case "close" -> {
                    close(delegate);
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
            takeOverWhereRefused();
            ConsumerRecords<?, ?> records = poll(turn, current.patience(timeout));
            joined = joined || delegate.groupMetadata().generationId() > 0;
            current.afterPoll();
            return records;
        } catch (WakeupException stop) {
            throw stop;
        } catch (UnreleasedInstanceIdException unreleased) {
            refused = unreleased; // and polled again this consumer would be silent
            return ConsumerRecords.empty();
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

    /** A consumer that was refused never joins again: another one does, once the name is free. */
    private void takeOverWhereRefused() {
        UnreleasedInstanceIdException refusal = refused;
        if (refusal == null) {
            return;
        }
        if (!membership.takeOver(delegate.groupMetadata().memberId(), joined)) {
            throw new FencedInstanceIdException(String.valueOf(refusal.getMessage()));
        }
        Consumer<?, ?> fresh = source.get();
        try {
            subscription.on(fresh);
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("the new consumer could not be subscribed", wrong);
        }
        Consumer<?, ?> old = delegate;
        delegate = fresh;
        refused = null;
        close(old);
    }

    private void close(Consumer<?, ?> consumer) {
        consumer.close(CloseOptions.timeout(closeTimeout).withGroupMembershipOperation(membership.onClose()));
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
