package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.users.BatchUsers;
import io.kafkafetch.domain.users.UserCounter;
import io.kafkafetch.domain.users.UserKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the logins of a window, one by one or many at once. Not thread-safe. */
final class WindowCounter {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final int mostNames;
    private final long[] hours = new long[HourCounts.HOURS];

    /** By the dimension's ordinal. */
    private final NamesCounter[] names = new NamesCounter[DIMENSIONS.length];

    private final UserCounter users;

    /** @param key that the users of logins are hashed with; none where logins are not counted one by one */
    WindowCounter(int mostNames, @Nullable UserKey key) {
        this.mostNames = mostNames;
        this.users = new UserCounter(key);
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
        users.count(event.user());
    }

    void add(LoginTally tally, BatchUsers more) {
        users.add(more);
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
        users.add(tally.users());
    }

    void add(WindowCounter more) {
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = Math.addExact(hours[hour], more.hours[hour]);
        }
        for (int i = 0; i < names.length; i++) {
            names[i].add(more.names[i]);
        }
        users.add(more.users.users());
    }

    private void add(HourCounts more) {
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = Math.addExact(hours[hour], more.at(hour));
        }
    }

    @SuppressWarnings("EnumOrdinal") // as of a LoginTally
    WindowTally tally() {
        return new WindowTally(HourCounts.of(hours), dimension -> names[dimension.ordinal()].names(), users.users());
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

        private void add(NamesCounter more) {
            more.counts.forEach((name, count) -> count(name, count.value));
            others = Math.addExact(others, more.others);
        }

        private Names names() {
            int together = counts.keySet().stream().mapToInt(String::length).sum();
            if (!Shortest.fit(mostNames, counts.size(), together)) {
                trim();
            }
            return new Names(Frequencies.of(counts, count -> count.value), others, mostNames);
        }
    }
}
