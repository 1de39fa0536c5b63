package io.kafkafetch.application.position.rezoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.Obstacle;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import io.kafkafetch.application.position.rezoning.Recount.From;
import io.kafkafetch.application.position.rezoning.Recount.Since;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.TimelineCounter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** A partition whose every record is a login, an offset each; commits of ten. */
class RezoningProperties {

    private static final Partition LOGINS_0 = new Partition("user-login", 0);
    private static final HourOfDay BERLIN = new HourOfDay(ZoneId.of("Europe/Berlin"));
    private static final HourOfDay KOLKATA = new HourOfDay(ZoneId.of("Asia/Kolkata"));
    private static final int COMMIT = 10;
    private static final Instant RECORDED = Instant.parse("2026-01-05T08:00:00Z");

    private static HourCounts hours(HourOfDay clock, List<Long> moments) {
        long[] counts = new long[HourCounts.HOURS];
        moments.forEach(moment -> counts[clock.at(moment)]++);
        return HourCounts.of(counts);
    }

    private static PartitionState state(HourCounts hours, long beginning, long position) {
        return new PartitionState(
                LOGINS_0,
                "now",
                Optional.of(new Committed(position, Optional.of(hours), "Europe/Berlin", true, "now", "topic=now/1")),
                beginning,
                position + 5);
    }

    private static Manifest manifest(long first, List<Long> moments, long before) {
        TimelineCounter counter = new TimelineCounter(BERLIN, Tally.DETAIL);
        moments.forEach(moment -> counter.count(new LoginEvent("2.3.0", "RI", moment, "iOS")));
        List<Counted> batches = List.of(
                new Counted(first, first + moments.size() - 1, moments.size(), 0, Trigger.SIZE, OptionalLong.empty()));
        return new Manifest(
                LOGINS_0,
                "now",
                batches,
                before,
                BERLIN,
                MissingDeviceType.DEAD_LETTER,
                "",
                ChosenMetrics.ALL,
                RECORDED,
                Optional.of(new Tally(LOGINS_0, "now", batches, before, counter.timeline(), Map.of())),
                List.of());
    }

    private static List<Manifest> manifests(List<Long> moments, long notCounted) {
        List<Manifest> manifests = new ArrayList<>();
        for (int first = 0; first < moments.size(); first += COMMIT) {
            List<Long> commit = moments.subList(first, Math.min(first + COMMIT, moments.size()));
            manifests.add(manifest(notCounted + first, commit, first));
        }
        return manifests;
    }

    /** As the command does it; offsets count from 0 on. */
    private static Rezoning rezoned(PartitionState state, List<Manifest> tallies, List<Long> records) {
        Rezoning rezoning = new Rezoning(KOLKATA, List.of(state));
        tallies.forEach(rezoning::add);
        for (List<PartitionState> unread = rezoning.unread(); !unread.isEmpty(); unread = rezoning.unread()) {
            for (long offset = state.beginning(); offset < state.end(); offset++) {
                long moment = offset < records.size() ? records.get((int) offset) : 0;
                rezoning.add(LOGINS_0, offset, RECORDED.plusSeconds(offset), moment);
            }
        }
        return rezoning;
    }

    private static Recount recount(PartitionState state, List<Manifest> tallies, List<Long> records) {
        return rezoned(state, tallies, records).recount(LOGINS_0).orElseThrow();
    }

    // ---- laws

    @Property(tries = 300)
    void theNewHoursCountTheLastLoginsOfTheOldOnesAsFarAsAnythingReaches(
            @ForAll @Size(min = 1, max = 45) List<@LongRange(min = 1_767_571_200L, max = 1_767_578_400L) Long> moments,
            @ForAll @IntRange(max = 45) int deleted,
            @ForAll @IntRange(max = 5) int talliesGone,
            @ForAll boolean hasTallies) {
        int gone = Math.min(deleted, moments.size());
        List<Manifest> all = manifests(moments, 0);
        int lost = hasTallies ? Math.min(talliesGone, all.size()) : all.size();
        List<Manifest> tallies = all.subList(lost, all.size());

        Recount recount = recount(state(hours(BERLIN, moments), gone, moments.size()), tallies, moments);

        int first = Math.min(gone, Math.min(lost * COMMIT, moments.size()));
        assertThat(recount.hours()).isEqualTo(hours(KOLKATA, moments.subList(first, moments.size())));
        assertThat(recount.since().map(Since::offset))
                .isEqualTo(first == 0 || first == moments.size() ? Optional.empty() : Optional.of((long) first));
    }

    @Property(tries = 200)
    void aGroupThatBeganLaterGetsNoLoginThatItDidNotCount(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(max = 2_000_000_000L) Long> moments,
            @ForAll @IntRange(max = 40) int from) {
        int first = Math.min(from, moments.size());
        List<Long> counted = moments.subList(first, moments.size());

        Recount recount = recount(state(hours(BERLIN, counted), 0, moments.size()), List.of(), moments);

        assertThat(recount.hours()).isEqualTo(hours(KOLKATA, counted));
    }

    @Property(tries = 200)
    void whateverIsThereNewHoursAreNeverMoreThanTheOldOnes(
            @ForAll @Size(max = 40) List<@LongRange(max = 2_000_000_000L) Long> moments,
            @ForAll @Size(value = 24) List<@LongRange(max = 3) Long> old) {
        HourCounts hours = HourCounts.of(old.stream().mapToLong(count -> count).toArray());

        Plan plan = rezoned(state(hours, 0, moments.size()), List.of(), moments).plan();

        assertThat(plan.moves().size() + plan.left().size()).isEqualTo(1);
        assertThat(plan.moves()).allSatisfy(move -> {
            assertThat(move.after().running().total()).isLessThanOrEqualTo(hours.total());
            assertThat(move.dropped())
                    .isEqualTo(hours.total() - move.after().running().total());
        });
    }

