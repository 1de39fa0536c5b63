package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenMetricsTest {

    @Test
    void allAndNoneAreWords() {
        assertThat(ChosenMetrics.of("all")).contains(ChosenMetrics.ALL);
        assertThat(ChosenMetrics.of(" none ")).contains(ChosenMetrics.NONE);
        assertThat(ChosenMetrics.ALL.text()).isEqualTo("all");
        assertThat(ChosenMetrics.NONE.text()).isEqualTo("none");
    }

    @Test
    void namesMayBeInAnyOrderWithBlanksAroundThem() {
        ChosenMetrics chosen = ChosenMetrics.of(" device_usage ,peak_hour").orElseThrow();

        assertThat(chosen.text()).isEqualTo("peak_hour,device_usage");
        assertThat(chosen.has(Metric.Running.PEAK_HOUR)).isTrue();
        assertThat(chosen.has(Metric.Ranked.APP_VERSION_USAGE)).isFalse();
        assertThat(chosen.ranked()).containsExactly(Metric.Ranked.DEVICE_USAGE);
        assertThat(chosen.dimensions()).containsExactly(Dimension.DEVICE_TYPE);
    }

    @Test
    void everyNameTogetherIsAllAndNoMetricIsNone() {
        assertThat(ChosenMetrics.of("app_version_usage,device_usage,logins_per_region,peak_hour"))
                .contains(ChosenMetrics.ALL);
        assertThat(ChosenMetrics.of(Metric.ALL).isAll()).isTrue();
        assertThat(ChosenMetrics.of(List.of()).isNone()).isTrue();
        assertThat(ChosenMetrics.of(Set.of(Metric.Running.PEAK_HOUR)).isAll()).isFalse();
        assertThat(ChosenMetrics.of(Set.of(Metric.Running.PEAK_HOUR)).isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "peak_hour,",
                "peak_hours",
                "PEAK_HOUR",
                "All",
                "peak_hour;device_usage",
                "peak_hour,peak_hour",
                "peak_hour, peak_hour ",
                "peak_hour,none",
                "all,peak_hour"
            })
    void whatIsNoListOfDifferentNamesIsNothing(String text) {
        assertThat(ChosenMetrics.of(text)).isEmpty();
    }
}
