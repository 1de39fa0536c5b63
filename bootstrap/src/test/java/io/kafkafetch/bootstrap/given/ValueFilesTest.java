package io.kafkafetch.bootstrap.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFilesTest {

    private static final String SECRET = "hunter22";

    @TempDir
    private Path folder = Path.of("");

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "value", ""), content)
                .toString();
    }

    private static ValueFiles of(Map<String, String> environment) {
        return ValueFiles.of(environment, ConfigFile.NONE);
    }

    private ConfigFile settings(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("settings.yml"), yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\n\n"})
    void theValueIsTheContentWithoutTheLineBreaksAtItsEnd(String end) throws IOException {
        assertThat(of(Map.of("KAFKA_SSL_KEYSTORE_KEY_FILE", file(" one\n two " + end))))
                .isEqualTo(new ValueFiles(Map.of("KAFKA_SSL_KEYSTORE_KEY", " one\n two "), List.of()));
    }

    @Test
    void allSettingsOfKafkasClientsMayBeInFilesAndWhatLooksLikeASecret() throws IOException {
        String file = file("x");

        assertThat(of(Map.of(
                                "KAFKA_SASL_JAAS_CONFIG_FILE", file,
                                "KAFKA_BOOTSTRAP_SERVERS_FILE", file,
                                "KAFKA_SOME_VAULT_TOKEN_FILE", file))
                        .values())
                .containsOnlyKeys("KAFKA_SASL_JAAS_CONFIG", "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_SOME_VAULT_TOKEN");
    }

    /** Paths of their own, others' variables, and those that nobody knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNIQUE_USERS_KEY_FILE",
                "KAFKA_FETCH_UNIQUE_USERS_KEY_FILE",
                "SOURCE_FILE",
                "HTTP_TOKENS_FILE",
                "DLQ_PUBLIC_KEY_FILE",
                "KAFKA_SASL_OAUTHBEARER_ASSERTION_FILE",
                "KAFKA_SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE",
                "KAFKA_SOMETHING_FILE",
                "POSTGRES_PASSWORD_FILE",
                "KAFKA_SSL_KEY_PASSWORD",
                "_FILE",
                "KAFKA__FILE"
            })
    void otherVariablesNameNoValue(String name) throws IOException {
        assertThat(of(Map.of(name, file(SECRET)))).isEqualTo(new ValueFiles(Map.of(), List.of()));
    }

    @Test
    void aValueThatIsGivenTwiceIsNamedAndNotShown() throws IOException {
        ValueFiles twice = of(Map.of("KAFKA_SSL_KEY_PASSWORD", SECRET, "KAFKA_SSL_KEY_PASSWORD_FILE", file(SECRET)));

        assertThat(twice.values()).isEmpty();
        assertThatThrownBy(twice::require)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(2))
                .hasMessage(
                        "KAFKA_SSL_KEY_PASSWORD and KAFKA_SSL_KEY_PASSWORD_FILE are both set: leave one of them out");
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithWhatWasExpected() throws IOException {
        String missing = folder.resolve("missing").toString();
        assertFault(missing, "a file that is there, with the value of KAFKA_SSL_KEY_PASSWORD");
        assertFault(
                folder.toString(),
                "a file that this user can read, in UTF-8, with the value of KAFKA_SSL_KEY_PASSWORD");
        String empty = file("\n");
        assertFault(empty, "a file with the value of KAFKA_SSL_KEY_PASSWORD; it is empty");
        assertFault(
                file("x".repeat((1 << 20) + 1)), "a file of at most 1 MB, with the value of KAFKA_SSL_KEY_PASSWORD");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
        assertFault(
                binary.toString(),
                "a file that this user can read, in UTF-8, with the value of KAFKA_SSL_KEY_PASSWORD");
    }

    private static void assertFault(String path, String expected) {
        assertThat(of(Map.of("KAFKA_SSL_KEY_PASSWORD_FILE", path)).faults())
                .containsExactly("KAFKA_SSL_KEY_PASSWORD_FILE=" + path + " cannot be used: expected " + expected);
    }

    @Test
    void theEnvironmentCountsBeforeTheFileOfSettings() throws IOException {
        String ofFile = file("of the file");
        ConfigFile settings = settings("kafka:\n  ssl.key.password.file: " + ofFile + "\n  ssl.keystore.password: x\n");

        assertThat(ValueFiles.of(Map.of(), settings).values())
                .isEqualTo(Map.of("KAFKA_SSL_KEY_PASSWORD", "of the file"));
        assertThat(ValueFiles.of(Map.of("KAFKA_SSL_KEY_PASSWORD", "own"), settings)
                        .values())
                .isEmpty();
        assertThat(ValueFiles.of(
                                Map.of(
                                        "KAFKA_SSL_KEY_PASSWORD_FILE",
                                        file("own"),
                                        "KAFKA_SSL_KEYSTORE_PASSWORD_FILE",
                                        file("own")),
                                settings)
                        .values())
                .isEqualTo(Map.of("KAFKA_SSL_KEY_PASSWORD", "own", "KAFKA_SSL_KEYSTORE_PASSWORD", "own"));
    }

    @Test
    void theFileOfSettingsMayNotGiveAValueTwiceEither() throws IOException {
        ConfigFile settings = settings("kafka:\n  ssl.key.password.file: x\n  ssl.key.password: " + SECRET + "\n");

        assertThat(ValueFiles.of(Map.of(), settings).faults())
                .containsExactly(
                        "KAFKA_SSL_KEY_PASSWORD and KAFKA_SSL_KEY_PASSWORD_FILE are both set: leave one of them out");
    }
}
