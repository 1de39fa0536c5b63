package io.kafkafetch.bootstrap.cli;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;

/** What every context of a service has in common. */
final class ServiceContext {

    /** Its own jar's. Micronaut would also read {@code ./config}, which anyone may own who owns the working folder. */
    private static final String CONFIGURATION = "classpath:/";

    private ServiceContext() {}

    static ApplicationContextBuilder builder() {
        return ApplicationContext.builder().banner(false).overrideConfigLocations(CONFIGURATION);
    }
}
