package io.kafkafetch.adapters.http.rollups;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.domain.rollup.Resolution;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How long the windows of an answer are. */
enum Step {
    MINUTE("1m", Resolution.MINUTE, Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Resolution.MINUTE, Duration.ofMinutes(5)),
    HOUR("1h", Resolution.HOUR, Duration.ofHours(1)),
    DAY("1d", Resolution.DAY, Duration.ofDays(1));

    private final String text;
    private final Resolution resolution;
    private final Duration length;

    Step(String text, Resolution resolution, Duration length) {
        this.text = text;
        this.resolution = resolution;
        this.length = length;
    }

    /** @throws BadQueryException if there is no such step */
    static Step of(String text) {
        return Arrays.stream(values())
                .filter(step -> step.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new BadQueryException("step is none of "
                        + Arrays.stream(values()).map(step -> step.text).collect(Collectors.joining(", "))));
    }

    /** The step whose windows are as they are kept. */
    static Step of(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> MINUTE;
            case HOUR -> HOUR;
            case DAY -> DAY;
        };
    }

    /** As it is asked for, e.g. {@code 5m}. */
    String text() {
        return text;
    }

    /** Of the windows that it is made of. */
    Resolution resolution() {
        return resolution;
    }

    /** About; the days of a zone differ. */
    Duration length() {
        return length;
    }

    /** The start of the answer's window that this one belongs to; both in epoch seconds. */
    long start(long start) {
        return this == FIVE_MINUTES ? start - Math.floorMod(start, length.toSeconds()) : start;
    }
}
