package io.kafkafetch.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The hour of the day, 0 to 23, that a wall clock in this zone shows. Daylight saving follows the zone's rules: an hour
 * that occurs twice counts twice, one that is skipped never.
 */
public record HourOfDay(ZoneId zone) {

    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;

    /** Coordinated Universal Time, the default. */
    public static final HourOfDay UTC = new HourOfDay(ZoneOffset.UTC);

    /** The hour at this moment, given in epoch seconds. */
    public int at(long epochSecond) {
        long offset =
                zone.getRules().getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        return (int) (Math.floorMod(epochSecond + offset, SECONDS_PER_DAY) / SECONDS_PER_HOUR);
    }
}
