package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.HashMap;
import java.util.Map;

/** Counts the logins of a window, one by one or many at once. Not thread-safe. */
final class WindowCounter {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final int mostNames;
    private final long[] hours = new long[HourCounts.HOURS];

    /** By the dimension's ordinal. */
    private final NamesCounter[] names = new NamesCounter[DIMENSIONS.length];

    WindowCounter(int mostNames) {
        this.mostNames = mostNames;
        for (int i = 0; i < names.length; i++) {
            names[i] = new NamesCounter();
        }
    }

    /** @param hour of the wall clock, 0 to 23 */
    void count(LoginEvent event, int hour) {
        hours[hour]++;
        for (int i = 0; i < names.length; i++) {
            names[i].count(DIMENSIONS[i].of(event), 1);
        }
    }

    void add(LoginTally tally) {
        add(tally.hours());
        for (int i = 0; i < names.length; i++) {
            names[i].add(tally.by(DIMENSIONS[i]));
        }
    }

    void add(WindowTally tally) {
        add(tally.hours());
        for (int i = 0; i < names.length; i++) {
            Names more = tally.by(DIMENSIONS[i]);
            names[i].add(more.kept());
            names[i].others = Math.addExact(names[i].others, more.others());
        }
    }

    private void add(HourCounts more) {
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = Math.addExact(hours[hour], more.at(hour));
        }
    }

    @SuppressWarnings("EnumOrdinal") // as of a LoginTally
    WindowTally tally() {
        return new WindowTally(HourCounts.of(hours), dimension -> names[dimension.ordinal()].names());
    }

    private static final class Count {
        private long value;
    }

    private final class NamesCounter {
        private final Map<String, Count> counts = new HashMap<>();
        private long others;

        private void add(Frequencies more) {
            for (Frequencies.Entry entry : more.ranked()) {
                count(entry.name(), entry.count());
            }
        }

        private void count(String name, long times) {
            Count count = counts.get(name);
            if (count == null) {
                count = new Count();
                counts.put(name, count);
            }
            count.value = Math.addExact(count.value, times);
            if (counts.size() > 2 * mostNames) {
                trim(); // seldom: a name that is dropped and comes back is dropped again, whenever that is
            }
        }

        private void trim() {
            for (String dropped : Shortest.beyond(mostNames, counts.keySet())) {
                Count count = counts.remove(dropped);
                others = Math.addExact(others, count == null ? 0 : count.value);
            }
        }

        private Names names() {
            if (!Shortest.fit(mostNames, counts.keySet())) {
                trim();
            }
            Map<String, Long> kept = new HashMap<>();
            counts.forEach((name, count) -> kept.put(name, count.value));
            return new Names(new Frequencies(kept), others, mostNames);
        }
    }
}
