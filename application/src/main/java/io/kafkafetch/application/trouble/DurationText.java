package io.kafkafetch.application.trouble;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them, in logs and messages. */
public final class DurationText {

    private DurationText() {}

    /** {@code 250 ms}, {@code 1.5 s}, {@code 90 s}, {@code 2 min}, {@code 1 h}: in the largest unit that is exact. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toNanosPart() != 0) {
            return seconds == 0
                    ? trimmed(duration.toNanos() / 1e6) + " ms"
                    : trimmed(seconds + duration.toNanosPart() / 1e9) + " s";
        }
        if (seconds != 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private static String trimmed(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }
}
