package io.kafkafetch.bootstrap.config.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionConfigurationTest {

    static final Map<String, String> VARIABLES = Map.of(
            "http-connections", "HTTP_CONNECTIONS",
            "http-header-timeout", "HTTP_HEADER_TIMEOUT",
            "http-idle-timeout", "HTTP_IDLE_TIMEOUT");

    private static ConnectionSettings of(Map<String, String> texts) {
        return ConnectionConfiguration.of(Settings.of(texts));
    }

    @Test
    void everySettingHasTheDefaultOfTheAdapter() {
        assertThat(of(Map.of())).isEqualTo(ConnectionSettings.DEFAULT);
    }

    @Test
    void everySettingHasAName() {
        assertThat(of(Map.of("http-connections", "2", "http-header-timeout", "3s", "http-idle-timeout", "4s")))
                .isEqualTo(new ConnectionSettings(2, Duration.ofSeconds(3), Duration.ofSeconds(4)));
        assertThat(VARIABLES).hasSize(ConnectionSettings.class.getRecordComponents().length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http-connections    | 0       | HTTP_CONNECTIONS=0 cannot be used: expected a whole number from 1 to 1000000
            http-connections    | many    | HTTP_CONNECTIONS=many cannot be used: expected a whole number from 1 to 1000000
            http-header-timeout | 99ms    | HTTP_HEADER_TIMEOUT=99ms cannot be used: expected a duration from 100ms to 1h, such as 10s
            http-idle-timeout   | 2h      | HTTP_IDLE_TIMEOUT=2h cannot be used: expected a duration from 100ms to 1h, such as 10s
            """)
    void aValueThatCannotBeUsedIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> of(Map.of(name, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(message);
    }
}
