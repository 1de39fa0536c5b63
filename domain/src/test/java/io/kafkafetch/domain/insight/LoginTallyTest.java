package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginTallyTest {

    private static final HourCounts TWO_LOGINS =
            Logins.tally(List.of(Logins.at(0), Logins.at(0))).hours();

    @Test
    void partsThatCountDifferentNumbersOfLoginsAreRefused() {
        Frequencies two = new Frequencies(Map.of("a", 2L));
        Frequencies three = new Frequencies(Map.of("a", 2L, "b", 1L));

        assertThat(new LoginTally(TWO_LOGINS, dimension -> two).events()).isEqualTo(2);
        for (Dimension wrong : Dimension.values()) {
            assertThatThrownBy(() -> new LoginTally(TWO_LOGINS, dimension -> dimension == wrong ? three : two))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new LoginTally(HourCounts.EMPTY, dimension -> two))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachDimensionCountsItsFieldOfALogin() {
        LoginTally tally = Logins.tally(List.of(Logins.of(0, "RI", "iOS", "2.3.0")));

        assertThat(tally.by(Dimension.REGION).counts()).isEqualTo(Map.of("RI", 1L));
        assertThat(tally.by(Dimension.DEVICE_TYPE).counts()).isEqualTo(Map.of("iOS", 1L));
        assertThat(tally.by(Dimension.APP_VERSION).counts()).isEqualTo(Map.of("2.3.0", 1L));
    }

    @Test
    void aLoginIsCountedAtTheHourItsZoneShows() {
        LoginCounter counter = new LoginCounter(new HourOfDay(ZoneId.of("Asia/Kolkata")));

        // 1970-01-01T18:45Z is 00:15 of the next day in Kolkata.
        counter.count(Logins.at(18 * 3600 + 45 * 60));

        assertThat(counter.tally().hours().at(0)).isEqualTo(1);
    }

    @Test
    void aTallyTakenStaysAsItIsWhenTheCounterGoesOn() {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        counter.count(Logins.of(0, "RI", "iOS"));
        LoginTally taken = counter.tally();

        counter.count(Logins.of(0, "RI", "android"));

        assertThat(taken.events()).isEqualTo(1);
        assertThat(counter.events()).isEqualTo(2);
        assertThat(counter.tally().by(Dimension.REGION).of("RI")).isEqualTo(2);
        assertThat(counter.tally().by(Dimension.DEVICE_TYPE).counts()).isEqualTo(Map.of("iOS", 1L, "android", 1L));
        assertThat(counter.tally().by(Dimension.APP_VERSION).counts()).isEqualTo(Map.of("2.3.0", 2L));
    }

    @Test
    void aTallyTakenStaysAsItIsWhenTheCounterIsCleared() {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        counter.count(Logins.of(0, "RI", "iOS"));
        LoginTally taken = counter.tally();

        counter.clear();
        counter.count(Logins.of(3600, "RI", "android"));

        assertThat(taken).isEqualTo(Logins.tally(List.of(Logins.of(0, "RI", "iOS"))));
    }

    @Test
    void whatNobodyAskedForIsNotCountedAndNotZero() {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC, Set.of(Dimension.REGION));
        counter.count(Logins.of(0, "RI", "iOS"));
        LoginTally ofRegions = counter.tally();
        LoginTally both = ofRegions.plus(Logins.tally(List.of(Logins.of(0, "TX", "iOS"))));

        assertThat(ofRegions.events()).isEqualTo(1);
        assertThat(both.by(Dimension.REGION).counts()).isEqualTo(Map.of("RI", 1L, "TX", 1L));
        assertThat(both.hours().at(0)).isEqualTo(2);
        for (LoginTally tally : List.of(ofRegions, both)) {
            assertThatThrownBy(() -> tally.by(Dimension.DEVICE_TYPE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("device type");
        }
    }

    @Test
    void aCounterThatSawNoLoginGivesTheEmptyTally() {
        assertThat(new LoginCounter(HourOfDay.UTC).tally()).isEqualTo(LoginTally.EMPTY);
    }
}
