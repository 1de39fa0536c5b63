package io.kafkafetch.bootstrap.process;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import java.util.Map;

/** How contexts of this program begin. */
public final class Contexts {

    /** Its own jar's. Micronaut would also read {@code ./config}, which anyone may own who owns the working folder. */
    private static final String CONFIGURATION = "classpath:/";

    private Contexts() {}

    /** What every context has in common. */
    public static ApplicationContextBuilder builder() {
        return ApplicationContext.builder().banner(false).overrideConfigLocations(CONFIGURATION);
    }

    /** One for commands that need Kafka's clients and no service: without a source nothing starts. To be closed. */
    public static ApplicationContext ofClients() {
        return builder().properties(Map.of("kafka-fetch.source", "none")).start();
    }
}
