package io.kafkafetch.application.batch;

import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.rollup.BatchTimes;
import java.util.List;

/**
 * A closed batch: consecutive deliveries of one partition, the logins among them counted.
 *
 * @param partition where all of it came from
 * @param firstOffset offset of its first delivery
 * @param lastOffset offset of its last delivery; the next batch starts after it
 * @param openedAtNanos when its first delivery was taken, a reading of a monotonic clock; of use within the process alone
 * @param trigger why it was closed
 * @param tally the accepted logins, counted
 * @param times when they happened, where that was asked for
 * @param deadLetters the rejected records, in order
 * @param checksum of its records, as a {@link BatchChecksum}, where times were asked for; otherwise 0
 */
public record LoginBatch(
        Partition partition,
        long firstOffset,
        long lastOffset,
        long openedAtNanos,
        Trigger trigger,
        LoginTally tally,
        BatchTimes times,
        List<DeadLetter> deadLetters,
        long checksum) {

    public LoginBatch {
        deadLetters = List.copyOf(deadLetters);
        if (firstOffset < 0) {
            throw new IllegalArgumentException("an offset of " + firstOffset + " is below 0");
        }
        if (firstOffset > lastOffset) {
            throw new IllegalArgumentException("a batch cannot end at " + lastOffset + " before " + firstOffset);
        }
    }

    /** A batch whose times nobody asked for. */
    public LoginBatch(
            Partition partition,
            long firstOffset,
            long lastOffset,
            long openedAtNanos,
            Trigger trigger,
            LoginTally tally,
            List<DeadLetter> deadLetters) {
        this(partition, firstOffset, lastOffset, openedAtNanos, trigger, tally, BatchTimes.NONE, deadLetters, 0);
    }

    /** The same, opened at the clock's zero. */
    public LoginBatch(
            Partition partition,
            long firstOffset,
            long lastOffset,
            Trigger trigger,
            LoginTally tally,
            List<DeadLetter> deadLetters) {
        this(partition, firstOffset, lastOffset, 0, trigger, tally, deadLetters);
    }

    /** The batch's name in all that is published of it: {@code user-login-0@100-149}, both offsets included. */
    public String name() {
        return partition + "@" + firstOffset + "-" + lastOffset;
    }

    /** How many logins were accepted. */
    public long events() {
        return tally.events();
    }

    /** How many records were rejected. */
    public int rejected() {
        return deadLetters.size();
    }
}
