package io.kafkafetch.application.batch;

import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Delivery.Login;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.util.List;

/** Deliveries for tests. What a test doesn't name does not matter to it. */
public final class Deliveries {

    public static final Partition LOGINS_0 = new Partition("user-login", 0);
    public static final Partition LOGINS_1 = new Partition("user-login", 1);
    public static final Partition LOGINS_2 = new Partition("user-login", 2);

    private static final List<Reason> NOT_JSON = List.of(new Reason.OfRecord(RecordFault.NOT_JSON));

    private Deliveries() {}

    public static Login login(Partition partition, long offset) {
        return loginAt(partition, offset, 0);
    }

    /** A login at this hour of the day (UTC). */
    public static Login loginAt(Partition partition, long offset, int hour) {
        return new Login(new Origin(partition, offset), event(hour));
    }

    public static LoginEvent event(int hour) {
        return new LoginEvent("2.3.0", "RI", hour * 3600L, "iOS");
    }

    public static DeadLetter deadLetter(Partition partition, long offset) {
        return deadLetter(partition, offset, 0);
    }

    /** A record with a value of this many bytes that is no login; it weighs {@link #weight} of them. */
    public static DeadLetter deadLetter(Partition partition, long offset, int valueBytes) {
        return new DeadLetter(
                new Origin(partition, offset), NOT_JSON, new Original(null, new byte[valueBytes], List.of()));
    }

    /** An event that is no login, by this rule. */
    public static Delivery.Skipped skipped(Partition partition, long offset, String rule) {
        return new Delivery.Skipped(new Origin(partition, offset), rule, 0);
    }

    /** What a record of this many bytes without key and headers weighs. */
    public static long weight(int valueBytes) {
        return 256L + valueBytes;
    }

    /** A batch of user-login-0 with a login at each of these hours. */
    public static LoginBatch batch(long firstOffset, int... hours) {
        return new LoginBatch(
                LOGINS_0,
                firstOffset,
                firstOffset + Math.max(0, hours.length - 1),
                Trigger.SIZE,
                tally(hours),
                List.of());
    }

    public static LoginTally tally(int... hours) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        for (int hour : hours) {
            counter.count(event(hour));
        }
        return counter.tally();
    }

    public static HourCounts hours(int... hours) {
        return tally(hours).hours();
    }
}