    // ---- what is used

    private static final List<Long> HOURLY = LongStream.range(0, 30)
            .mapToObj(hour -> 1_767_571_200L + hour * 3600)
            .toList();

    @Example
    void positionAndBookmarkStayAndTheZoneIsTheNewOne() {
        PartitionState state = state(hours(BERLIN, HOURLY), 0, 30);

        assertThat(rezoned(state, List.of(), HOURLY).plan().changes())
                .containsExactly(new Move(
                        state, new Checkpoint(30, hours(KOLKATA, HOURLY), "topic=now/1"), "Asia/Kolkata", false));
    }

    @Example
    void talliesThatSayEverythingSpareTheRecords() {
        Rezoning rezoning = new Rezoning(KOLKATA, List.of(state(hours(BERLIN, HOURLY), 0, 30)));
        manifests(HOURLY, 0).forEach(rezoning::add);

        assertThat(rezoning.unread()).isEmpty();
        assertThat(rezoning.recount(LOGINS_0))
                .contains(new Recount(hours(KOLKATA, HOURLY), From.TALLIES, Optional.empty()));
    }

    @Example
    void tooCoarseATallyAndThoseBeforeItAreNotUsed() {
        List<Manifest> tallies = new ArrayList<>(manifests(HOURLY, 0));
        List<Long> minutes = LongStream.range(0, Tally.DETAIL.minutes() + 1L)
                .mapToObj(minute -> 1_767_571_200L + minute * 60)
                .toList();
        tallies.add(manifest(30, minutes, 30));
        tallies.add(manifest(200, HOURLY, 30L + minutes.size()));
        List<Long> all = new ArrayList<>(HOURLY);
        all.addAll(minutes);
        all.addAll(HOURLY);

        Recount recount = recount(state(hours(BERLIN, all), 230, 230), tallies, List.of());

        assertThat(recount)
                .isEqualTo(new Recount(hours(KOLKATA, HOURLY), From.TALLIES, Optional.of(new Since(200, RECORDED))));
    }

    @Example
    void talliesOfOtherHoursAreNotUsed() {
        HourCounts cleared = hours(BERLIN, HOURLY.subList(12, 30));

        assertThat(recount(state(cleared, 30, 30), manifests(HOURLY, 0), List.of()))
                .isEqualTo(Recount.NOTHING);
        assertThat(recount(state(cleared, 30, 30), manifests(HOURLY, 0).subList(2, 3), List.of()))
                .as("the tally has more logins before it")
                .isEqualTo(Recount.NOTHING);
        assertThat(recount(state(hours(BERLIN, HOURLY), 20, 20), manifests(HOURLY, 0), List.of()))
                .as("the group was set back behind the last tally")
                .isEqualTo(Recount.NOTHING);
    }

    @Example
    void clocksThatAreAlwaysAsFarApartNeedNothingElse() {
        PartitionState state = state(hours(BERLIN, HOURLY), 30, 30);
        HourOfDay stockholm = new HourOfDay(ZoneId.of("Europe/Stockholm"));
        Rezoning rezoning = new Rezoning(stockholm, List.of(state));

        assertThat(rezoning.isOpen()).isFalse();
        assertThat(rezoning.unread()).isEmpty();
        assertThat(rezoning.recount(LOGINS_0))
                .contains(new Recount(hours(stockholm, HOURLY), From.HOURS, Optional.empty()));
    }

    @Example
    void hoursWithoutALoginGetTheirZoneAllTheSame() {
        assertThat(rezoned(state(HourCounts.EMPTY, 0, 0), List.of(), List.of())
                        .plan()
                        .changes())
                .extracting(Move::zone)
                .containsExactly("Asia/Kolkata");
    }

    // ---- what stays

    private static PartitionState state(Optional<Committed> committed) {
        return new PartitionState(LOGINS_0, "now", committed, 0, 20);
    }

    private static Committed committed(long position, String zone, boolean isReadable, String life) {
        return new Committed(
                position,
                zone.isEmpty() ? Optional.empty() : Optional.of(HourCounts.EMPTY),
                zone,
                isReadable,
                life,
                "");
    }

    @Example
    void whatCannotBeCountedStaysAndIsSaid() {
        List<PartitionState> states = List.of(
                state(Optional.empty()),
                state(Optional.of(committed(3, "", true, ""))),
                state(Optional.of(committed(3, "", false, ""))),
                state(Optional.of(committed(3, "Asia/Kolkata", true, "now"))),
                state(Optional.of(committed(3, "UTC", true, "before"))),
                state(Optional.of(committed(21, "UTC", true, "now"))));

        Plan plan = new Rezoning(KOLKATA, states).plan();

        assertThat(plan.moves()).isEmpty();
        assertThat(plan.left())
                .extracting(Plan.Left::why)
                .containsExactly(
                        Obstacle.NO_HOURS,
                        Obstacle.NO_HOURS,
                        Obstacle.UNREADABLE_HOURS,
                        Obstacle.SAME_ZONE,
                        Obstacle.RECREATED,
                        Obstacle.BEYOND_END);
    }

    @Example
    void otherLoginsThanTheHoursCountAreNotTakenForThem() {
        HourCounts other = hours(BERLIN, List.of(0L, 0L));

        assertThat(rezoned(state(other, 0, 30), List.of(), HOURLY).plan().left())
                .extracting(Plan.Left::why)
                .containsExactly(Obstacle.OTHER_LOGINS);
    }
}
