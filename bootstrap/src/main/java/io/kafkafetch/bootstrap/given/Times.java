package io.kafkafetch.bootstrap.given;

import io.kafkafetch.bootstrap.process.UserError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments in options. Pure functions but for the clock. */
public final class Times {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

    private Times() {}

    /** The moment of this text: a date, which begins at 00:00 UTC, or an ISO-8601 moment. Empty if it is neither. */
    public static Optional<Instant> of(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /**
     * The moment of this option, which may also be so long ago: {@code 90s}, {@code 30m}, {@code 2h} or {@code 7d}.
     *
     * @throws UserError of wrong usage
     */
    public static Instant past(String option, String text, InstantSource clock) {
        Matcher ago = AGO.matcher(text);
        return ago.matches()
                ? clock.instant().minus(span(Long.parseLong(ago.group(1)), ago.group(2)))
                : of(text).orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        option + "=" + text + " cannot be used: expected 2h or 7d ago, a date such as 2026-01-05, or a"
                                + " moment such as 2026-01-05T08:00:00Z"));
    }

    private static Duration span(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
