package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Settings of all that is served, {@code kafka-fetch.*}; {@link ConnectionSettings} says what each bounds.
 *
 * @param httpConnections connections at a time on one port, 1 to 1,000,000
 * @param httpHeaderTimeout longest time for the head of a first request, 100 ms to 1 hour
 * @param httpIdleTimeout longest time between an answer and the next request, 100 ms to 1 hour
 */
record ConnectionConfiguration(int httpConnections, Duration httpHeaderTimeout, Duration httpIdleTimeout) {

    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String CONNECTIONS = "a whole number from 1 to " + MAX_CONNECTIONS;
    private static final String TIMEOUTS = "a duration from 100ms to 1h, such as 10s";

    /** @throws InvalidSettingException if a setting cannot be used */
    static ConnectionConfiguration of(Settings settings) {
        return new ConnectionConfiguration(
                settings.value("http-connections", Integer.class, 5_000, CONNECTIONS),
                settings.value("http-header-timeout", Duration.class, Duration.ofSeconds(10), TIMEOUTS),
                settings.value("http-idle-timeout", Duration.class, Duration.ofSeconds(60), TIMEOUTS));
    }

    ConnectionConfiguration {
        require(
                httpConnections >= 1 && httpConnections <= MAX_CONNECTIONS,
                "HTTP_CONNECTIONS",
                httpConnections,
                CONNECTIONS);
        require(isWithin(httpHeaderTimeout), "HTTP_HEADER_TIMEOUT", httpHeaderTimeout, TIMEOUTS);
        require(isWithin(httpIdleTimeout), "HTTP_IDLE_TIMEOUT", httpIdleTimeout, TIMEOUTS);
    }

    ConnectionSettings settings() {
        return new ConnectionSettings(httpConnections, httpHeaderTimeout, httpIdleTimeout);
    }

    private static boolean isWithin(Duration timeout) {
        return timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0;
    }

    /** The bean that gives each connection its guards. */
    @Factory
    static final class Wiring {

        @Bean
        @Singleton
        ConnectionSettings connections(Settings settings) {
            return ConnectionConfiguration.of(settings).settings();
        }
    }
}
