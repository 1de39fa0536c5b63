package io.kafkafetch.application.rollup;

import io.kafkafetch.application.record.Partition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the rollups as a whole, beside their windows. Immutable.
 *
 * @param since when the first tally was published; empty where there was none
 * @param reach how far each partition is in them
 * @param rejected records by the code of their first reason
 * @param skipped records that are no logins and no faults
 * @param before logins that were counted before the first tally of their partition: they are in no rollup
 * @param replayed logins that tallies brought once more, as after offsets were set back; counted once
 * @param missing logins that no tally brought; 0 unless tallies were lost
 */
public record Standing(
        Optional<Instant> since,
        Map<Partition, Reach> reach,
        Map<String, Long> rejected,
        long skipped,
        long before,
        long replayed,
        long missing) {

    /** Of rollups without any tally. */
    public static final Standing NONE = new Standing(Optional.empty(), Map.of(), Map.of(), 0, 0, 0, 0);

    public Standing {
        reach = Map.copyOf(reach);
        rejected = Map.copyOf(rejected);
    }

    /** Logins of all partitions that are in the rollups. */
    public long counted() {
        return reach.values().stream().mapToLong(Reach::counted).sum();
    }
}
