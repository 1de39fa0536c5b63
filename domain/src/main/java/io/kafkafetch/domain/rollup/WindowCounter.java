package io.kafkafetch.domain.rollup;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts the logins of a window, one by one or a {@link WindowTally} at once. Not thread-safe. */
final class WindowCounter {

    private final int mostNames;
    private final long[] hours = new long[HourCounts.HOURS];
    private final Map<Dimension, NamesCounter> names = new EnumMap<>(Dimension.class);

    WindowCounter(int mostNames) {
        this.mostNames = mostNames;
        for (Dimension dimension : Dimension.values()) {
            names.put(dimension, new NamesCounter());
        }
    }

    /** @param hour of the wall clock, 0 to 23 */
    void count(LoginEvent event, int hour) {
        hours[hour]++;
        names.forEach((dimension, counter) -> counter.count(dimension.of(event), 1));
    }

    void add(LoginTally tally) {
        add(tally.hours());
        names.forEach((dimension, counter) ->
                tally.by(dimension).ranked().forEach(entry -> counter.count(entry.name(), entry.count())));
    }

    private void add(HourCounts more) {
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = Math.addExact(hours[hour], more.at(hour));
        }
    }

    void add(WindowTally tally) {
        add(tally.hours());
        names.forEach((dimension, counter) -> {
            Names more = tally.by(dimension);
            more.kept().ranked().forEach(entry -> counter.count(entry.name(), entry.count()));
            counter.others = Math.addExact(counter.others, more.others());
        });
    }

    WindowTally tally() {
        return new WindowTally(
                HourCounts.of(hours),
                dimension -> requireNonNull(names.get(dimension)).names());
    }

    private static final class Count {
        private long value;
    }

    private final class NamesCounter {
        private final Map<String, Count> counts = new HashMap<>();
        private long others;

        private void count(String name, long times) {
            Count count = counts.computeIfAbsent(name, none -> new Count());
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
            trim();
            Map<String, Long> kept = new HashMap<>();
            counts.forEach((name, count) -> kept.put(name, count.value));
            return new Names(new Frequencies(kept), others, mostNames);
        }
    }
}
