package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.LoginTally;

/** When the logins of a batch happened. Mostly they are all of one minute, and their tally says the rest. Immutable. */
public sealed interface BatchTimes {

    /** Nobody asked for the times, or there is no login. */
    BatchTimes NONE = new None();

    /**
     * Counts the batch's logins by their time.
     *
     * @param tally of all of them
     * @throws IllegalArgumentException if there are logins, and their times are not known
     */
    void addTo(TimelineCounter counter, LoginTally tally);

    /** No time is known. */
    record None() implements BatchTimes {
        @Override
        public void addTo(TimelineCounter counter, LoginTally tally) {
            if (tally.events() > 0) {
                throw new IllegalArgumentException("the times of " + tally.events() + " logins are not known");
            }
        }
    }

    /**
     * All logins are of one minute.
     *
     * @param minute in which this moment is, in epoch seconds
     */
    record OfOneMinute(long minute) implements BatchTimes {
        @Override
        public void addTo(TimelineCounter counter, LoginTally tally) {
            counter.add(minute, tally);
        }
    }

    /** Logins of more than one minute. */
    record OfSeveral(Timeline timeline) implements BatchTimes {
        @Override
        public void addTo(TimelineCounter counter, LoginTally tally) {
            counter.add(timeline);
        }
    }
}
