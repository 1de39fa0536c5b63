package io.kafkafetch.adapters.kafka.client;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.BeanContext;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Who signs in to the cluster and how, as far as the settings alone say it. No secret is in it.
 *
 * @param protocol {@code security.protocol}, with SASL also the mechanism
 * @param who for people: {@code user kafka-fetch}; empty where the settings do not say it
 * @param isEncrypted whether what is sent is
 */
public record Identity(String protocol, Optional<String> who, boolean isEncrypted) {

    /** Of the clients that this context configures. */
    public static Identity of(BeanContext context) {
        return of(context.getBean(KafkaDefaultConfiguration.class).getConfig());
    }

    static Identity of(Properties settings) {
        String protocol = settings.getProperty(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        boolean isEncrypted = protocol.endsWith("SSL");
        if (protocol.startsWith("SASL")) {
            String mechanism = settings.getProperty(SaslConfigs.SASL_MECHANISM, SaslConfigs.DEFAULT_SASL_MECHANISM);
            return new Identity(protocol + " with " + mechanism, Credentials.user(settings), isEncrypted);
        }
        Optional<String> certificate = Optional.ofNullable(
                        settings.getProperty(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG))
                .filter(file -> isEncrypted)
                .map(file -> "the subject of the certificate in " + file);
        return new Identity(protocol, certificate, isEncrypted);
    }
}
