package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What an audit looks at.
 *
 * @param beginnings where it begins, by partition; it looks at no other partition
 * @param committed where the group stood before the manifests were read; empty where the audit ends before that
 * @param sample which of the manifests it recounts; the others count as they say themselves
 * @param insightsSince of batches before that not all insights are kept any more
 * @param lettersSince of batches before that not all dead letters are kept any more
 * @param rules that are configured, as {@link Manifest#rules} has them
 */
public record Scope(
        Map<Partition, Beginning> beginnings,
        Map<Partition, Checkpoint> committed,
        Predicate<Manifest> sample,
        Instant insightsSince,
        Instant lettersSince,
        String rules) {

    public Scope {
        beginnings = Map.copyOf(beginnings);
        committed = Map.copyOf(committed);
    }

    /** Whether all that was published with this manifest is still kept. */
    boolean isKept(Manifest manifest) {
        boolean areInsights =
                manifest.insights().isNone() || !manifest.published().isBefore(insightsSince);
        return areInsights && !manifest.published().isBefore(lettersSince);
    }
}
