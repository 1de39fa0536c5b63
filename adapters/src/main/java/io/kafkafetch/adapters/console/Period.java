package io.kafkafetch.adapters.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The time that logins are from.
 *
 * @param first of the earliest
 * @param last of the latest, not before {@code first}
 */
public record Period(Instant first, Instant last) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** @throws IllegalArgumentException if it ends before it begins */
    public Period {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(last + " is before " + first);
        }
    }

    /** Of epoch seconds. */
    public static Period ofSeconds(long first, long last) {
        return new Period(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last));
    }

    /** Its beginning and its end, with the zone's name. */
    List<String> texts(String zone) {
        DateTimeFormatter local = TIME.withZone(ZoneId.of(zone));
        return List.of(local.format(first), local.format(last) + " " + zone);
    }
}
