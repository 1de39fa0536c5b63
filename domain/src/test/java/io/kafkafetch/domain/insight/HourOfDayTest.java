package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourOfDayTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, 1970-01-01T00:00:00Z, 0",
        "UTC, 1970-01-01T00:59:59Z, 0",
        "UTC, 1970-01-01T01:00:00Z, 1",
        "UTC, 9999-12-31T23:59:59Z, 23",
        "America/Anchorage, 1970-01-01T00:00:00Z, 14",
        "Asia/Kolkata, 2024-05-01T18:29:59Z, 23",
        "Asia/Kolkata, 2024-05-01T18:30:00Z, 0",
        "Asia/Kathmandu, 2024-05-01T18:15:00Z, 0",
        "+14:00, 9999-12-31T23:59:59Z, 13",
    })
    void theHourIsTheOneThatTheZonesWallClockShows(ZoneId zone, Instant moment, int hour) {
        assertThat(new HourOfDay(zone).at(moment.getEpochSecond())).isEqualTo(hour);
    }

    @Test
    void anHourThatIsSkippedNeverOccurs() {
        // Berlin, 2024-03-31: 01:59:59 is followed by 03:00:00.
        HourOfDay berlin = new HourOfDay(ZoneId.of("Europe/Berlin"));
        long change = Instant.parse("2024-03-31T01:00:00Z").getEpochSecond();

        assertThat(berlin.at(change - 1)).isEqualTo(1);
        assertThat(berlin.at(change)).isEqualTo(3);
    }

    @Test
    void anHourThatOccursTwiceCountsTwice() {
        // Berlin, 2024-10-27: 02:59:59 is followed by 02:00:00.
        HourOfDay berlin = new HourOfDay(ZoneId.of("Europe/Berlin"));
        long change = Instant.parse("2024-10-27T01:00:00Z").getEpochSecond();

        assertThat(berlin.at(change - 3600)).isEqualTo(2);
        assertThat(berlin.at(change)).isEqualTo(2);
        assertThat(berlin.at(change + 3600)).isEqualTo(3);
    }

    @Test
    void theDefaultIsUtc() {
        assertThat(HourOfDay.UTC.at(Instant.parse("2024-07-01T19:30:00Z").getEpochSecond()))
                .isEqualTo(19);
    }

    @Test
    void clocksOfOneZoneAreEqual() {
        HourOfDay utc = new HourOfDay(ZoneOffset.UTC);

        assertThat(utc)
                .isEqualTo(HourOfDay.UTC)
                .hasSameHashCodeAs(HourOfDay.UTC)
                .isNotEqualTo(new HourOfDay(ZoneId.of("Europe/Berlin")))
                .hasToString("HourOfDay[zone=Z]");
        assertThat(utc.equals((Object) "Z")).isFalse();
    }
}
