package io.kafkafetch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.Insight.AppVersionUsage;
import io.kafkafetch.domain.Insight.DeviceUsage;
import io.kafkafetch.domain.Insight.LoginsPerRegion;
import io.kafkafetch.domain.Insight.PeakHour;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsightsTest {

    private static final long SEVEN_O_CLOCK = 7 * 3600;
    private static final long NINE_O_CLOCK = 9 * 3600;

    @Test
    void insightsAreThePeakHourThenRegionsThenDevicesThenAppVersionsEachByCountThenName() {
        LoginTally batch = Logins.tally(List.of(
                Logins.of(NINE_O_CLOCK, "RI", "iOS", "2.2.1"),
                Logins.of(NINE_O_CLOCK, "NY", "android"),
                Logins.of(SEVEN_O_CLOCK, "CA", "iOS"),
                Logins.of(SEVEN_O_CLOCK, "RI", "android"),
                Logins.of(SEVEN_O_CLOCK, "RI", "web"),
                Logins.of(SEVEN_O_CLOCK, "RI", "iOS")));

        assertThat(Insights.of(batch, batch.hours()))
                .containsExactly(
                        new PeakHour(7, 4),
                        new LoginsPerRegion("RI", 4),
                        new LoginsPerRegion("CA", 1),
                        new LoginsPerRegion("NY", 1),
                        new DeviceUsage("iOS", new BigDecimal("50.0"), 3),
                        new DeviceUsage("android", new BigDecimal("33.33"), 2),
                        new DeviceUsage("web", new BigDecimal("16.67"), 1),
                        new AppVersionUsage("2.3.0", new BigDecimal("83.33"), 5),
                        new AppVersionUsage("2.2.1", new BigDecimal("16.67"), 1));
    }

    @Test
    void thePeakHourIsThatOfAllTimeNotOfTheBatch() {
        LoginTally batch = Logins.tally(List.of(Logins.at(NINE_O_CLOCK)));
        HourCounts before = Logins.tally(List.of(Logins.at(SEVEN_O_CLOCK), Logins.at(SEVEN_O_CLOCK)))
                .hours();

        assertThat(Insights.of(batch, before.plus(batch.hours()))).startsWith(new PeakHour(7, 2));
    }

    @Test
    void aBatchWithoutALoginHasNoInsightWhateverWasCountedBefore() {
        HourCounts before = Logins.tally(List.of(Logins.at(SEVEN_O_CLOCK))).hours();

        assertThat(Insights.of(LoginTally.EMPTY, before)).isEmpty();
    }
}
