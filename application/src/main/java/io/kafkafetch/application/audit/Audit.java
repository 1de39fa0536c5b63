package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.InputRecords;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.audit.evidence.Wire;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.ChosenMetrics;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Recounts what manifests say was counted, and holds what was published against that. Manifests come in their order;
 * published records come in the order of each topic's partition, and each as early as it is {@linkplain #take taken}: so
 * what has to be in memory is what commits that overlapped in time have published, however much there is.
 *
 * <p>Not thread-safe.
 */
public final class Audit {

    /** A commit is over, and all of it was read, when as many others have followed. */
    private static final int MOST_OVERLAPPING = 2_000;

    private final Map<Partition, PartitionAudit> partitions = new LinkedHashMap<>();
    private final InputRecords input;
    private long manifests;
    private boolean noMoreManifests;

    /**
     * @param process the use case of a service that publishes these metrics
     * @param findings hears of each finding, once it is certain
     */
    public Audit(
            Scope scope,
            InputRecords input,
            Wire wire,
            Function<ChosenMetrics, ProcessBatch> process,
            Consumer<Finding> findings) {
        this.input = input;
        Recount recount = new Recount(input, wire.times());
        scope.beginnings().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Partition, Beginning> entry) -> entry.getKey().stream())
                        .thenComparingInt(entry -> entry.getKey().number()))
                .forEach(entry -> partitions.put(
                        entry.getKey(),
                        new PartitionAudit(entry.getKey(), entry.getValue(), scope, recount, wire, process, findings)));
    }

    /**
     * The next manifest that the audit is to look at.
     *
     * @return its tally as the source says, or as it claims where the source does not say
     */
    public Optional<Tally> add(Manifest manifest) {
        PartitionAudit partition = partitions.get(manifest.partition());
        if (partition == null) {
            return manifest.tally();
        }
        manifests++;
        boolean isThere = input.knows(manifest.mapping())
                && input.isThere(manifest.partition(), manifest.life(), manifest.firstOffset());
        Optional<Tally> tally = partition.add(manifest, manifests, isThere);
        partition.settle(manifests - MOST_OVERLAPPING);
        return tally;
    }

    /**
     * Takes a published record; if not, it belongs to a manifest to come, and is to be given again after that.
     *
     * @param waited how many manifests came since it was first given
     */
    public boolean take(Published published, long waited) {
        PartitionAudit partition = partitions.get(published.partition());
        if (partition == null) {
            return true;
        }
        if (partition.awaits(published) && !noMoreManifests && waited < MOST_OVERLAPPING / 2) {
            return false;
        }
        if (!noMoreManifests || !partition.awaits(published)) {
            partition.take(published);
        }
        return true;
    }

    /** There are no more manifests: from now on all records are taken, and those of later batches are not looked at. */
    public void endManifests() {
        noMoreManifests = true;
    }

    /** Nothing more was published. Returns what was looked at, by partition. */
    public List<PartitionTotals> finish() {
        partitions.values().forEach(PartitionAudit::finish);
        return partitions.values().stream().map(PartitionAudit::totals).toList();
    }
}
