package io.kafkafetch.application.position.rezoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.TimelineCounter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ZoneChangeProperties {

    private static final Detail MINUTES_ALONE = new Detail(Integer.MAX_VALUE, 0, 0, 1);

    /** The seconds of 2026 in which clocks are changed: by an hour, by half an hour, from and to half hours, at midnight. */
    private static final List<Long> CHANGES = Stream.of(
                    "Europe/Berlin", "America/New_York", "Australia/Adelaide", "Australia/Lord_Howe", "Asia/Gaza")
            .flatMap(id -> Stream.iterate(
                            ZoneId.of(id).getRules().nextTransition(Instant.parse("2026-01-01T00:00:00Z")),
                            change -> ZoneId.of(id).getRules().nextTransition(change.getInstant()))
                    .limit(2))
            .map(ZoneOffsetTransition::toEpochSecond)
            .toList();

    /** Whole, half and quarter hours; clocks that are changed at midnight, by half an hour, by a day; seconds, until 1972. */
    @Provide
    Arbitrary<HourOfDay> clocks() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "UTC",
                                "Europe/Berlin",
                                "Europe/Paris",
                                "America/New_York",
                                "Asia/Kolkata",
                                "Asia/Kathmandu",
                                "Australia/Adelaide",
                                "Australia/Lord_Howe",
                                "Asia/Gaza",
                                "America/Havana",
                                "Pacific/Apia",
                                "Africa/Monrovia",
                                "+02:00",
                                "-09:30"),
                        Arbitraries.of(
                                ZoneId.getAvailableZoneIds().stream().sorted().toList()))
                .map(id -> new HourOfDay(ZoneId.of(id)));
    }

    @Provide
    Arbitrary<List<Long>> moments() {
        Arbitrary<Long> nearChanges = Arbitraries.of(CHANGES)
                .flatMap(change -> Arbitraries.longs().between(change - 90_000, change + 90_000));
        Arbitrary<Long> inOneDay = Arbitraries.longs().between(1_767_571_200L, 1_767_571_200L + 86_400);
        Arbitrary<Long> anywhere = Arbitraries.longs().between(0, 2_000_000_000L);
        return Arbitraries.oneOf(
                nearChanges.list().ofMaxSize(60),
                inOneDay.list().ofMaxSize(60),
                nearChanges.list().ofMaxSize(3),
                Arbitraries.frequencyOf(Tuple.of(5, nearChanges), Tuple.of(1, anywhere))
                        .list()
                        .ofMaxSize(60),
                anywhere.list().ofMaxSize(20));
    }

    @Provide
    Arbitrary<Detail> details() {
        return Arbitraries.of(
                Tally.DETAIL,
                MINUTES_ALONE,
                new Detail(0, 1_000, 0, 1),
                new Detail(0, 0, 1_000, 1),
                new Detail(3, 2, 2, 1),
                new Detail(0, 0, 0, 1));
    }

    private static Timeline timeline(HourOfDay clock, List<Long> moments, Detail detail) {
        TimelineCounter counter = new TimelineCounter(clock, detail);
        moments.forEach(moment -> counter.count(new LoginEvent("2.3.0", "RI", moment, "iOS")));
        return counter.timeline();
    }

    private static HourCounts direct(HourOfDay clock, List<Long> moments) {
        long[] counts = new long[HourCounts.HOURS];
        moments.forEach(moment -> counts[clock.at(moment)]++);
        return HourCounts.of(counts);
    }

    private static HourOfDay clock(String zone) {
        return new HourOfDay(ZoneId.of(zone));
    }

    // ---- laws

    @Property(tries = 3_000)
    void whatIsMovedIsWhatTheOtherClockWouldHaveCounted(
            @ForAll("clocks") HourOfDay before,
            @ForAll("clocks") HourOfDay after,
            @ForAll("moments") List<Long> moments,
            @ForAll("details") Detail detail) {
        Optional<HourCounts> moved = new ZoneChange(before, after).of(timeline(before, moments, detail));

        moved.ifPresent(hours -> assertThat(hours).isEqualTo(direct(after, moments)));
    }

    @Property
    void hoursAreMovedByThemselvesAsTheOtherClockWouldHaveCountedThem(
            @ForAll("clocks") HourOfDay before,
            @ForAll("clocks") HourOfDay after,
            @ForAll("moments") List<Long> moments) {
        new ZoneChange(before, after)
                .of(direct(before, moments))
                .ifPresent(hours -> assertThat(hours).isEqualTo(direct(after, moments)));
    }

    /** No zone has been some minutes and seconds off since 1972. */
    @Property
    void minutesSinceNineteenSeventyTwoAreAlwaysMoved(
            @ForAll("clocks") HourOfDay before,
            @ForAll("clocks") HourOfDay after,
            @ForAll("moments") List<Long> moments) {
        List<Long> later =
                moments.stream().filter(moment -> moment > 100_000_000).toList();

        assertThat(new ZoneChange(before, after).of(timeline(before, later, MINUTES_ALONE)))
                .contains(direct(after, later));
    }

    // ---- what can be moved

    private static final long NOON = Instant.parse("2026-01-05T12:00:00Z").getEpochSecond();

    @Example
    void hoursMoveWhereBothClocksBeginThemAtTheSameMoment() {
        List<Long> moments = List.of(NOON, NOON + 3599, NOON + 7200);
        Timeline byTheHour = timeline(HourOfDay.UTC, moments, new Detail(0, 100, 0, 1));

        assertThat(new ZoneChange(HourOfDay.UTC, clock("Europe/Berlin")).of(byTheHour))
                .contains(direct(clock("Europe/Berlin"), moments));
        assertThat(new ZoneChange(HourOfDay.UTC, clock("Asia/Kolkata")).of(byTheHour))
                .isEmpty();
        assertThat(new ZoneChange(clock("Asia/Colombo"), clock("Asia/Kolkata"))
                        .of(timeline(clock("Asia/Colombo"), moments, new Detail(0, 100, 0, 1))))
                .contains(direct(clock("Asia/Kolkata"), moments));
    }

    @Example
    void daysMoveHourByHourUnlessAnHourOfThemCameTwice() {
        Detail days = new Detail(0, 0, 100, 1);
        HourOfDay berlin = clock("Europe/Berlin");
        List<Long> moments = List.of(NOON, NOON + 3 * 3600, NOON - 86_400);
        long twice = Instant.parse("2026-10-25T00:30:00Z").getEpochSecond();

        assertThat(new ZoneChange(HourOfDay.UTC, berlin).of(timeline(HourOfDay.UTC, moments, days)))
                .contains(direct(berlin, moments));
        assertThat(new ZoneChange(berlin, HourOfDay.UTC).of(timeline(berlin, List.of(twice), days)))
                .as("02:30 may be either of two hours")
                .isEmpty();
        assertThat(new ZoneChange(berlin, HourOfDay.UTC).of(timeline(berlin, List.of(twice + 2 * 3600), days)))
                .contains(direct(HourOfDay.UTC, List.of(twice + 2 * 3600)));
    }

    @Example
    void aDayInWhichClocksAreChangedByHalfAnHourIsNotMoved() {
        HourOfDay lordHowe = clock("Australia/Lord_Howe");
        List<Long> tenPastTen = List.of(Instant.parse("2026-04-04T23:40:00Z").getEpochSecond());

        assertThat(new ZoneChange(lordHowe, HourOfDay.UTC).of(timeline(lordHowe, tenPastTen, new Detail(0, 0, 100, 1))))
                .isEmpty();
    }

    @Example
    void whatHasLostItsDayMovesBetweenClocksThatAreAlwaysAsFarApart() {
        List<Long> moments = List.of(NOON, NOON + 43_000);
        Detail nothing = new Detail(0, 0, 0, 1);

        assertThat(new ZoneChange(HourOfDay.UTC, clock("-05:00")).of(timeline(HourOfDay.UTC, moments, nothing)))
                .contains(direct(clock("-05:00"), moments));
        assertThat(new ZoneChange(HourOfDay.UTC, clock("Etc/GMT-14")).of(direct(HourOfDay.UTC, moments)))
                .contains(direct(clock("Etc/GMT-14"), moments));
        assertThat(new ZoneChange(HourOfDay.UTC, clock("Europe/Berlin")).of(direct(HourOfDay.UTC, moments)))
                .isEmpty();
        assertThat(new ZoneChange(HourOfDay.UTC, clock("+05:30")).of(direct(HourOfDay.UTC, moments)))
                .isEmpty();
        assertThat(new ZoneChange(clock("Europe/Berlin"), clock("Asia/Kolkata")).of(HourCounts.EMPTY))
                .contains(HourCounts.EMPTY);
    }
}
