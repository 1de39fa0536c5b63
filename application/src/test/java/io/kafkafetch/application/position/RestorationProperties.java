package io.kafkafetch.application.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.Trigger;
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
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RestorationProperties {

    private static final Partition LOGINS_0 = new Partition("user-login", 0);
    private static final String FRESH = "topic=now/1";
    private static final HourOfDay BERLIN = new HourOfDay(ZoneId.of("Europe/Berlin"));

    /** One whose logins, an hour each, are all of a batch. */
    private static Manifest manifest(String life, long first, List<Integer> hours, long before, HourOfDay clock) {
        TimelineCounter counter = new TimelineCounter(clock, Tally.DETAIL);
        hours.forEach(hour -> counter.count(new LoginEvent("2.3.0", "RI", hour * 3600L, "iOS")));
        List<Counted> batches =
                List.of(new Counted(first, first + hours.size(), hours.size(), 0, Trigger.SIZE, OptionalLong.empty()));
        return new Manifest(
                LOGINS_0,
                life,
                batches,
                before,
                clock,
                MissingDeviceType.DEAD_LETTER,
                "",
                ChosenMetrics.ALL,
                Instant.EPOCH,
                Optional.of(new Tally(LOGINS_0, life, batches, before, counter.timeline(), Map.of())),
                List.of());
    }

    /** Those of consecutive commits, as a service writes them. */
    private static List<Manifest> manifests(List<List<Integer>> commits) {
        List<Manifest> manifests = new ArrayList<>();
        long before = 0;
        long first = 0;
        for (List<Integer> hours : commits) {
            manifests.add(manifest("now", first, hours, before, HourOfDay.UTC));
            before += hours.size();
            first += hours.size() + 1;
        }
        return manifests;
    }

    private static HourCounts hours(List<List<Integer>> commits) {
        long[] counts = new long[HourCounts.HOURS];
        commits.forEach(hours -> hours.forEach(hour -> counts[hour]++));
        return HourCounts.of(counts);
    }

    private static PartitionState forgotten(long end) {
        return new PartitionState(LOGINS_0, "now", Optional.empty(), 0, end);
    }

    private static Restoration of(List<Manifest> manifests) {
        Restoration restoration = new Restoration(HourOfDay.UTC);
        manifests.forEach(restoration::add);
        return restoration;
    }

    @Property(tries = 200)
    void aForgottenGroupGetsBackExactlyWhatItHadCommitted(
            @ForAll @Size(min = 1, max = 8) List<@Size(max = 6) List<@IntRange(max = 23) Integer>> commits) {
        List<Manifest> manifests = manifests(commits);
        long position = manifests.getLast().lastOffset() + 1;

        Restoration restoration = of(manifests);

        assertThat(restoration.hasHours(LOGINS_0)).isTrue();
        assertThat(restoration.plan(List.of(forgotten(position)), FRESH).moves())
                .extracting(Move::after)
                .containsExactly(new Checkpoint(position, hours(commits), FRESH));
    }

    /** A tally without a login before it may be the beginning, and is where hours began. */
    @Property(tries = 200)
    void hoursAreNeverWrongWhateverTalliesAreNotKept(
            @ForAll @Size(min = 2, max = 8) List<@Size(max = 6) List<@IntRange(max = 23) Integer>> commits,
            @ForAll @IntRange(max = 7) int missing) {
        List<Manifest> manifests = manifests(commits);
        long position = manifests.getLast().lastOffset() + 1;
        manifests.remove(Math.min(missing, commits.size() - 2));

        Restoration restoration = of(manifests);

        Checkpoint restored = restoration
                .plan(List.of(forgotten(position)), FRESH)
                .moves()
                .getFirst()
                .after();
        assertThat(restored.position()).isEqualTo(position);
        assertThat(restored.running()).isIn(hours(commits), HourCounts.EMPTY);
        assertThat(restoration.hasHours(LOGINS_0) || restored.running().equals(HourCounts.EMPTY))
                .isTrue();
    }

    @Example
    void afterOffsetsWereSetBackTheLastCommitCounts() {
        Restoration restoration = of(List.of(
                manifest("now", 0, List.of(1, 2), 0, HourOfDay.UTC),
                manifest("now", 3, List.of(3), 2, HourOfDay.UTC),
                manifest("now", 0, List.of(1), 0, HourOfDay.UTC)));

        assertThat(restoration.plan(List.of(forgotten(9)), FRESH).moves())
                .extracting(Move::after)
                .containsExactly(new Checkpoint(2, hours(List.of(List.of(1))), FRESH));
    }

    @Example
    void hoursOfAnotherZoneAreNotRestored() {
        Restoration restoration = of(List.of(manifest("now", 0, List.of(1), 0, BERLIN)));

        assertThat(restoration.hasHours(LOGINS_0)).isFalse();
        assertThat(restoration.plan(List.of(forgotten(9)), FRESH).moves())
                .extracting(Move::after)
                .containsExactly(new Checkpoint(2, HourCounts.EMPTY, FRESH));
    }

    @Example
    void hoursOfATopicThatIsGoneAreNotThoseOfTheNextOne() {
        Restoration restoration = of(List.of(
                manifest("before", 0, List.of(1), 0, HourOfDay.UTC), manifest("now", 0, List.of(2), 1, HourOfDay.UTC)));

        assertThat(restoration.hasHours(LOGINS_0)).isFalse();
    }

    @Example
    void whatCannotBeRestoredStaysAndIsSaid() {
        PartitionState committed = new PartitionState(
                LOGINS_0, "now", Optional.of(new Committed(1, Optional.empty(), "", true, "", "")), 0, 9);
        List<Manifest> manifests = List.of(manifest("now", 0, List.of(1), 0, HourOfDay.UTC));
        PartitionState another = new PartitionState(new Partition("user-login", 1), "now", Optional.empty(), 0, 9);
        PartitionState recreated = new PartitionState(LOGINS_0, "again", Optional.empty(), 0, 9);

        assertThat(of(manifests)
                        .plan(List.of(committed, forgotten(1), another, recreated), FRESH)
                        .left())
                .extracting(Plan.Left::why)
                .containsExactly(Obstacle.COMMITTED, Obstacle.BEYOND_END, Obstacle.NO_TALLY, Obstacle.OTHER_TOPIC);
    }

    /** The service reports what is lost there. */
    @Example
    void aPositionWhoseRecordsAreDeletedIsRestoredAsItWas() {
        Restoration restoration = of(List.of(manifest("now", 0, List.of(1), 0, HourOfDay.UTC)));

        assertThat(restoration
                        .plan(List.of(new PartitionState(LOGINS_0, "now", Optional.empty(), 5, 9)), FRESH)
                        .moves())
                .extracting(move -> move.after().position())
                .containsExactly(2L);
    }
}
