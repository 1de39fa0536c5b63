package io.kafkafetch.bootstrap.access;

import io.kafkafetch.bootstrap.config.http.AccessConfiguration;
import io.kafkafetch.bootstrap.config.http.ManagementPort;
import io.kafkafetch.bootstrap.config.http.ServerAddress;
import io.kafkafetch.bootstrap.config.http.TlsConfiguration;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import java.util.HashMap;
import java.util.Map;

/** What Micronaut's server needs to know of our settings, and cannot read there. */
public final class ServingProperties {

    private ServingProperties() {}

    /**
     * Adds it to the environment of a context that is to be started.
     *
     * @throws io.kafkafetch.bootstrap.process.UserError if the settings cannot be used
     */
    public static void addTo(Environment environment) {
        environment.start();
        environment.addPropertySource(PropertySource.of("serving", of(Settings.of(environment))));
    }

    private static Map<String, Object> of(Settings settings) {
        ServerAddress address = ServerAddress.of(settings);
        Map<String, Object> properties =
                new HashMap<>(TlsConfiguration.of(settings).properties(address, ManagementPort.of(settings)));
        if (AccessConfiguration.of(settings, address).asks()) {
            properties.put("endpoints.health.details-visible", "AUTHENTICATED");
        }
        return properties;
    }
}
