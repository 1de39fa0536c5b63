package io.kafkafetch.bootstrap.tracing;

import io.kafkafetch.adapters.tracing.TracedRequests;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.bootstrap.catalogue.Catalogue;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Tracing, if {@code TRACING=true}. Only then a class of OpenTelemetry's is loaded. */
@Factory
final class TracingWiring {

    @Bean(preDestroy = "close")
    @Singleton
    Tracing tracing(Settings settings) {
        return settings.get(Catalogue.TRACING) ? OpenTelemetryTracing.start() : Tracing.OFF;
    }

    @Singleton
    Commits tracedCommits(Tracing tracing) {
        return tracing.commits();
    }

    @Singleton
    @Requires(condition = TracingIsOn.class)
    TracedRequests tracedRequests(Tracing tracing) {
        return ((OpenTelemetryTracing) tracing).requests();
    }
}
