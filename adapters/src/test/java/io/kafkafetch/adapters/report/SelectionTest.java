package io.kafkafetch.adapters.report;

import static io.kafkafetch.domain.insight.Metric.Ranked.APP_VERSION_USAGE;
import static io.kafkafetch.domain.insight.Metric.Ranked.DEVICE_USAGE;
import static io.kafkafetch.domain.insight.Metric.Ranked.LOGINS_PER_REGION;
import static io.kafkafetch.domain.insight.Metric.Running.PEAK_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Insight PEAK = new Insight.PeakHour(19, 50);
    private static final Insight RI = new Insight.Ranked(LOGINS_PER_REGION, "RI", 9, 19);
    private static final Insight NY = new Insight.Ranked(LOGINS_PER_REGION, "NY", 5, 19);
    private static final Insight TX = new Insight.Ranked(LOGINS_PER_REGION, "TX", 5, 19);
    private static final Insight IOS = new Insight.Ranked(DEVICE_USAGE, "iOS", 6, 19);
    private static final Insight WEB = new Insight.Ranked(DEVICE_USAGE, "web", 4, 19);
    private static final Insight VERSION = new Insight.Ranked(APP_VERSION_USAGE, "2.3.0", 10, 19);
    private static final List<Insight> INSIGHTS = List.of(PEAK, RI, NY, TX, IOS, WEB, VERSION);

    @Test
    void everythingIsSelectedAsItIs() {
        assertThat(Selection.ALL.of(INSIGHTS)).isEqualTo(INSIGHTS);
    }

    @Test
    void onlySomeMetricsAreSelected() {
        assertThat(new Selection(Set.of(PEAK_HOUR, DEVICE_USAGE), Integer.MAX_VALUE).of(INSIGHTS))
                .containsExactly(PEAK, IOS, WEB);
    }

    @Test
    void theFirstOfEachMetricAreSelected() {
        assertThat(new Selection(Set.copyOf(Metric.ALL), 1).of(INSIGHTS)).containsExactly(PEAK, RI, IOS, VERSION);
        assertThat(new Selection(Set.of(LOGINS_PER_REGION), 2).of(INSIGHTS)).containsExactly(RI, NY);
    }

    @Test
    void aSelectionOfNothingIsRefused() {
        assertThatThrownBy(() -> new Selection(Set.of(), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selection(Set.copyOf(Metric.ALL), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
