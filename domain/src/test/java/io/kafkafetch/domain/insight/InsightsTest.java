package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.Insight.PeakHour;
import io.kafkafetch.domain.insight.Insight.Ranked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        new Ranked(Metric.Ranked.LOGINS_PER_REGION, "RI", 4, 6),
                        new Ranked(Metric.Ranked.LOGINS_PER_REGION, "CA", 1, 6),
                        new Ranked(Metric.Ranked.LOGINS_PER_REGION, "NY", 1, 6),
                        new Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 3, 6),
                        new Ranked(Metric.Ranked.DEVICE_USAGE, "android", 2, 6),
                        new Ranked(Metric.Ranked.DEVICE_USAGE, "web", 1, 6),
                        new Ranked(Metric.Ranked.APP_VERSION_USAGE, "2.3.0", 5, 6),
                        new Ranked(Metric.Ranked.APP_VERSION_USAGE, "2.2.1", 1, 6));
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

    @Test
    void aShareIsThatOfTheBatch() {
        assertThat(new Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 3, 6).percentage())
                .hasToString("50.0");
        assertThat(new Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 2, 6).percentage())
                .hasToString("33.33");
        assertThat(new Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 1, 6).percentage())
                .hasToString("16.67");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "24, 1", "0, 0", "23, -1"})
    void aPeakHourIsAnHourWithALogin(int hour, long logins) {
        assertThatThrownBy(() -> new PeakHour(hour, logins)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "3, 2", "0, 0"})
    void aNameIsRankedForSomeOfTheBatchsLogins(long count, long total) {
        assertThatThrownBy(() -> new Ranked(Metric.Ranked.LOGINS_PER_REGION, "RI", count, total))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
