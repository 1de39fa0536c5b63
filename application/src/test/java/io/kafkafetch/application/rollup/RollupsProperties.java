package io.kafkafetch.application.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Deliveries;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Rollup;
import io.kafkafetch.domain.rollup.TimelineCounter;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RollupsProperties {

    private static final Instant PUBLISHED = Instant.parse("2026-11-30T12:00:00Z");
    private static final long DAY = 86_400;

    /** What a partition holds, in the order of its offsets; a record without a login is rejected or skipped. */
    @Provide
    Arbitrary<List<List<Optional<LoginEvent>>>> partitions() {
        Arbitrary<LoginEvent> login = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(0, 600),
                                Arbitraries.longs().between(0, 3 * DAY)),
                        Arbitraries.of("RI", "NY", "CA"))
                .as((time, region) -> new LoginEvent("2.3.0", region, 1_700_000_000 + time, "iOS"));
        return login.optional(0.8).list().ofMaxSize(60).list().ofMinSize(1).ofMaxSize(4);
    }

    /** Which records without a login are skipped. */
    private static boolean isSkipped(long offset) {
        return offset % 2 == 1;
    }

    private static Delivery other(Partition source, long offset) {
        return isSkipped(offset)
                ? Deliveries.skipped(source, offset, "/eventType")
                : Deliveries.deadLetter(source, offset);
    }

    /** How many records without a login are skipped, or how many are rejected. */
    private static long others(List<List<Optional<LoginEvent>>> partitions, boolean skipped) {
        return partitions.stream()
                .mapToLong(records -> IntStream.range(0, records.size())
                        .filter(offset -> records.get(offset).isEmpty() && isSkipped(offset) == skipped)
                        .count())
                .sum();
    }

    /** Assembled, decided and committed some batches at a time, as a service would. */
    private static List<Tally> tallies(
            int partition, List<Optional<LoginEvent>> records, int batchSize, Random random) {
        BatchAssembler assembler = new BatchAssembler(
                BatchPolicy.of(batchSize, Duration.ofDays(1)), HourOfDay.UTC, Optional.of(new ByTime(Tally.DETAIL)));
        Partition source = new Partition("user-login", partition);
        List<LoginBatch> batches = new ArrayList<>();
        for (int offset = 0; offset < records.size(); offset++) {
            long at = offset;
            (records.get(offset).isPresent()
                            ? assembler.add(source, at, records.get(offset).get(), (int) at, 0)
                            : assembler.add(other(source, at), 0))
                    .ifPresent(batches::add);
        }
        assembler.close(source, Trigger.END).ifPresent(batches::add);
        assertThat(batches.stream().mapToLong(LoginBatch::records).sum()).isEqualTo(records.size());
        List<Tally> tallies = new ArrayList<>();
        List<BatchOutcome> commit = new ArrayList<>();
        HourCounts running = HourCounts.EMPTY;
        for (LoginBatch batch : batches) {
            BatchOutcome outcome = new DeriveInsights().process(batch, running);
            running = outcome.running();
            commit.add(outcome);
            if (random.nextInt(3) == 0) {
                tallies.addAll(Tally.of(commit, HourOfDay.UTC, Optional.empty(), none -> "life"));
                commit.clear();
            }
        }
        if (!commit.isEmpty()) {
            tallies.addAll(Tally.of(commit, HourOfDay.UTC, Optional.empty(), none -> "life"));
        }
        return tallies;
    }

    /** Each partition's in their order, but the partitions mixed. */
    private static List<Tally> mixed(List<List<Optional<LoginEvent>>> partitions, int batchSize, Random random) {
        Map<Integer, List<Tally>> left = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            List<Tally> ofPartition = tallies(i, partitions.get(i), batchSize, random);
            if (!ofPartition.isEmpty()) {
                left.put(i, new ArrayList<>(ofPartition));
            }
        }
        List<Tally> mixed = new ArrayList<>();
        while (!left.isEmpty()) {
            int partition = new ArrayList<>(left.keySet()).get(random.nextInt(left.size()));
            List<Tally> ofPartition = left.getOrDefault(partition, List.of());
            mixed.add(ofPartition.removeFirst());
            if (ofPartition.isEmpty()) {
                left.remove(partition);
            }
        }
        return mixed;
    }

    @Property(tries = 200)
    void theTotalsAreThoseOfTheRecordsHoweverTheyWereBatchedAndCommitted(
            @ForAll("partitions") List<List<Optional<LoginEvent>>> partitions,
            @ForAll @IntRange(min = 1, max = 9) int batchSize,
            @ForAll Random random) {
        Rollups rollups = new Rollups(HourOfDay.UTC);

        mixed(partitions, batchSize, random).forEach(tally -> rollups.add(tally, PUBLISHED));

        List<LoginEvent> logins = partitions.stream()
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .toList();
        long rejected = others(partitions, false);
        assertThat(rollups.all().tally().logins()).isEqualTo(logins.size());
        assertThat(rollups.standing().counted()).isEqualTo(logins.size());
        assertThat(rollups.standing().rejected().values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(rejected);
        assertThat(rollups.all().rejected()).isEqualTo(rejected);
        assertThat(rollups.standing().skipped()).isEqualTo(others(partitions, true));
        assertThat(rollups.of(new Window(Resolution.HOUR, PUBLISHED.getEpochSecond()))
                        .map(WindowTotal::rejected)
                        .orElse(0L))
                .isEqualTo(rejected);
        assertThat(rollups.standing().missing()
                        + rollups.standing().replayed()
                        + rollups.standing().before())
                .isZero();
        Map<Long, Long> byDay = new HashMap<>();
        logins.forEach(login -> byDay.merge(login.timestamp() - login.timestamp() % DAY, 1L, Long::sum));
        byDay.forEach((day, count) ->
                assertThat(logins(rollups, new Window(Resolution.DAY, day))).isEqualTo(count));
        for (int i = 0; i < partitions.size(); i++) {
            if (!partitions.get(i).isEmpty()) {
                assertThat(rollups.standing().reach().get(new Partition("user-login", i)))
                        .extracting(Reach::nextOffset)
                        .isEqualTo((long) partitions.get(i).size());
            }
        }
    }

    private static long logins(Rollups rollups, Window window) {
        return rollups.of(window).map(total -> total.tally().logins()).orElse(0L);
    }

    @Property(tries = 200)
    void talliesThatComeAgainCountOnce(
            @ForAll("partitions") List<List<Optional<LoginEvent>>> partitions,
            @ForAll @IntRange(min = 1, max = 9) int batchSize,
            @ForAll Random random) {
        List<Tally> tallies = mixed(partitions, batchSize, random);
        Rollups once = new Rollups(HourOfDay.UTC);
        tallies.forEach(tally -> once.add(tally, PUBLISHED));
        Rollups twice = new Rollups(HourOfDay.UTC);
        tallies.forEach(tally -> twice.add(tally, PUBLISHED));

        tallies.forEach(tally -> assertThat(twice.add(tally, PUBLISHED)).isEmpty());

        assertThat(twice.all()).isEqualTo(once.all());
        assertThat(twice.standing().replayed()).isEqualTo(once.standing().counted());
        assertThat(twice.standing().counted()).isEqualTo(once.standing().counted());
        assertThat(twice.standing().rejected()).isEqualTo(once.standing().rejected());
        assertThat(twice.standing().skipped()).isEqualTo(once.standing().skipped());
        assertThat(twice.standing().reach()).isEqualTo(once.standing().reach());
        assertThat(twice.standing().missing()).isZero();
    }

    @Property(tries = 200)
    void aTallyThatIsLostIsMissingToTheLogin(@ForAll @IntRange(min = 1, max = 9) int batchSize, @ForAll Random random) {
        List<Optional<LoginEvent>> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            records.add(i % 7 == 3 ? Optional.empty() : Optional.of(Deliveries.event(i % 24)));
        }
        List<Tally> tallies = tallies(0, records, batchSize, random);
        int lost = random.nextInt(tallies.size());
        Rollups rollups = new Rollups(HourOfDay.UTC);

        for (int i = 0; i < tallies.size(); i++) {
            if (i != lost) {
                rollups.add(tallies.get(i), PUBLISHED);
            }
        }

        // What comes before the first or after the last tally, nobody can miss; the first says what was before it.
        Tally gone = tallies.get(lost);
        boolean isFirst = lost == 0;
        boolean isLast = lost == tallies.size() - 1;
        assertThat(rollups.standing().missing()).isEqualTo(isFirst || isLast ? 0 : gone.logins());
        assertThat(rollups.standing().before()).isEqualTo(isFirst && !isLast ? gone.logins() : 0);
    }

    @Example
    void aTallyThatReachesIntoWhatIsKnownIsSaidToTheBatch() {
        Rollups rollups = new Rollups(HourOfDay.UTC);
        rollups.add(tally("life", 0, 0, 3), PUBLISHED);

        Set<Window> changed = rollups.add(tally("life", 0, 0, 3, 4), PUBLISHED);

        assertThat(changed).isEmpty();
        assertThat(rollups.all().tally().logins()).isEqualTo(3);
        assertThat(rollups.standing().replayed()).isEqualTo(3);
        assertThat(rollups.standing().missing()).isEqualTo(4);
        assertThat(rollups.standing().reach().get(Deliveries.LOGINS_0)).isEqualTo(new Reach("life", 7, 7, 3));
    }

    /** A lane that was set back with its hours counts on from there; one whose hours were cleared, from zero. */
    @Example
    void whatFollowsAfterOffsetsWereSetBackIsNotMissing() {
        for (long kept : new long[] {7, 0}) {
            Rollups rollups = new Rollups(HourOfDay.UTC);
            rollups.add(tally("life", 0, 0, 3), PUBLISHED);
            rollups.add(tally("life", 3, 3, 4), PUBLISHED);

            rollups.add(tally("life", kept, 3, 2), PUBLISHED);
            rollups.add(tally("life", kept + 2, 5, 2), PUBLISHED);
            rollups.add(tally("life", kept + 4, 7, 1), PUBLISHED);

            assertThat(rollups.standing().missing())
                    .as("hours of %d logins", kept)
                    .isZero();
            assertThat(rollups.standing().replayed()).isEqualTo(4);
            assertThat(rollups.standing().reach().get(Deliveries.LOGINS_0))
                    .isEqualTo(new Reach("life", 8, kept + 5, 8));
        }
    }

    @Example
    void aTopicThatWasCreatedAgainBeginsAgain() {
        Rollups rollups = new Rollups(HourOfDay.UTC);
        rollups.add(tally("one", 0, 0, 3), PUBLISHED);

        rollups.add(tally("another", 3, 0, 2), PUBLISHED);

        assertThat(rollups.all().tally().logins()).isEqualTo(5);
        assertThat(rollups.standing().replayed()).isZero();
        assertThat(rollups.standing().reach().get(Deliveries.LOGINS_0)).isEqualTo(new Reach("another", 2, 5, 5));
    }

    @Example
    void aLifeThatIsNotKnownIsTheSame() {
        Rollups rollups = new Rollups(HourOfDay.UTC);
        rollups.add(tally("", 0, 0, 3), PUBLISHED);
        rollups.add(tally("one", 3, 3, 2), PUBLISHED);

        rollups.add(tally("", 0, 0, 3), PUBLISHED);

        assertThat(rollups.all().tally().logins()).isEqualTo(5);
        assertThat(rollups.standing().replayed()).isEqualTo(3);
        assertThat(rollups.standing().reach().get(Deliveries.LOGINS_0)).isEqualTo(new Reach("one", 5, 5, 5));
    }

    @Example
    void whatIsRestoredGoesOn() {
        Rollups one = new Rollups(HourOfDay.UTC);
        one.add(tally("life", 0, 0, 3), PUBLISHED);
        Rollups other = new Rollups(HourOfDay.UTC);
        other.restore(one.standing(), one.all());
        Window hour = new Window(Resolution.HOUR, 0);
        other.restore(hour, one.of(hour).orElseThrow());

        other.add(tally("life", 3, 3, 2), PUBLISHED.plusSeconds(60));

        assertThat(other.all().tally().logins()).isEqualTo(5);
        assertThat(logins(other, hour)).isEqualTo(5);
        assertThat(other.standing().since()).contains(PUBLISHED);
        other.forget(hour);
        assertThat(other.of(hour)).isEmpty();
    }

    @Example
    void theViewShowsWhatItHeard() {
        Rollups rollups = new Rollups(HourOfDay.UTC);
        Set<Window> changed = rollups.add(tally("life", 0, 0, 3), PUBLISHED);
        RollupView view = new RollupView();
        RollupListener heard = RollupListener.all(List.of(view));

        heard.begin();
        changed.forEach(window -> heard.window(window, rollups.of(window)));
        heard.all(rollups.standing(), rollups.all());
        assertThat(view.whole()).as("before all is read").isEmpty();
        heard.loaded();

        assertThat(view.whole().orElseThrow().all()).isEqualTo(rollups.all());
        WindowTotal minute = rollups.of(new Window(Resolution.MINUTE, 0)).orElseThrow();
        assertThat(view.between(Resolution.MINUTE, 0, 60)).isEqualTo(Map.of(0L, minute));
        assertThat(view.between(Resolution.MINUTE, 60, 120)).isEmpty();
        assertThat(view.between(Resolution.MINUTE, 60, 0)).isEmpty();
        heard.window(new Window(Resolution.MINUTE, 0), Optional.empty());
        assertThat(view.between(Resolution.MINUTE, 0, 60)).isEmpty();
        heard.begin();
        assertThat(view.whole()).isEmpty();
    }

    /** Batches of these many logins each, all at the epoch, one behind the other from this offset on. */
    private static Tally tally(String life, long before, long firstOffset, int... logins) {
        List<BatchOutcome> outcomes = new ArrayList<>();
        HourCounts running = Deliveries.hours(new int[(int) before]);
        long offset = firstOffset;
        for (int count : logins) {
            BatchAssembler assembler = new BatchAssembler(
                    BatchPolicy.of(count, Duration.ofDays(1)), HourOfDay.UTC, Optional.of(new ByTime(Tally.DETAIL)));
            Optional<LoginBatch> batch = Optional.empty();
            for (int i = 0; i < count; i++) {
                batch = assembler.add(Deliveries.LOGINS_0, offset++, Deliveries.event(0), 0, 0);
            }
            BatchOutcome outcome = new DeriveInsights().process(batch.orElseThrow(), running);
            running = outcome.running();
            outcomes.add(outcome);
        }
        List<Tally> tallies = Tally.of(outcomes, HourOfDay.UTC, Optional.empty(), none -> life);
        assertThat(tallies).hasSize(1);
        assertThat(tallies.getFirst().logins()).isEqualTo(Arrays.stream(logins).sum());
        return tallies.getFirst();
    }

    /** The clocks of Lord Howe Island change by half an hour. */
    @Property(tries = 100)
    void aSpanOfTheViewHasTheLoginsOfItsTime(
            @ForAll @IntRange(min = -3_000, max = 3_000) int from,
            @ForAll @IntRange(min = 0, max = 5_000) int minutes,
            @ForAll Random random) {
        HourOfDay clock = new HourOfDay(ZoneId.of("Australia/Lord_Howe"));
        long change = Instant.parse("2024-04-06T15:00:00Z").getEpochSecond();
        TimelineCounter counter = new TimelineCounter(clock, new Detail(10_000, 1_000, 100, Tally.DETAIL.names()));
        long start = change + from * 60L;
        long end = start + minutes * 60L;
        long expected = 0;
        for (int i = 0; i < 300; i++) {
            long time = change + random.nextInt(-300_000, 500_000);
            counter.count(new LoginEvent("2.3.0", "RI", time, "iOS"));
            expected += time >= start && time < end ? 1 : 0;
        }
        Rollups rollups = new Rollups(clock);
        RollupView view = new RollupView();
        rollups.add(
                        new Tally(
                                Deliveries.LOGINS_0,
                                "",
                                List.of(new Tally.Counted(0, 299, 300, 0, Trigger.SIZE, OptionalLong.empty())),
                                0,
                                counter.timeline(),
                                Map.of()),
                        PUBLISHED)
                .forEach(window -> view.window(window, rollups.of(window)));

        assertThat(view.sum(clock, start, end).tally().logins()).isEqualTo(expected);
    }

    @Example
    void aSpanHasWhatWasCountedByTheHourWhereTheHourIsInIt() {
        RollupView view = new RollupView();
        TimelineCounter counter = new TimelineCounter(HourOfDay.UTC, new Detail(0, 10, 10, Tally.DETAIL.names()));
        counter.count(Deliveries.event(3));
        Rollup rollup = new Rollup(HourOfDay.UTC, Rollups.DETAIL);
        rollup.add(counter.timeline(), Long.MAX_VALUE).forEach(window -> view.window(window, rollup.of(window)));

        assertThat(view.sum(HourOfDay.UTC, 2 * 3600, 4 * 3600).tally().logins()).isEqualTo(1);
        assertThat(view.sum(HourOfDay.UTC, 3 * 3600, 4 * 3600 - 60).tally().logins())
                .isZero();
    }
}
