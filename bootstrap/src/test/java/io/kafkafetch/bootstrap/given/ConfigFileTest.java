package io.kafkafetch.bootstrap.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

    @TempDir
    private Path folder;

    private ConfigFile read(String name, String content) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve(name), content));
    }

    private static String texts(ConfigFile file) {
        StringBuilder texts = new StringBuilder();
        file.given()
                .forEach((variable, given) -> texts.append(variable)
                        .append(' ')
                        .append(given.property())
                        .append('=')
                        .append(given.text())
                        .append('\n'));
        return texts.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.yml", "a.YAML"})
    void yamlMayNestKafkasSettingsAndListValues(String name) throws IOException {
        ConfigFile file = read(name, """
                # a comment
                batch-size: 100
                http-port: 8081
                http-allowed-hosts: [a.example.com, b.example.com]
                source-follow: true
                source-file:
                kafka:
                  security.protocol: SSL
                  max:
                    poll.records: 500
                kafka.bootstrap.servers: "one:9092,two:9092"
                """);

        assertThat(texts(file)).isEqualTo("""
                BATCH_SIZE kafka-fetch.batch-size=100
                HTTP_PORT micronaut.server.port=8081
                HTTP_ALLOWED_HOSTS kafka-fetch.http-allowed-hosts=a.example.com,b.example.com
                SOURCE_FOLLOW kafka-fetch.source-follow=true
                SOURCE_FILE kafka-fetch.source-file=
                KAFKA_SECURITY_PROTOCOL kafka.security.protocol=SSL
                KAFKA_MAX_POLL_RECORDS kafka.max.poll.records=500
                KAFKA_BOOTSTRAP_SERVERS kafka.bootstrap.servers=one:9092,two:9092
                """);
    }

    @Test
    void propertiesAreRead() throws IOException {
        assertThat(texts(read("a.properties", "batch-size=7\n! a comment\nkafka.linger.ms : 5\nzone = +02:00")))
                .isEqualTo("""
                        BATCH_SIZE kafka-fetch.batch-size=7
                        KAFKA_LINGER_MS kafka.linger.ms=5
                        ZONE kafka-fetch.zone=+02:00
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.yml", "a.properties"})
    void anEmptyFileGivesNothing(String name) throws IOException {
        assertThat(read(name, "").given()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.yml        | 'batch-siz: 100'                 | line 1: batch-siz is not a setting: is batch-size meant?
            a.yml        | 'zone: UTC\nBATCH_SIZE: 100'     | line 2: BATCH_SIZE is not a setting
            a.yml        | 'zone: UTC\n\nbatch-size: many'  | line 3: BATCH_SIZE=many cannot be used: expected a whole number from 1 to 1000000
            a.yml        | 'zone: UTC\nzone: UTC'           | line 2: zone is there twice
            a.yml        | 'kafka:\n  max.poll.record: 5'   | line 2: kafka.max.poll.record is not a setting: is kafka.max.poll.records meant?
            a.yml        | 'batch: {size: 5}'               | line 1: batch.size is not a setting
            a.yml        | 'batch-size'                     | line 1:
            a.yml        | 'a: ['                           | line 1 is not YAML
            a.yml        | 'batch-size: !!java.net.URL [x]' | line 1 is not YAML: Global tag is not allowed
            a.properties | 'batch-siz=1\nzone=Mars'         | line 1: batch-siz is not a setting: is batch-size meant?; line 2: ZONE=Mars cannot be used
            a.properties | 'zone=\\u12'                     | cannot be used
            a.yml        | 'log-level: DEBUG'               | line 1: the log starts before this file is read, so give LOG_LEVEL in the environment
            a.txt        | 'batch-size: 1'                  | expected a file named .yml, .yaml or .properties
            """)
    void whatIsWrongIsNamedWithItsLine(String name, String content, String message) {
        assertThatThrownBy(() -> read(name, content))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--config=" + folder.resolve(name) + " cannot be used: ")
                .hasMessageContaining(message)
                .satisfies(error -> assertThat(((UserError) error).exitCode()).isEqualTo(2));
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("b.yml")))
                .hasMessageEndingWith("there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BATCH_SIZE", "KAFKA_FETCH_BATCH_SIZE"})
    void theEnvironmentComesFirst(String variable) throws IOException {
        EffectiveSettings settings =
                new EffectiveSettings(Map.of(variable, "9"), read("a.yml", "batch-size: 7\nzone: +02:00"));

        assertThat(settings.all())
                .contains(
                        new EffectiveSettings.Effective("BATCH_SIZE", "9", "environment"),
                        new EffectiveSettings.Effective(
                                "ZONE", "+02:00", folder.resolve("a.yml").toString()),
                        new EffectiveSettings.Effective("BATCH_MAX_AGE", "5s", "default"));
    }
}
