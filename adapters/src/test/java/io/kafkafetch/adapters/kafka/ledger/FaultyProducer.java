package io.kafkafetch.adapters.kafka.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Puts a fault between a ledger and its producer. */
@FunctionalInterface
interface FaultyProducer {

    /** No fault. */
    FaultyProducer NONE = (method, call) -> call.make();

    /** Stands in for a call of this method: makes it, or fails before or after it. */
    void call(String method, Call call) throws Throwable;

    /** The call itself. */
    @FunctionalInterface
    interface Call {
        void make() throws Throwable;
    }

    /** This method fails without being called. */
    static FaultyProducer failing(String failing, RuntimeException failure) {
        return (method, call) -> {
            if (method.equals(failing)) {
                throw failure;
            }
            call.make();
        };
    }

    /** This method succeeds at the broker, but its answer is lost. */
    static FaultyProducer losingTheAnswerTo(String lost, RuntimeException failure) {
        return (method, call) -> {
            call.make();
            if (method.equals(lost)) {
                throw failure;
            }
        };
    }

    /** Both faults. */
    default FaultyProducer and(FaultyProducer other) {
        return (method, call) -> call(method, () -> other.call(method, call));
    }

    /** The producer behind whatever fault there is at the time of a call. */
    @SuppressWarnings("unchecked")
    static <K, V> Producer<K, V> around(Producer<K, V> producer, Supplier<FaultyProducer> presentFault) {
        return (Producer<K, V>) Proxy.newProxyInstance(
                FaultyProducer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (!method.getName().endsWith("Transaction")
                            && !method.getName().endsWith("Transactions")) {
                        return invoke(producer, method, arguments);
                    }
                    presentFault.get().call(method.getName(), () -> invoke(producer, method, arguments));
                    return null;
                });
    }

    private static @Nullable Object invoke(Producer<?, ?> producer, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
