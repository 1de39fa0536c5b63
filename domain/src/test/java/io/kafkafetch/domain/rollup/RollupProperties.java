package io.kafkafetch.domain.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Logins;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RollupProperties {

    /** So many that a timeline of {@link Times#logins} collapses nothing. */
    private static final Detail FINE = new Detail(100, 100, 100, Times.DETAIL.names());

    private static final long NEVER = Long.MAX_VALUE;

    @Provide
    Arbitrary<List<List<LoginEvent>>> commits() {
        return Times.logins().list().ofMaxSize(5);
    }

    @Property
    void eachWindowHoldsItsLoginsAndAllHoldsAll(@ForAll("commits") List<List<LoginEvent>> commits) {
        Rollup rollup = new Rollup(Times.CLOCK, Times.DETAIL);
        List<LoginEvent> logins = commits.stream().flatMap(List::stream).toList();

        commits.forEach(commit -> rollup.add(fine(commit), NEVER));

        assertThat(rollup.all()).isEqualTo(new WindowTotal(Times.tally(logins), 0));
        for (Resolution resolution : Resolution.values()) {
            Map<Long, WindowTotal> newest = newest(resolution, logins);
            assertThat(rollup.of(resolution)).isEqualTo(newest);
            assertThat(rollup.outside(resolution)).isEqualTo(logins.size() - sum(newest));
        }
    }

    /** The oracle knows all times before it decides which windows are kept. */
    private static Map<Long, WindowTotal> newest(Resolution resolution, List<LoginEvent> logins) {
        TreeMap<Long, List<LoginEvent>> byStart = new TreeMap<>();
        logins.forEach(login -> byStart.computeIfAbsent(
                        resolution.start(Times.CLOCK, login.timestamp()), none -> new ArrayList<>())
                .add(login));
        Map<Long, WindowTotal> newest = new TreeMap<>();
        byStart.descendingMap().entrySet().stream()
                .limit(Times.DETAIL.most(resolution))
                .forEach(window -> newest.put(window.getKey(), new WindowTotal(Times.tally(window.getValue()), 0)));
        return newest;
    }

    private static long sum(Map<Long, WindowTotal> windows) {
        return windows.values().stream()
                .mapToLong(total -> total.tally().logins())
                .sum();
    }

    @Property
    void whatWasRejectedIsInTheWindowsOfItsMomentBesideTheLogins(
            @ForAll("commits") List<List<LoginEvent>> commits,
            @ForAll @Size(max = 20) List<@LongRange(max = 300_000) Long> moments) {
        Rollup rollup = new Rollup(Times.CLOCK, FINE);
        Rollup logins = new Rollup(Times.CLOCK, FINE);
        commits.forEach(commit -> {
            rollup.add(fine(commit), NEVER);
            logins.add(fine(commit), NEVER);
        });

        moments.forEach(moment -> assertThat(rollup.reject(2, moment))
                .contains(new Window(Resolution.MINUTE, Resolution.MINUTE.start(Times.CLOCK, moment))));

        assertThat(rollup.all().rejected()).isEqualTo(2L * moments.size());
        assertThat(rollup.all().tally()).isEqualTo(logins.all().tally());
        for (Resolution resolution : Resolution.values()) {
            Map<Long, Long> expected = new TreeMap<>();
            moments.forEach(moment -> expected.merge(resolution.start(Times.CLOCK, moment), 2L, Long::sum));
            Map<Long, Long> found = new TreeMap<>();
            rollup.of(resolution).forEach((start, total) -> found.put(start, total.rejected()));
            found.values().removeIf(count -> count == 0);
            assertThat(found).isEqualTo(expected);
            assertThat(rollup.outside(resolution)).isEqualTo(logins.outside(resolution));
        }
    }

    @Property
    void anyOrderOfTheSameTimelinesGivesTheSame(
            @ForAll("commits") List<List<LoginEvent>> commits, @ForAll Random random) {
        List<Timeline> coarse =
                new ArrayList<>(commits.stream().map(Times::counted).toList());
        Rollup one = new Rollup(Times.CLOCK, Times.DETAIL);
        coarse.forEach(timeline -> one.add(timeline, NEVER));
        Collections.shuffle(coarse, random);
        Rollup other = new Rollup(Times.CLOCK, Times.DETAIL);
        coarse.forEach(timeline -> other.add(timeline, NEVER));

        assertThat(other.all()).isEqualTo(one.all());
        for (Resolution resolution : Resolution.values()) {
            assertThat(other.of(resolution)).isEqualTo(one.of(resolution));
        }
    }

    @Property
    void whatATimelineDoesNotTellApartIsCoarse(@ForAll("commits") List<List<LoginEvent>> commits) {
        Rollup rollup = new Rollup(Times.CLOCK, FINE);
        List<Timeline> coarse = commits.stream().map(Times::counted).toList();

        coarse.forEach(timeline -> rollup.add(timeline, NEVER));

        assertThat(rollup.all().coarse())
                .isEqualTo(coarse.stream()
                        .mapToLong(timeline -> timeline.older().logins())
                        .sum());
        for (Resolution resolution : Resolution.values()) {
            long ofThisLength = coarse.stream()
                    .mapToLong(timeline -> timeline.total(resolution).logins())
                    .sum();
            assertThat(rollup.of(resolution).values().stream()
                            .mapToLong(WindowTotal::coarse)
                            .sum())
                    .isEqualTo(resolution == Resolution.MINUTE ? 0 : ofThisLength);
        }
    }

    @Property
    void itSaysWhichWindowsChanged(@ForAll("commits") List<List<LoginEvent>> commits) {
        Rollup rollup = new Rollup(Times.CLOCK, Times.DETAIL);
        for (List<LoginEvent> commit : commits) {
            Map<Window, WindowTotal> before = windows(rollup);
            Set<Window> changed = rollup.add(Times.counted(commit), NEVER);
            Map<Window, WindowTotal> after = windows(rollup);

            Set<Window> different = new HashSet<>(before.keySet());
            different.addAll(after.keySet());
            different.removeIf(
                    window -> after.containsKey(window) && after.get(window).equals(before.get(window)));
            assertThat(changed).containsAll(different);
            assertThat(different)
                    .containsAll(changed.stream()
                            .filter(window -> before.containsKey(window) || after.containsKey(window))
                            .toList());
        }
    }

    private static Map<Window, WindowTotal> windows(Rollup rollup) {
        Map<Window, WindowTotal> windows = new TreeMap<>();
        for (Resolution resolution : Resolution.values()) {
            rollup.of(resolution).forEach((start, total) -> windows.put(new Window(resolution, start), total));
        }
        return windows;
    }

    @Property
    void aRollupThatWasKeptGoesOnAsIfItNeverEnded(@ForAll("commits") List<List<LoginEvent>> commits) {
        Rollup one = new Rollup(Times.CLOCK, Times.DETAIL);
        Rollup other = new Rollup(Times.CLOCK, Times.DETAIL);
        for (List<LoginEvent> commit : commits) {
            Rollup next = new Rollup(Times.CLOCK, Times.DETAIL);
            next.restore(other.all());
            windows(other).forEach(next::restore);
            other = next;
            one.add(Times.counted(commit), NEVER);
            other.add(Times.counted(commit), NEVER);
        }

        assertThat(windows(other)).isEqualTo(windows(one));
        assertThat(other.all()).isEqualTo(one.all());
    }

    @Example
    void aClockThatIsFarAheadTakesNoWindowFromTheOthers() {
        Rollup rollup = new Rollup(Times.CLOCK, Times.DETAIL);
        long now = Times.CHANGE;
        rollup.add(Times.counted(List.of(Logins.at(now))), now);
        for (int i = 1; i < 100; i++) {
            rollup.add(Times.counted(List.of(Logins.at(now + i * 3600L))), now);
        }

        assertThat(rollup.all().tally().logins()).isEqualTo(100);
        assertThat(rollup.of(Resolution.MINUTE)).hasSize(1);
        assertThat(rollup.outside(Resolution.MINUTE)).isEqualTo(99);
    }

    @Example
    void timelinesOfAnotherClockOrNumberOfNamesAreNotAdded() {
        Rollup rollup = new Rollup(Times.CLOCK, Times.DETAIL);

        assertThatThrownBy(() -> rollup.add(Timeline.empty(HourOfDay.UTC, Times.DETAIL), NEVER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rollup.add(Timeline.empty(Times.CLOCK, new Detail(3, 3, 3, 9)), NEVER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Timeline fine(List<LoginEvent> logins) {
        TimelineCounter counter = new TimelineCounter(Times.CLOCK, new ByTime(FINE, Times.ASKED.users()));
        logins.forEach(counter::count);
        return counter.timeline();
    }
}
