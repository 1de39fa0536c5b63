package io.kafkafetch.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.rollup.BatchCounter;
import io.kafkafetch.domain.rollup.BatchTimes;
import io.kafkafetch.domain.rollup.ByTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Outcomes for tests. What a test doesn't name does not matter to it. */
public final class Outcomes {

    /** Three partitions of one topic. */
    public static final Partition LOGINS_0 = new Partition("user-login", 0);

    public static final Partition LOGINS_1 = new Partition("user-login", 1);
    public static final Partition LOGINS_2 = new Partition("user-login", 2);

    private Outcomes() {}

    /** A batch with a login at each of these hours, the first of its partition that is not empty. */
    public static BatchOutcome outcome(Partition partition, long firstOffset, int... hours) {
        return outcome(partition, firstOffset, HourCounts.EMPTY, hours);
    }

    /** A batch with a login at each of these hours, after those counted before it. */
    public static BatchOutcome outcome(Partition partition, long firstOffset, HourCounts before, int... hours) {
        long lastOffset = firstOffset + Math.max(0, hours.length - 1);
        BatchCounter counter = new BatchCounter(HourOfDay.UTC, new ByTime(Tally.DETAIL));
        logins(hours).forEach(counter::count);
        return new DeriveInsights()
                .process(
                        new LoginBatch(
                                partition,
                                firstOffset,
                                lastOffset,
                                0,
                                Trigger.SIZE,
                                counter.tally(),
                                counter.times(),
                                List.of(),
                                Map.of(),
                                0),
                        before);
    }

    /** A batch of dead letters alone, with these values. */
    public static BatchOutcome rejected(Partition partition, long firstOffset, HourCounts before, String... values) {
        List<DeadLetter> letters = IntStream.range(0, values.length)
                .mapToObj(i -> deadLetter(partition, firstOffset + i, values[i]))
                .toList();
        return new DeriveInsights()
                .process(
                        new LoginBatch(
                                partition,
                                firstOffset,
                                firstOffset + values.length - 1,
                                Trigger.AGE,
                                LoginTally.EMPTY,
                                letters),
                        before);
    }

    /** A batch of so many records that are no logins and no faults. */
    public static BatchOutcome skipped(Partition partition, long firstOffset, HourCounts before, int records) {
        return new DeriveInsights()
                .process(
                        new LoginBatch(
                                partition,
                                firstOffset,
                                firstOffset + records - 1,
                                0,
                                Trigger.AGE,
                                LoginTally.EMPTY,
                                BatchTimes.NONE,
                                List.of(),
                                Map.of("/eventType", (long) records),
                                0),
                        before);
    }

    /** A record with this value that is no login. */
    public static DeadLetter deadLetter(Partition partition, long offset, String value) {
        return new DeadLetter(
                new Origin(partition, offset),
                List.of(new Reason.OfRecord(RecordFault.NOT_JSON)),
                new Original(null, value.getBytes(UTF_8), List.of()));
    }

    /** Logins at these hours, counted. */
    public static LoginTally tally(int... hours) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        logins(hours).forEach(counter::count);
        return counter.tally();
    }

    private static Stream<LoginEvent> logins(int... hours) {
        return IntStream.of(hours).mapToObj(hour -> new LoginEvent("2.3.0", "RI", hour * 3600L, "iOS"));
    }
}
