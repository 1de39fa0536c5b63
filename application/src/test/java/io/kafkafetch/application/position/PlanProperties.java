package io.kafkafetch.application.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanProperties {

    private static final String ZONE = "UTC";
    private static final String LIFE = "now";
    private static final String FRESH = "topic=now/3";
    private static final Partition LOGINS_0 = new Partition("user-login", 0);

    private static HourCounts hours(long... first) {
        long[] counts = new long[HourCounts.HOURS];
        System.arraycopy(first, 0, counts, 0, first.length);
        return HourCounts.of(counts);
    }

    private static Committed committed(long position, String zone, String life) {
        return new Committed(
                position, Optional.of(hours(7, 5)), zone, true, life, life.isEmpty() ? "" : "topic=" + life);
    }

    private static PartitionState state(long position, long beginning, long end) {
        return new PartitionState(LOGINS_0, LIFE, Optional.of(committed(position, ZONE, LIFE)), beginning, end);
    }

    @Provide
    Arbitrary<List<PartitionState>> states() {
        Arbitrary<Committed> ours = Combinators.combine(
                        Arbitraries.longs().between(0, 400),
                        Arbitraries.of(ZONE, "Europe/Berlin"),
                        Arbitraries.of(LIFE, "before", ""))
                .as(PlanProperties::committed);
        Arbitrary<Committed> others = Arbitraries.longs()
                .between(0, 400)
                .flatMap(position -> Arbitraries.of(true, false)
                        .map(isReadable -> new Committed(position, Optional.empty(), "", isReadable, "", "")));
        return Combinators.combine(
                        Arbitraries.oneOf(ours, others).optional(0.8),
                        Arbitraries.longs().between(0, 200),
                        Arbitraries.longs().between(0, 200),
                        Arbitraries.of(LIFE, ""))
                .as((there, beginning, length, life) ->
                        new PartitionState(LOGINS_0, life, there, beginning, beginning + length))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(states -> IntStream.range(0, states.size())
                        .mapToObj(number -> numbered(states.get(number), number))
                        .toList());
    }

    private static PartitionState numbered(PartitionState state, int number) {
        return new PartitionState(
                new Partition("user-login", number), state.life(), state.committed(), state.beginning(), state.end());
    }

    @Provide
    Arbitrary<Target> targets() {
        return Arbitraries.oneOf(
                Arbitraries.longs().greaterOrEqual(0).map(Target.To::new),
                Arbitraries.longs().map(Target.By::new),
                Arbitraries.of(new Target.Earliest(), new Target.Latest()),
                Arbitraries.longs().between(0, 500).map(offset -> new Target.At(Map.of(LOGINS_0, offset))));
    }

    /** As the group is once this is written. */
    private static List<PartitionState> done(Plan plan) {
        return plan.moves().stream()
                .map(move -> new PartitionState(
                        move.before().partition(),
                        move.before().life(),
                        Optional.of(new Committed(
                                move.after().position(),
                                Optional.of(move.after().running()),
                                ZONE,
                                true,
                                move.after().bookmark().contains(LIFE) ? LIFE : "",
                                move.after().bookmark())),
                        move.before().beginning(),
                        move.before().end()))
                .toList();
    }

    // ---- reset

    @Property
    void eachPartitionIsMovedToAnOffsetThatItHasOrStays(
            @ForAll("states") List<PartitionState> states, @ForAll("targets") Target target, @ForAll Hours hours) {
        Plan plan = Plan.reset(states, target, hours, FRESH, ZONE);

        assertThat(plan.moves().size() + plan.left().size()).isEqualTo(states.size());
        assertThat(plan.moves()).allSatisfy(move -> {
            PartitionState state = move.before();
            assertThat(move.after().position()).isBetween(state.beginning(), state.end());
            assertThat(move.isClamped())
                    .isEqualTo(move.after().position() != target.in(state).orElseThrow());
        });
    }

    @Property
    void nothingIsReadAgainAndSkippedAtOnce(
            @ForAll("states") List<PartitionState> states, @ForAll("targets") Target target) {
        assertThat(Plan.reset(states, target, Hours.CLEAR, FRESH, ZONE).moves()).allSatisfy(move -> {
            assertThat(Math.min(move.again(), move.skipped())).isZero();
            Optional<Long> from = move.before()
                    .position()
                    .filter(there -> there
                            == Math.clamp(
                                    there,
                                    move.before().beginning(),
                                    move.before().end()));
            from.ifPresent(
                    there -> assertThat(move.after().position() - there).isEqualTo(move.skipped() - move.again()));
        });
    }

    @Property
    void toPlanWhatIsDoneChangesNothing(
            @ForAll("states") List<PartitionState> states, @ForAll("targets") Target target, @ForAll Hours hours) {
        List<PartitionState> once = done(Plan.reset(states, target, hours, FRESH, ZONE));
        Target there = target instanceof Target.By ? new Target.By(0) : target;

        assertThat(Plan.reset(once, there, hours, FRESH, ZONE).changes()).isEmpty();
    }

    @Property
    void hoursAreKeptWholeOrClearedAndNeverMixedWithThoseOfAnotherZone(
            @ForAll("states") List<PartitionState> states, @ForAll Hours hours) {
        Plan plan = Plan.reset(states, new Target.Earliest(), hours, FRESH, ZONE);

        assertThat(plan.moves()).allSatisfy(move -> {
            HourCounts before =
                    move.before().committed().flatMap(Committed::hours).orElse(HourCounts.EMPTY);
            assertThat(move.after().running()).isEqualTo(hours == Hours.KEEP ? before : HourCounts.EMPTY);
            assertThat(move.dropped()).isEqualTo(hours == Hours.KEEP ? 0 : before.total());
        });
        assertThat(plan.left()).allSatisfy(left -> {
            Committed there = left.state().committed().orElseThrow();
            assertThat(hours).isEqualTo(Hours.KEEP);
            assertThat(left.why()).isEqualTo(there.isReadable() ? Obstacle.OTHER_ZONE : Obstacle.UNREADABLE_HOURS);
        });
    }

    @Example
    void aPositionOfThisTopicKeepsWhatItSaysOfItAndAnyOtherDoesNot() {
        PartitionState same = state(10, 0, 20);
        PartitionState other = new PartitionState(LOGINS_0, LIFE, Optional.of(committed(10, ZONE, "before")), 0, 20);

        Plan plan = Plan.reset(List.of(same, other), new Target.To(5), Hours.KEEP, FRESH, ZONE);

        assertThat(plan.moves())
                .extracting(Move::after)
                .containsExactly(new Checkpoint(5, hours(7, 5), "topic=now"), new Checkpoint(5, hours(7, 5), FRESH));
        assertThat(plan.moves()).extracting(Move::again).containsExactly(5L, 0L);
    }

    @Example
    void aPositionIsMovedByOffsetsOnlyWhereThereIsOne() {
        PartitionState none = new PartitionState(LOGINS_0, LIFE, Optional.empty(), 3, 20);

        assertThat(Plan.reset(List.of(none), new Target.By(1), Hours.KEEP, FRESH, ZONE)
                        .left())
                .containsExactly(new Plan.Left(none, Obstacle.NO_POSITION));
        assertThat(Plan.reset(List.of(state(10, 0, 20)), new Target.By(Long.MAX_VALUE), Hours.KEEP, FRESH, ZONE)
                        .moves())
                .singleElement()
                .satisfies(move -> assertThat(move.after().position()).isEqualTo(20))
                .satisfies(move -> assertThat(move.isClamped()).isTrue());
    }

    @Example
    void deletedRecordsAreNotSkippedAndNotReadAgain() {
        assertThat(Plan.reset(List.of(state(5, 10, 20)), new Target.To(12), Hours.KEEP, FRESH, ZONE)
                        .moves())
                .singleElement()
                .satisfies(move -> assertThat(move.skipped()).isEqualTo(2))
                .satisfies(move -> assertThat(move.again()).isZero());
    }

    // ---- restart

    @Property
    void allThatHasNoPositionInThisTopicBeginsAndTheRestStays(@ForAll("states") List<PartitionState> states) {
        Plan plan = Plan.restart(states, FRESH, ZONE);

        assertThat(plan.moves())
                .allSatisfy(move -> assertThat(move.after())
                        .isEqualTo(new Checkpoint(move.before().beginning(), HourCounts.EMPTY, FRESH)))
                .extracting(move -> move.before().condition())
                .doesNotContain(Condition.INTACT, Condition.DELETED_AHEAD);
        assertThat(plan.left())
                .extracting(left -> left.state().condition())
                .doesNotContain(Condition.RECREATED, Condition.NOTHING_COMMITTED);
        assertThat(Plan.restart(done(plan), FRESH, ZONE).changes()).isEmpty();
    }

    @Example
    void aTopicThatLostRecordsIsNotBegunAgain() {
        assertThat(Plan.restart(List.of(state(30, 0, 20)), FRESH, ZONE).left())
                .extracting(Plan.Left::why)
                .containsExactly(Obstacle.BEYOND_END);
    }
}
