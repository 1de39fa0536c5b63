package io.kafkafetch.adapters.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";

    private static Secrets secrets(Map<String, String> environment) {
        return Secrets.of(environment, new Properties());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KAFKA_SASL_JAAS_CONFIG",
                "KAFKA_SSL_KEY_PASSWORD",
                "KAFKA_SSL_TRUSTSTORE_PASSWORD",
                "KAFKA_SSL_KEYSTORE_KEY",
                "KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN",
                "KAFKA_SSL_TRUSTSTORE_CERTIFICATES",
                "KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET",
                "kafka.sasl.jaas.config",
                "kafka.ssl.key.password",
                "UNIQUE_USERS_KEY",
                "HTTP_OIDC_CLIENT_SECRET",
                "SCHEMA_REGISTRY_PASSWORD",
                "SCHEMA_REGISTRY_TOKEN",
                "kafka-fetch.schema-registry-password",
                "kafka-fetch.unique-users-key"
            })
    void aSecretSettingIsHidden(String name) {
        assertThat(secrets(Map.of(name, "hunter22")).hide("it was hunter22!")).isEqualTo("it was [hidden]!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KAFKA_BOOTSTRAP_SERVERS",
                "KAFKA_SASL_MECHANISM",
                "INPUT_TOPIC",
                "OTHERS_PASSWORD",
                "UNIQUE_USERS_KEY_FILE",
                "HTTP_TOKENS_FILE",
                "SCHEMA_REGISTRY_TOKEN_FILE",
                "SCHEMA_REGISTRY_KEY_FILE",
                "SCHEMA_REGISTRY_USERNAME",
                "KAFKA_SSL_KEY_PASSWORD_FILE",
                "kafka.sasl.oauthbearer.assertion.private.key.file"
            })
    void otherSettingsAreNot(String name) {
        assertThat(secrets(Map.of(name, "hunter22")).hide("it was hunter22!")).isEqualTo("it was hunter22!");
    }

    @Test
    void thoseThatAreSetLaterAreHiddenOnceTheyWereLearnt() {
        String name = "kafka.test.password";
        assertThat(Secrets.ofThisProcess().hide("set-later-22")).isEqualTo("set-later-22");
        System.setProperty(name, "set-later-22");
        try {
            Secrets.learn();

            assertThat(Secrets.ofThisProcess().hide("it was set-later-22")).isEqualTo("it was [hidden]");
        } finally {
            System.clearProperty(name);
            Secrets.learn();
        }
    }

    @Test
    void wordsThatAreInEachJaasConfigurationAreNot() {
        Secrets secrets =
                secrets(Map.of("KAFKA_SASL_JAAS_CONFIG", MODULE + " required username=\"u\" password=\"p4ss\";"));

        assertThat(secrets.hide(MODULE + " is required, p4ss")).isEqualTo(MODULE + " is required, [hidden]");
    }

    /** A password stands where a parser stumbles. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter22",
                "hunter22 required username=\"u\";",
                MODULE + " hunter22 username=\"u\";",
                MODULE + " required username=\"u\" password=\"hunter22\"",
                MODULE + " required username=\"u\" password=hunter22\"tail99\";",
                MODULE + " required username=\"u\" password=\"hunter22\"tail99\";",
                MODULE + " required username=\"u\" password=\"hunter22;",
                MODULE + " required username=\"u\" password='hunter22;",
                MODULE + " required username u password hunter22;",
                MODULE + " required password=\"hunter22\" tail99;",
                MODULE + " required password=\"hunter22\\\";",
                MODULE + " required password=;hunter22",
                MODULE + " required password=\"hunter22\"; " + MODULE + " required tail99=\"hunter22\";",
                "{\"password\":\"hunter22\"}"
            })
    void noPieceOfABrokenJaasConfigurationIsInWhatIsSaidOfIt(String jaas) {
        Properties settings = new Properties();
        settings.put("sasl.jaas.config", jaas);
        Secrets secrets = secrets(Map.of("KAFKA_SASL_JAAS_CONFIG", jaas));

        Throwable read = catchThrowable(() -> Credentials.check(settings));
        assertThat(String.valueOf(read)).doesNotContain("hunter22", "tail99");
        assertThat(secrets.hide(allThatIsSaid(jaas))).doesNotContain("hunter22", "tail99");
    }

    /** By Kafka itself, with its causes and their traces. */
    private static String allThatIsSaid(String jaas) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", "localhost:1");
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put("sasl.jaas.config", jaas);
        StringBuilder said = new StringBuilder();
        try (Admin admin = Admin.create(settings)) {
            said.append(admin);
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                said.append(cause).append('\n');
            }
        }
        return said.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter22",
                "-----BEGIN PRIVATE KEY-----\nhunter22\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter22\ntail99\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nhunter22",
                "-----BEGIN RSA PRIVATE KEY-----\nhunter22==\n-----END RSA PRIVATE KEY-----"
            })
    void noPieceOfABrokenKeyIsInWhatIsSaidOfIt(String key) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", "localhost:1");
        settings.put("security.protocol", "SSL");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.key", key);
        settings.put("ssl.keystore.certificate.chain", key);
        Throwable failure = catchThrowable(() -> Admin.create(settings).close());
        StringBuilder said = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said.append(cause).append('\n');
        }

        assertThat(failure).isNotNull();
        assertThat(secrets(Map.of("KAFKA_SSL_KEYSTORE_KEY", key)).hide(said.toString()))
                .doesNotContain("hunter22", "tail99");
    }

    @Test
    void whatIsExpectedOfAJaasConfigurationIsSaid() {
        Properties settings = new Properties();
        settings.put("sasl.jaas.config", MODULE + " required password=\"hunter22\"");

        assertThatThrownBy(() -> Credentials.check(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid value [hidden] for configuration sasl.jaas.config: expected LOGIN_MODULE required"
                        + " KEY=\"VALUE\" …; with the values quoted and a semicolon at the end")
                .hasNoCause();
    }

    @Test
    void aJaasConfigurationThatCanBeReadIsFine() {
        Properties settings = new Properties();
        settings.put("sasl.jaas.config", MODULE + " required username=\"u\" password=\"p\";");

        assertThat(catchThrowable(() -> Credentials.check(settings))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@registry.example.com",
                "https://key:ab/cd+ef@registry.example.com",
                "https://key:a@b@registry.example.com",
                "http://one.example.com,https://key:secret@registry.example.com"
            })
    void anAddressIsShownWithoutWhoAsks(String address) {
        assertThat(Secrets.withoutUser(address))
                .matches("https?://\\[hidden]@registry.example.com")
                .doesNotContain("secret", "key");
        assertThat(Secrets.withoutUser("https://registry.example.com/path"))
                .isEqualTo("https://registry.example.com/path");
    }
}
