package io.kafkafetch.application.position.rezoning;

import io.kafkafetch.application.position.rezoning.Recount.From;
import io.kafkafetch.application.position.rezoning.Recount.Since;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the logins of a partition's records on two clocks, behind the first so many of them. Not thread-safe. */
final class RecordHours {

    private final HourOfDay before;
    private final HourOfDay after;
    private final long skipped;
    private final long[] here = new long[HourCounts.HOURS];
    private final long[] there = new long[HourCounts.HOURS];
    private @Nullable Since since;
    private long logins;

    RecordHours(HourOfDay before, HourOfDay after, long skipped) {
        this.before = before;
        this.after = after;
        this.skipped = skipped;
    }

    /**
     * The next login.
     *
     * @param moment that it happened at, in epoch seconds
     */
    void add(long offset, Instant recorded, long moment) {
        if (logins++ < skipped) {
            return;
        }
        since = since == null ? new Since(offset, recorded) : since;
        here[before.at(moment)]++;
        there[after.at(moment)]++;
    }

    /** How many logins there are, those that are not counted among them. */
    long logins() {
        return logins;
    }

    /** What was counted, if it can be what these hours count, or the last part of that. */
    Optional<Recount> within(HourCounts hours) {
        HourCounts counted = HourCounts.of(here);
        boolean isWhole = counted.equals(hours);
        return isWhole || PartitionRezoning.isPart(counted, hours)
                ? Optional.of(new Recount(
                        HourCounts.of(there), From.RECORDS, isWhole ? Optional.empty() : Optional.ofNullable(since)))
                : Optional.empty();
    }
}
