package io.kafkafetch.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.payload.SealingKey;
import io.kafkafetch.bootstrap.KeyFiles;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterConfigurationTest {

    private static final String MAKE =
            "; `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out private.pem`"
                    + " makes a pair and `openssl pkey -in private.pem -pubout -out public.pem` this file";

    @TempDir
    private Path folder = Path.of("");

    private static DeadLetterConfiguration of(Map<String, String> texts) {
        return DeadLetterConfiguration.of(Settings.of(texts));
    }

    private DeadLetterConfiguration encrypted(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        return of(Map.of("dlq-payload", "encrypted", "dlq-public-key-file", file.toString()));
    }

    @Test
    void byDefaultAllIsKept() {
        assertThat(of(Map.of())).isEqualTo(new DeadLetterConfiguration(Payload.FULL));
    }

    @Test
    void eachOfThemIsChosenByName() throws IOException {
        KeyFiles keys = KeyFiles.rsa();

        assertThat(of(Map.of("dlq-payload", "full")).payload()).isEqualTo(Payload.FULL);
        assertThat(of(Map.of("dlq-payload", "omit")).payload()).isEqualTo(Payload.OMITTED);
        assertThat(encrypted(keys.publicText()).payload())
                .isInstanceOfSatisfying(
                        Payload.Encrypted.class,
                        encrypted -> assertThat(encrypted.key().id())
                                .isEqualTo(SealingKey.read(keys.publicText()).id()));
    }

    @Test
    void whatIsNoneOfThemIsNamed() {
        assertThatThrownBy(() -> of(Map.of("dlq-payload", "secret")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("DLQ_PAYLOAD=secret cannot be used: expected full, omit or encrypted");
    }

    @Test
    void settingsThatDoNotGoTogetherAreNamed() {
        assertThatThrownBy(() -> of(Map.of("dlq-payload", "encrypted")))
                .isInstanceOf(UserError.class)
                .hasMessage("DLQ_PAYLOAD=encrypted needs DLQ_PUBLIC_KEY_FILE, a file with a public key" + MAKE);
        assertThatThrownBy(() -> of(Map.of("dlq-payload", "omit", "dlq-public-key-file", "key.pem")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "DLQ_PUBLIC_KEY_FILE has no effect without DLQ_PAYLOAD=encrypted: set that, or leave it out");
    }

    @Test
    void aFileThatIsNoPublicKeyIsNamedWithWhatWasExpectedAndHowToMakeOne() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> of(Map.of("dlq-payload", "encrypted", "dlq-public-key-file", missing.toString())))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("DLQ_PUBLIC_KEY_FILE=" + missing + " cannot be used: expected a file that is there" + MAKE);
        assertThatThrownBy(() -> encrypted("hunter22"))
                .hasMessage("DLQ_PUBLIC_KEY_FILE=" + folder.resolve("key")
                        + " cannot be used: expected a public key, of RSA"
                        + " from 2048 bits or of the curve P-256, P-384 or P-521, as PEM (BEGIN PUBLIC KEY) or JWK"
                        + MAKE);
        assertThatThrownBy(() -> encrypted(KeyFiles.rsa().privateText())).hasMessageContaining("BEGIN PRIVATE KEY");
        assertThatThrownBy(() -> encrypted("x".repeat(65_537))).hasMessageContaining("a file of a few KB");
        assertThatThrownBy(() -> of(Map.of("dlq-payload", "encrypted", "dlq-public-key-file", folder.toString())))
                .hasMessageContaining("a file that can be read");
    }
}
