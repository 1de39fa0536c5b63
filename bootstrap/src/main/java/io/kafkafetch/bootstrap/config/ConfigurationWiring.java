package io.kafkafetch.bootstrap.config;

import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.kafkafetch.adapters.http.guard.Sites;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;

/** Reads the settings of a service. */
@Factory
final class ConfigurationWiring {

    @Singleton
    Settings settings(Environment environment) {
        return Settings.of(environment);
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    ManagementPort managementPort(Settings settings) {
        return ManagementPort.of(settings.text(ManagementPort.MANAGEMENT_PORT));
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    ServerAddress serverAddress(Settings settings) {
        return ServerAddress.of(settings.text(ServerAddress.HTTP_HOST), settings.text(ServerAddress.HTTP_PORT));
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    Sites sites(Settings settings, ServerAddress address) {
        return SiteConfiguration.of(settings).sites(address);
    }

    @Singleton
    ConnectionSettings connections(Settings settings) {
        return ConnectionConfiguration.of(settings);
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
