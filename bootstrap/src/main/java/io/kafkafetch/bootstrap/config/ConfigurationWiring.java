package io.kafkafetch.bootstrap.config;

import io.kafkafetch.adapters.http.guard.Sites;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;

/** Reads the settings of a service. */
@Factory
final class ConfigurationWiring {

    @Singleton
    Settings settings(Environment environment) {
        return new Settings(name -> environment.getProperty("kafka-fetch." + name, String.class));
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    ManagementPort managementPort(Environment environment) {
        return ManagementPort.of(
                environment.getProperty("endpoints.all.port", String.class).orElse(""));
    }

    /** The same. */
    @Context
    ServerAddress serverAddress(Environment environment) {
        return ServerAddress.of(
                environment.getProperty("micronaut.server.host", String.class).orElse("127.0.0.1"),
                environment.getProperty("micronaut.server.port", String.class).orElse("8080"));
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    Sites sites(Settings settings, ServerAddress address) {
        return SiteConfiguration.of(settings).sites(address);
    }

    @Singleton
    KafkaFetchConfiguration configuration(Settings settings) {
        return KafkaFetchConfiguration.of(settings);
    }

    @Singleton
    FileConfiguration fileConfiguration(Settings settings) {
        return FileConfiguration.of(settings);
    }

    @Singleton
    LiveConfiguration liveConfiguration(Settings settings) {
        return LiveConfiguration.of(settings);
    }

    @Singleton
    HealthConfiguration healthConfiguration(Settings settings) {
        return HealthConfiguration.of(settings);
    }
}
