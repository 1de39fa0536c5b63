package io.kafkafetch.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.Insight;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Insight PEAK = new Insight.PeakHour(19, 50);
    private static final Insight RI = new Insight.LoginsPerRegion("RI", 9);
    private static final Insight NY = new Insight.LoginsPerRegion("NY", 5);
    private static final Insight TX = new Insight.LoginsPerRegion("TX", 5);
    private static final Insight IOS = new Insight.DeviceUsage("iOS", new BigDecimal("60.0"), 6);
    private static final Insight WEB = new Insight.DeviceUsage("web", new BigDecimal("40.0"), 4);
    private static final Insight VERSION = new Insight.AppVersionUsage("2.3.0", new BigDecimal("100.0"), 10);
    private static final List<Insight> INSIGHTS = List.of(PEAK, RI, NY, TX, IOS, WEB, VERSION);

    @Test
    void everythingIsSelectedAsItIs() {
        assertThat(Selection.ALL.of(INSIGHTS)).isEqualTo(INSIGHTS);
    }

    @Test
    void onlySomeMetricsAreSelected() {
        assertThat(new Selection(EnumSet.of(Metric.PEAK_HOUR, Metric.DEVICE_USAGE), Integer.MAX_VALUE).of(INSIGHTS))
                .containsExactly(PEAK, IOS, WEB);
    }

    @Test
    void theFirstOfEachMetricAreSelected() {
        assertThat(new Selection(EnumSet.allOf(Metric.class), 1).of(INSIGHTS)).containsExactly(PEAK, RI, IOS, VERSION);
        assertThat(new Selection(EnumSet.of(Metric.LOGINS_PER_REGION), 2).of(INSIGHTS))
                .containsExactly(RI, NY);
    }

    @Test
    void aSelectionOfNothingIsRefused() {
        assertThatThrownBy(() -> new Selection(Set.of(), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selection(EnumSet.allOf(Metric.class), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
