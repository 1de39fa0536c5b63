package io.kafkafetch.adapters.users;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretUserKeyTest {

    private static final byte[] USER = "fe175330".getBytes(UTF_8);

    private static long hash(SecretUserKey key) {
        return key.of(USER, 0, USER.length);
    }

    @Test
    void equalSecretsAreTheSameKeyAndOthersAreNot() {
        SecretUserKey key = SecretUserKey.of("a key of the tests");
        SecretUserKey same = SecretUserKey.of("a key of the tests");
        SecretUserKey other = SecretUserKey.of("a key of the testz");

        assertThat(same).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(hash(same)).isEqualTo(hash(key));
        assertThat(same.id()).isEqualTo(key.id()).matches("[0-9a-f]{8}");
        assertThat(other).isNotEqualTo(key);
        assertThat(hash(other)).isNotEqualTo(hash(key));
        assertThat(other.id()).isNotEqualTo(key.id());
        assertThat(hash(SecretUserKey.random())).isNotEqualTo(hash(SecretUserKey.random()));
    }

    /** Summaries are kept for years: a hash of tomorrow has to be that of today. */
    @Test
    void hashesAndIdsNeverChange() {
        SecretUserKey key = SecretUserKey.of("a key of the tests");

        assertThat(hash(key)).isEqualTo(-220902215189595641L);
        assertThat(key.id()).isEqualTo("f4d975b4");
    }

    @Test
    void noSecretIsShown() {
        assertThat(SecretUserKey.of("a key of the tests").toString()).matches("SecretUserKey\\[[0-9a-f]{8}]");
        assertThatThrownBy(() -> SecretUserKey.of("short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key of less than 16 characters");
    }
}
