package io.kafkafetch.domain.rollup;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.CommutativeMonoidLaws;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TimelineProperties extends CommutativeMonoidLaws<Timeline> {

    @Override
    public Timeline empty() {
        return Timeline.empty(Times.CLOCK, Times.DETAIL);
    }

    @Override
    public Timeline plus(Timeline left, Timeline right) {
        return left.plus(right);
    }

    @Provide
    @Override
    public Arbitrary<Timeline> values() {
        return Times.logins().map(Times::counted);
    }

    @Provide
    Arbitrary<List<LoginEvent>> logins() {
        return Times.logins();
    }

    @Property
    void anyOrderAndAnyGroupingIntoBatchesGiveTheSame(
            @ForAll("logins") List<LoginEvent> logins,
            @ForAll @IntRange(min = 1, max = 9) int groups,
            @ForAll Random random) {
        List<LoginEvent> shuffled = new ArrayList<>(logins);
        Collections.shuffle(shuffled, random);
        List<Timeline> batches = shuffled.stream()
                .collect(groupingBy(login -> random.nextInt(groups), collectingAndThen(toList(), Times::counted)))
                .values()
                .stream()
                .toList();

        assertThat(batches.stream().reduce(empty(), Timeline::plus)).isEqualTo(Times.counted(logins));
    }

    @Property
    void countingOneByOneIsTheSumOfEach(@ForAll("logins") List<LoginEvent> logins) {
        assertThat(Times.counted(logins)).isEqualTo(Times.timeline(logins));
    }

    /** The oracle knows all times before it decides which windows are kept. */
    @Property
    void theNewestWindowsOfEachResolutionAreKept(@ForAll("logins") List<LoginEvent> logins) {
        Map<Window, List<LoginEvent>> expected = new TreeMap<>();
        List<LoginEvent> left = logins;
        for (Resolution resolution : Resolution.values()) {
            TreeSet<Window> windows = new TreeSet<>();
            left.forEach(login -> windows.add(window(resolution, login)));
            List<Window> newest = windows.descendingSet().stream()
                    .limit(Times.DETAIL.most(resolution))
                    .toList();
            List<LoginEvent> older = new ArrayList<>();
            for (LoginEvent login : left) {
                Window window = window(resolution, login);
                (newest.contains(window) ? expected.computeIfAbsent(window, none -> new ArrayList<>()) : older)
                        .add(login);
            }
            left = older;
        }

        Timeline timeline = Times.counted(logins);

        Map<Window, WindowTally> tallies = new TreeMap<>();
        expected.forEach((window, counted) -> tallies.put(window, Times.tally(counted)));
        assertThat(timeline.windows()).isEqualTo(tallies);
        assertThat(timeline.older()).isEqualTo(Times.tally(left));
    }

    @Property
    void theTotalIsTheSumOfItsPartsAndOfAllLogins(@ForAll("logins") List<LoginEvent> logins) {
        Timeline timeline = Times.counted(logins);

        WindowTally parts = timeline.older();
        for (Resolution resolution : Resolution.values()) {
            parts = parts.plus(timeline.total(resolution));
        }
        assertThat(timeline.total()).isEqualTo(parts).isEqualTo(Times.tally(logins));
        assertThat(timeline.total().logins()).isEqualTo(logins.size());
    }

    @Example
    void timelinesOfDifferentClocksAreNotAdded() {
        assertThatThrownBy(() -> empty().plus(Timeline.empty(HourOfDay.UTC, Times.DETAIL)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty().plus(Timeline.empty(Times.CLOCK, new Detail(1, 1, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void withoutAnyDetailAllIsOlder() {
        TimelineCounter counter = new TimelineCounter(HourOfDay.UTC, new Detail(0, 0, 0, 1));
        counter.count(io.kafkafetch.domain.insight.Logins.at(7));

        assertThat(counter.timeline().windows()).isEmpty();
        assertThat(counter.timeline().older().logins()).isEqualTo(1);
    }

    private static Window window(Resolution resolution, LoginEvent login) {
        return new Window(resolution, resolution.start(Times.CLOCK, login.timestamp()));
    }
}
