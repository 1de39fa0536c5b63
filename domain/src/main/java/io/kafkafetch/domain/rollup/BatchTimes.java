package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.users.BatchUsers;
import java.util.List;

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

    /** About how many bytes of memory this holds. */
    long weight();

    /** No time is known. */
    record None() implements BatchTimes {
        @Override
        public void addTo(TimelineCounter counter, LoginTally tally) {
            if (tally.events() > 0) {
                throw new IllegalArgumentException("the times of " + tally.events() + " logins are not known");
            }
        }

        @Override
        public long weight() {
            return 0;
        }
    }

    /**
     * All logins are of one minute.
     *
     * @param minute in which this moment is, in epoch seconds
     * @param users of the logins, where they are asked for
     */
    record OfOneMinute(long minute, BatchUsers users) implements BatchTimes {
        @Override
        public void addTo(TimelineCounter counter, LoginTally tally) {
            counter.add(minute, tally, users);
        }

        @Override
        public long weight() {
            return users.weight();
        }
    }

    /**
     * Few logins, of more than one minute.
     *
     * @param minute in which this moment is, in epoch seconds
     * @param first those of this minute that came before all others
     * @param users of these, where they are asked for
     * @param others in the order they came
     */
    record OfSeveral(long minute, LoginTally first, BatchUsers users, List<LoginEvent> others) implements BatchTimes {

        /** Rough cost of a login, whose texts are mostly others' too. */
        private static final long LOGIN = 40;

        public OfSeveral {
            others = List.copyOf(others);
        }

        @Override
        public void addTo(TimelineCounter counter, LoginTally tally) {
            counter.add(minute, first, users);
            others.forEach(counter::count);
        }

        @Override
        public long weight() {
            return LOGIN * others.size() + users.weight();
        }
    }

    /** Many logins, of more than one minute. */
    record OfMany(Timeline timeline) implements BatchTimes {

        /** Rough cost of a window. */
        private static final long WINDOW = 2 << 10;

        @Override
        public void addTo(TimelineCounter counter, LoginTally tally) {
            counter.add(timeline);
        }

        @Override
        public long weight() {
            return WINDOW * (1L + timeline.windows().size());
        }
    }
}
