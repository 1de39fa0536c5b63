package io.kafkafetch.adapters.kafka.client;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Kafka's clients ask for OAuth tokens where the settings say, and nowhere else. Since 4.0 they ask no URL that a
 * property of the system does not list, so that whoever controls only their settings cannot make them ask any server.
 */
@Singleton
final class OAuthEndpoints implements BeanCreatedEventListener<KafkaDefaultConfiguration> {

    static final String ALLOWED = BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG;

    private static final Logger LOG = LoggerFactory.getLogger(OAuthEndpoints.class);

    /** Before any client is made, one of Micronaut's own included. */
    @Override
    public KafkaDefaultConfiguration onCreated(BeanCreatedEvent<KafkaDefaultConfiguration> event) {
        allow(event.getBean().getConfig());
        return event.getBean();
    }

    /** Allows exactly what is configured, unless whoever started the process said what is. */
    static void allow(Properties settings) {
        String configured = Stream.of(
                        SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, SaslConfigs.SASL_OAUTHBEARER_JWKS_ENDPOINT_URL)
                .map(settings::getProperty)
                .filter(Objects::nonNull)
                .filter(url -> !url.isBlank())
                .collect(Collectors.joining(","));
        if (!configured.isEmpty() && System.getProperty(ALLOWED) == null) {
            System.setProperty(ALLOWED, configured);
            LOG.debug("Tokens of OAuth are asked for at {} alone", configured);
        }
    }
}
