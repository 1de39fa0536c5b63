package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import java.time.Instant;
import java.util.Optional;

/**
 * Which commits an audit looks at.
 *
 * @param since those published at or after this moment
 * @param from those of this partition from this offset on
 * @param batch those that have this batch, or a part of it
 * @param share of the commits that are recounted, above 0 and up to 1; which ones is the same each time
 */
public record Selection(Optional<Instant> since, Optional<Origin> from, Optional<Batch> batch, double share) {

    /** All of them. */
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), Optional.empty(), 1);

    /** Offsets of one partition, both ends included. */
    public record Batch(Partition partition, long first, long last) {}

    /** Whether this commit is looked at. */
    public boolean wants(Manifest manifest) {
        boolean isLate = since.isEmpty() || !manifest.published().isBefore(since.get());
        boolean isBehind = from.isEmpty()
                || (from.get().partition().equals(manifest.partition())
                        && manifest.lastOffset() >= from.get().offset());
        boolean hasIt = batch.isEmpty()
                || (batch.get().partition().equals(manifest.partition())
                        && manifest.firstOffset() <= batch.get().last()
                        && manifest.lastOffset() >= batch.get().first());
        return isLate && isBehind && hasIt;
    }

    /** Whether this commit is recounted, and not only followed. */
    public boolean samples(Manifest manifest) {
        if (share >= 1) {
            return true;
        }
        long mixed = 31L * manifest.partition().number() + manifest.firstOffset() + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53 < share;
    }

    /** Whether it begins with the first commit, and ends with the last. */
    public boolean isWhole() {
        return since.isEmpty() && from.isEmpty() && batch.isEmpty();
    }
}
