package io.kafkafetch.adapters.console.letter;

import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.LetterReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Parts of letters as text. Pure. */
final class Texts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Texts() {}

    /** In UTC, to the second. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    /** {@code 2,081}. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Each reason by its code and field, such as {@code missing device_type, blank ip}. */
    static String reasons(Failure failure) {
        return failure.reasons().stream().map(LetterReason::toString).collect(Collectors.joining(", "));
    }

    /** {@code user-login-0@17}. */
    static String origin(Failure failure) {
        return failure.origin()
                .map(origin -> origin.partition() + "@" + origin.offset())
                .orElse("unknown");
    }

    /** Roughly, in its two largest units: {@code 6 d 23 h}. */
    static String span(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        return span.toHours() > 0 ? span.toHours() + " h " + span.toMinutesPart() + " min" : span.toMinutes() + " min";
    }
}
