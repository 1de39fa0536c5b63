package io.kafkafetch.adapters.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static Identity of(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return Identity.of(properties);
    }

    @Test
    void withoutSettingsNobodySignsInAndAllCanBeRead() {
        assertThat(of(Map.of())).isEqualTo(new Identity("PLAINTEXT", Optional.empty(), false));
    }

    @Test
    void aUserIsNamedWithoutThePassword() {
        Identity identity = of(
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\" password=\"hunter2\";"));

        assertThat(identity).isEqualTo(new Identity("SASL_SSL with PLAIN", Optional.of("user ann"), true));
    }

    @Test
    void aCertificateIsNamedByItsFile() {
        assertThat(of(Map.of("security.protocol", "SSL", "ssl.keystore.location", "/etc/client.pem")))
                .isEqualTo(new Identity("SSL", Optional.of("the subject of the certificate in /etc/client.pem"), true));
    }
}
