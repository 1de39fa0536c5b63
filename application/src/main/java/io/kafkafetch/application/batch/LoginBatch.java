package io.kafkafetch.application.batch;

import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.rollup.BatchTimes;
import java.util.List;
import java.util.Map;

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
 * @param skippedBy how many records each rule skipped, see {@link io.kafkafetch.domain.login.Validation.Skipped}; each above
 *     0, and no more rules than a mapping has
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
        Map<String, Long> skippedBy,
        long checksum) {

    public LoginBatch {
        deadLetters = List.copyOf(deadLetters);
        skippedBy = Map.copyOf(skippedBy);
        if (firstOffset < 0) {
            throw new IllegalArgumentException("an offset of " + firstOffset + " is below 0");
        }
        if (firstOffset > lastOffset) {
            throw new IllegalArgumentException("a batch cannot end at " + lastOffset + " before " + firstOffset);
        }
        for (long count : skippedBy.values()) {
            if (count < 1) {
                throw new IllegalArgumentException("a rule that skipped nothing is in " + skippedBy);
            }
        }
    }

    /** A batch whose times nobody asked for, of a feed in which nothing is skipped. */
    public LoginBatch(
            Partition partition,
            long firstOffset,
            long lastOffset,
            long openedAtNanos,
            Trigger trigger,
            LoginTally tally,
            List<DeadLetter> deadLetters) {
        this(
                partition,
                firstOffset,
                lastOffset,
                openedAtNanos,
                trigger,
                tally,
                BatchTimes.NONE,
                deadLetters,
                Map.of(),
                0);
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

    /** How many records were skipped: they are no logins, and no faults. */
    public long skipped() {
        long skipped = 0; // without a stream, since each batch is asked several times
        for (long count : skippedBy.values()) {
            skipped += count;
        }
        return skipped;
    }

    /** How many records it has: each is accepted, rejected or skipped. */
    public long records() {
        return events() + rejected() + skipped();
    }
}
