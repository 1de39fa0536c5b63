package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.login.LoginEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The wall clock's hour, with {@link java.time.ZonedDateTime} as the oracle. */
class HourOfDayProperties {

    /** Every region the JDK knows, and every offset there can be, to the second. */
    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.oneOf(
                Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                        .map(ZoneId::of),
                Arbitraries.integers().between(-18 * 3600, 18 * 3600).map(ZoneOffset::ofTotalSeconds));
    }

    @Property(tries = 3000)
    void theHourIsTheOneThatTheWallClockShows(
            @ForAll("zones") ZoneId zone, @ForAll @LongRange(min = 0, max = LoginEvent.MAX_TIMESTAMP) long timestamp) {
        assertThat(new HourOfDay(zone).at(timestamp)).isEqualTo(hourOnTheWall(zone, timestamp));
    }

    @Property(tries = 3000)
    void theHourIsTheOneThatTheWallClockShowsAroundAChangeOfOffset(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 0, max = 4_102_444_800L) long before,
            @ForAll @LongRange(min = -7200, max = 7200) long distance) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochSecond(before));
        long timestamp = Math.max(0, (change == null ? before : change.toEpochSecond()) + distance);

        assertThat(new HourOfDay(zone).at(timestamp)).isEqualTo(hourOnTheWall(zone, timestamp));
    }

    /** All there are until 2040: the second before the clocks change and the one when they do. */
    @Property(tries = 1)
    void theHourIsRightAtEveryChangeOfOffsetOfEveryZone() {
        Instant end = Instant.parse("2040-01-01T00:00:00Z");
        for (String id : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(id);
            HourOfDay hourOfDay = new HourOfDay(zone);
            ZoneRules rules = zone.getRules();
            for (ZoneOffsetTransition change = rules.nextTransition(Instant.EPOCH);
                    change != null && change.getInstant().isBefore(end);
                    change = rules.nextTransition(change.getInstant())) {
                long second = change.toEpochSecond();
                if (hourOfDay.at(second) != change.getDateTimeAfter().getHour()
                        || hourOfDay.at(second - 1)
                                != change.getDateTimeBefore().minusSeconds(1).getHour()) {
                    throw new AssertionError(change + " in " + zone);
                }
            }
        }
    }

    @Property(tries = 3000)
    void anHourAndADayBeginWhereTheWallClockSays(
            @ForAll("zones") ZoneId zone, @ForAll @LongRange(min = 0, max = LoginEvent.MAX_TIMESTAMP) long timestamp) {
        beginsWhereTheWallClockSays(zone, timestamp);
    }

    @Property(tries = 3000)
    void anHourAndADayBeginWhereTheWallClockSaysAroundAChangeOfOffset(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 0, max = 4_102_444_800L) long before,
            @ForAll @LongRange(min = -100_000, max = 100_000) long distance) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochSecond(before));
        beginsWhereTheWallClockSays(zone, Math.max(0, (change == null ? before : change.toEpochSecond()) + distance));
    }

    private static void beginsWhereTheWallClockSays(ZoneId zone, long timestamp) {
        HourOfDay clock = new HourOfDay(zone);
        ZonedDateTime now = Instant.ofEpochSecond(timestamp).atZone(zone);

        long hour = clock.startOfHour(timestamp);
        ZonedDateTime began = Instant.ofEpochSecond(hour).atZone(zone);
        assertThat(hour).isBetween(timestamp - 3599, timestamp);
        assertThat(clock.startOfHour(hour)).isEqualTo(hour);
        assertThat(began.getOffset()).isEqualTo(now.getOffset());
        assertThat(began.truncatedTo(ChronoUnit.HOURS).toLocalDateTime())
                .isEqualTo(now.truncatedTo(ChronoUnit.HOURS).toLocalDateTime());
        ZonedDateTime justBefore = Instant.ofEpochSecond(hour - 1).atZone(zone);
        assertThat(justBefore.getHour() != began.getHour()
                        || !justBefore.getOffset().equals(began.getOffset()))
                .isTrue();

        long day = clock.startOfDay(timestamp);
        assertThat(day).isEqualTo(now.toLocalDate().atStartOfDay(zone).toEpochSecond());
        assertThat(clock.startOfDay(hour)).as("the day of the hour").isEqualTo(day);
    }

    private static int hourOnTheWall(ZoneId zone, long timestamp) {
        return Instant.ofEpochSecond(timestamp).atZone(zone).getHour();
    }
}
