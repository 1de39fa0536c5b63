package io.kafkafetch.adapters.http.answers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** How a request names a moment. */
public final class Moment {

    private Moment() {}

    /**
     * A day, a time of the wall clock, or a time with an offset; whole seconds. A time that a change of clocks skips is
     * as much later, one that comes twice is the first.
     *
     * @throws BadQueryException if it is none of them
     */
    public static Instant of(String name, String text, ZoneId zone) {
        try {
            if (text.length() == "2026-01-31".length()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return text.length() == "2026-01-31T08:00".length()
                    ? LocalDateTime.parse(text).atZone(zone).toInstant()
                    : Instant.ofEpochSecond(OffsetDateTime.parse(text).toEpochSecond());
        } catch (DateTimeParseException wrong) {
            throw new BadQueryException(name + " is neither a day nor a time, such as 2026-01-31, 2026-01-31T08:00 in "
                    + zone.getId() + " or 2026-01-31T08:00:00Z");
        }
    }
}
