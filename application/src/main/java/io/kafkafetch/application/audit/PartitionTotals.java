package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.record.Partition;

/**
 * What was looked at of a partition, and how much of it is wrong.
 *
 * @param batches that the manifests name
 * @param logins that they claim
 * @param rejected records that they claim
 * @param skipped records that they claim, no logins and no faults
 * @param recomputed batches that were counted again
 * @param differ findings but for gaps, overlaps and duplicates
 * @param gaps between batches
 * @param overlaps of batches, duplicates among them
 * @param gone batches whose records the source does not hold any more
 */
public record PartitionTotals(
        Partition partition,
        long batches,
        long logins,
        long rejected,
        long skipped,
        long recomputed,
        long differ,
        long gaps,
        long overlaps,
        long gone) {

    static PartitionTotals none(Partition partition) {
        return new PartitionTotals(partition, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    PartitionTotals claimed(Manifest manifest) {
        return plus(new PartitionTotals(
                partition,
                manifest.batches().size(),
                manifest.logins(),
                manifest.batches().stream().mapToLong(batch -> batch.rejected()).sum(),
                manifest.batches().stream().mapToLong(batch -> batch.skipped()).sum(),
                0,
                0,
                0,
                0,
                0));
    }

    PartitionTotals recomputed(int more) {
        return plus(new PartitionTotals(partition, 0, 0, 0, 0, more, 0, 0, 0, 0));
    }

    PartitionTotals gone(int more) {
        return plus(new PartitionTotals(partition, 0, 0, 0, 0, 0, 0, 0, 0, more));
    }

    PartitionTotals found(FindingCode code) {
        return switch (code) {
            case GAP -> plus(new PartitionTotals(partition, 0, 0, 0, 0, 0, 0, 1, 0, 0));
            case OVERLAP, DUPLICATE_BATCH -> plus(new PartitionTotals(partition, 0, 0, 0, 0, 0, 0, 0, 1, 0));
            case DIFFERS,
                    MISSING_INSIGHT,
                    EXTRA_INSIGHT,
                    DEAD_LETTER_MISSING,
                    DEAD_LETTER_EXTRA,
                    DEAD_LETTER_DIFFERS,
                    TALLY_DIFFERS,
                    ROLLUP_DIFFERS,
                    RULES_CHANGED,
                    SOURCE_ALTERED -> plus(new PartitionTotals(partition, 0, 0, 0, 0, 0, 1, 0, 0, 0));
        };
    }

    /** Both together, under the name of this one. */
    public PartitionTotals plus(PartitionTotals more) {
        return new PartitionTotals(
                partition,
                batches + more.batches,
                logins + more.logins,
                rejected + more.rejected,
                skipped + more.skipped,
                recomputed + more.recomputed,
                differ + more.differ,
                gaps + more.gaps,
                overlaps + more.overlaps,
                gone + more.gone);
    }
}
