package io.kafkafetch.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveConfigurationTest {

    /** Each setting's property and its variable. */
    static final Map<String, String> VARIABLES =
            Map.of("live-view", "LIVE_VIEW", "live-history", "LIVE_HISTORY", "http-viewers", "HTTP_VIEWERS");

    private static LiveConfiguration of(Map<String, String> texts) {
        return LiveConfiguration.of(Settings.of(texts));
    }

    @Test
    void byDefaultThereIsAViewOfAllThereIs() {
        assertThat(of(Map.of())).isEqualTo(new LiveConfiguration(true, Optional.empty(), 2_000));
    }

    @Test
    void everySettingHasAName() {
        assertThat(of(Map.of("live-view", "false", "live-history", "24h", "http-viewers", "7")))
                .isEqualTo(new LiveConfiguration(false, Optional.of(Duration.ofHours(24)), 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "ALL", " all "})
    void allIsNoBound(String all) {
        assertThat(of(Map.of("live-history", all)).liveHistory()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "live-view, maybe, LIVE_VIEW",
        "live-history, soon, LIVE_HISTORY",
        "live-history, 999ms, LIVE_HISTORY",
        "http-viewers, 0, HTTP_VIEWERS",
        "http-viewers, many, HTTP_VIEWERS"
    })
    void whatCannotBeUsedIsNamed(String name, String value, String variable) {
        assertThatThrownBy(() -> of(Map.of(name, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(variable + "=");
    }
}
