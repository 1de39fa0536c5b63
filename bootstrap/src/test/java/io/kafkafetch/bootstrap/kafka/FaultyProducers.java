package io.kafkafetch.bootstrap.kafka;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Puts the test's {@link FaultPlan} between the service and its producers. */
@Singleton
@Requires(beans = FaultPlan.class)
final class FaultyProducers implements BeanCreatedEventListener<Producer<?, ?>> {

    private static final Set<String> TRANSACTIONAL = Set.of(
            "initTransactions",
            "beginTransaction",
            "sendOffsetsToTransaction",
            "commitTransaction",
            "abortTransaction");

    private final FaultPlan plan;

    FaultyProducers(FaultPlan plan) {
        this.plan = plan;
    }

    @Override
    public Producer<?, ?> onCreated(BeanCreatedEvent<Producer<?, ?>> event) {
        Producer<?, ?> producer = event.getBean();
        return (Producer<?, ?>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (TRANSACTIONAL.contains(method.getName())) {
                        plan.call(method.getName(), () -> invoke(producer, method, arguments));
                        return null;
                    }
                    return invoke(producer, method, arguments);
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
