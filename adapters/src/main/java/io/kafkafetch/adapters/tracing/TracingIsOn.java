package io.kafkafetch.adapters.tracing;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;

/** Whether spans are made: {@code kafka-fetch.tracing} is {@code true}, which it is not by default. */
public final class TracingIsOn implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        PropertyResolver settings = context;
        return settings.getProperty("kafka-fetch.tracing", String.class)
                .orElse("")
                .equalsIgnoreCase("true");
    }
}
