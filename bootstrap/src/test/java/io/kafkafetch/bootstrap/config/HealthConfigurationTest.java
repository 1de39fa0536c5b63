package io.kafkafetch.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthConfigurationTest {

    /** Each setting's property and its variable. */
    static final Map<String, String> VARIABLES =
            Map.of("liveness-timeout", "LIVENESS_TIMEOUT", "runbook-url", "RUNBOOK_URL");

    private static HealthConfiguration of(Map<String, String> texts) {
        return HealthConfiguration.of(Settings.of(texts));
    }

    @Test
    void byDefaultAThreadIsStuckAfterAMinute() {
        assertThat(of(Map.of())).isEqualTo(new HealthConfiguration(Duration.ofSeconds(60), Runbook.OF_THE_REPOSITORY));
    }

    @ParameterizedTest
    @CsvSource({"1s, PT0.25S", "20s, PT5S", "60s, PT15S", "1h, PT15S"})
    void aCommitMakesItNotReadyWellBeforeItIsStuck(String timeout, Duration commit) {
        assertThat(of(Map.of("liveness-timeout", timeout)).commitBound()).isEqualTo(commit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999ms", "61m", "soon", "0s"})
    void whatCannotBeUsedIsNamed(String value) {
        assertThatThrownBy(() -> of(Map.of("liveness-timeout", value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("LIVENESS_TIMEOUT=");
    }

    @Test
    void aRunbookIsAnAddressThatAPageCanLinkTo() {
        assertThat(of(Map.of("runbook-url", "https://wiki.example.com/a/runbook"))
                        .runbook()
                        .section(TroubleCode.CLUSTER_AWAY))
                .isEqualTo("https://wiki.example.com/a/runbook#cluster-away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/RUNBOOK.md", "javascript:alert(1)", "https://", "http://a/b#c", "http://a b"})
    void anotherRunbookIsRefused(String value) {
        assertThatThrownBy(() -> of(Map.of("runbook-url", value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("RUNBOOK_URL=");
    }
}
