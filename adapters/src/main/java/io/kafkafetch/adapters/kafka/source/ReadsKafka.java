package io.kafkafetch.adapters.kafka.source;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;

/**
 * Whether this service reads logins from Kafka: its source is Kafka, or its source is HTTP and its sink Kafka, since
 * then what is posted goes into the input topic first. Where {@code kafka-fetch.source} is not set, nothing is read;
 * where {@code kafka-fetch.sink} is not set, it is Kafka.
 */
public final class ReadsKafka implements Condition {

    private static final String KAFKA = "kafka";

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        String source = setting(context, "source", "");
        String sink = setting(context, "sink", KAFKA);
        return source.equals(KAFKA) || (source.equals("http") && sink.equals(KAFKA));
    }

    private static String setting(PropertyResolver settings, String name, String byDefault) {
        return settings.getProperty("kafka-fetch." + name, String.class).orElse(byDefault);
    }
}
