package io.kafkafetch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Insights;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The architecture page's "The domain alone": the code between the two markers is shown there. */
class DomainAloneTest {

    // ---- docs/ARCHITECTURE.md: begin
    /** What the logins of two days mean together. */
    static List<Insight> insights(List<LoginEvent> yesterday, List<LoginEvent> today) {
        LoginTally both = tally(yesterday).plus(tally(today));
        return Insights.of(both, both.hours());
    }

    static LoginTally tally(List<LoginEvent> logins) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        logins.forEach(counter::count);
        return counter.tally();
    }
    // ---- docs/ARCHITECTURE.md: end

    @Test
    void twoDaysAreCountedApartAndMeanOneThingTogether() {
        List<LoginEvent> yesterday = List.of(login(9, "RI"), login(19, "RI"));
        List<LoginEvent> today = List.of(login(19, "NY"));

        List<Insight> insights = insights(yesterday, today);

        assertThat(insights.getFirst()).isEqualTo(new Insight.PeakHour(19, 2));
        assertThat(insights).hasSize(5); // and two regions, a device, an app version
    }

    private static LoginEvent login(int hour, String region) {
        return new LoginEvent("2.3.0", region, hour * 3_600L, "iOS");
    }
}
