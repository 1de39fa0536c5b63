package io.kafkafetch.bootstrap.config;

import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.kafkafetch.adapters.http.guard.Sites;
import io.kafkafetch.adapters.http.identity.Access;
import io.kafkafetch.adapters.http.identity.oidc.OidcCallers;
import io.kafkafetch.adapters.http.tls.TlsCertificates;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.bootstrap.config.http.AccessConfiguration;
import io.kafkafetch.bootstrap.config.http.ConnectionConfiguration;
import io.kafkafetch.bootstrap.config.http.ManagementPort;
import io.kafkafetch.bootstrap.config.http.OnIdentity;
import io.kafkafetch.bootstrap.config.http.OnTls;
import io.kafkafetch.bootstrap.config.http.ServerAddress;
import io.kafkafetch.bootstrap.config.http.SiteConfiguration;
import io.kafkafetch.bootstrap.config.http.TlsConfiguration;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Named;
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
        return ManagementPort.of(settings);
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    ServerAddress serverAddress(Settings settings) {
        return ServerAddress.of(settings);
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    Sites sites(Settings settings, ServerAddress address) {
        return SiteConfiguration.of(settings).sites(address);
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    AccessConfiguration accessConfiguration(Settings settings, ServerAddress address) {
        return AccessConfiguration.of(settings, address);
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    @Requires(condition = OnIdentity.class)
    Access access(AccessConfiguration configuration) {
        return configuration.open();
    }

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(property = "kafka-fetch.http-auth", value = "oidc")
    OidcCallers oidcCallers(Access access) {
        return (OidcCallers) access.callers();
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    TlsConfiguration tlsConfiguration(Settings settings) {
        return TlsConfiguration.of(settings);
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    @Named(TlsCertificates.NAME)
    @Bean(preDestroy = "close")
    @Requires(condition = OnTls.class)
    TlsCertificates tlsCertificates(TlsConfiguration configuration) {
        return configuration.open();
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
    Payload deadLetterPayload(Settings settings) {
        return DeadLetterConfiguration.of(settings).payload();
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
