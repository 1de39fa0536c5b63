package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import java.util.Optional;

/** How long a window is, finest first. */
public enum Resolution {
    /** A minute of the clock, equal in all zones. */
    MINUTE("PT1M") {
        @Override
        Optional<Resolution> coarser() {
            return TO_HOUR;
        }

        @Override
        public long start(HourOfDay clock, long epochSecond) {
            return epochSecond - Math.floorMod(epochSecond, SECONDS_PER_MINUTE);
        }
    },
    /** An hour of the wall clock, see {@link HourOfDay#startOfHour}. */
    HOUR("PT1H") {
        @Override
        Optional<Resolution> coarser() {
            return TO_DAY;
        }

        @Override
        public long start(HourOfDay clock, long epochSecond) {
            return clock.startOfHour(epochSecond);
        }
    },
    /** A calendar day, see {@link HourOfDay#startOfDay}. */
    DAY("P1D") {
        @Override
        Optional<Resolution> coarser() {
            return Optional.empty();
        }

        @Override
        public long start(HourOfDay clock, long epochSecond) {
            return clock.startOfDay(epochSecond);
        }
    };

    private static final long SECONDS_PER_MINUTE = 60;

    // asked for with each login that is older than the minutes that are kept
    private static final Optional<Resolution> TO_HOUR = Optional.of(HOUR);
    private static final Optional<Resolution> TO_DAY = Optional.of(DAY);

    private final String text;

    Resolution(String text) {
        this.text = text;
    }

    /** As an ISO 8601 duration, e.g. {@code PT1H}; never changed. */
    public String text() {
        return text;
    }

    /** The next coarser one, if there is any. */
    abstract Optional<Resolution> coarser();

    /** When the window that contains this moment begins; both in epoch seconds. */
    public abstract long start(HourOfDay clock, long epochSecond);
}
