package io.kafkafetch.bootstrap.tracing;

import io.kafkafetch.bootstrap.catalogue.Catalogue;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Whether spans are made: {@code TRACING=true}. */
public final class TracingIsOn implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        return Settings.of(context).text(Catalogue.TRACING).equalsIgnoreCase("true");
    }
}
