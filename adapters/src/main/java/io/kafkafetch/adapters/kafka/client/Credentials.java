package io.kafkafetch.adapters.kafka.client;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** Reads the credentials before any client does: what Kafka says of those it cannot read holds a piece of them. */
final class Credentials {

    private static final String EXPECTED =
            "expected LOGIN_MODULE required KEY=\"VALUE\" …; with the values quoted and a semicolon at the end";

    private Credentials() {}

    /** @throws ConfigException if {@code sasl.jaas.config} cannot be read; says nothing of its value */
    static void check(Properties settings) {
        String jaas = settings.getProperty(SaslConfigs.SASL_JAAS_CONFIG);
        if (jaas != null && !isReadable(jaas)) {
            throw new ConfigException(SaslConfigs.SASL_JAAS_CONFIG, Secrets.HIDDEN, EXPECTED);
        }
    }

    /** The {@code username} in {@code sasl.jaas.config}, if it has one. */
    static Optional<String> user(Properties settings) {
        String jaas = settings.getProperty(SaslConfigs.SASL_JAAS_CONFIG);
        return jaas == null
                ? Optional.empty()
                : JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)))
                        .configurationEntries()
                        .stream()
                        .map(entry -> entry.getOptions().get("username"))
                        .filter(String.class::isInstance)
                        .map(user -> "user " + user)
                        .findFirst();
    }

    private static boolean isReadable(String jaas) {
        try {
            JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)));
            return true;
        } catch (RuntimeException unreadable) { // of several kinds, and with a piece of the value
            return false;
        }
    }
}
