package io.kafkafetch.bootstrap.live;

import io.kafkafetch.bootstrap.config.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Whether there is a live view: unless {@code LIVE_VIEW=false}, or there is no source and so no service. */
public final class LiveView implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        Settings settings = new Settings(name -> context.getProperty("kafka-fetch." + name, String.class));
        return settings.flag("live-view", true)
                && !settings.text("source", "none").equals("none");
    }
}
