package io.kafkafetch.domain.insight;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void theCataloguesNamesAndTheirOrderAreThoseOfTheContract() {
        assertThat(Metric.ALL)
                .extracting(Metric::wireName)
                .startsWith("peak_hour", "logins_per_region", "device_usage", "app_version_usage")
                .doesNotHaveDuplicates();
        assertThat(Dimension.values())
                .extracting(Dimension::field)
                .startsWith("region", "device_type", "app_version")
                .doesNotHaveDuplicates();
    }

    @Test
    void aMetricIsFoundByItsWireName() {
        assertThat(Metric.ALL)
                .allSatisfy(metric -> assertThat(Metric.of(metric.wireName())).contains(metric));
        assertThat(Metric.of("session_length")).isEmpty();
    }

    @Test
    void nothingIsCountedThatIsNotPublished() {
        assertThat(Arrays.stream(Metric.Ranked.values())
                        .map(Metric.Ranked::dimension)
                        .collect(toSet()))
                .containsExactlyInAnyOrder(Dimension.values());
    }
}
