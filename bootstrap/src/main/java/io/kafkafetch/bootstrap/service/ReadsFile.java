package io.kafkafetch.bootstrap.service;

import io.kafkafetch.bootstrap.config.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/**
 * Whether this service reads logins from a file: its source is one, or its source is HTTP and its sink is not Kafka, since
 * then what is posted goes into a spool first.
 */
public final class ReadsFile implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        Settings settings = new Settings(name -> context.getProperty("kafka-fetch." + name, String.class));
        String source = settings.text("source", "");
        return source.equals("file")
                || (source.equals("http") && !settings.text("sink", "kafka").equals("kafka"));
    }
}
