package io.kafkafetch.bootstrap.live;

import io.kafkafetch.bootstrap.config.LiveConfiguration;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Whether there is a live view, where there is a service: unless {@code LIVE_VIEW=false}. */
public final class LiveView implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        return Settings.of(context).get(LiveConfiguration.LIVE_VIEW);
    }
}
