package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A first look at all manifests, in their order: where the audit of each partition begins, and with which running hours.
 * They are known forwards where the manifests reach back to the first login of the partition, and else backwards, as the
 * committed ones less those that were counted since. Hours of another zone say nothing: where the zone was changed, what was
 * counted before is known backwards alone. Not thread-safe.
 */
public final class Survey {

    private final Map<Partition, Seen> partitions = new LinkedHashMap<>();
    private final Map<Partition, Checkpoint> committed;
    private final ZoneId zone;
    private @Nullable Instant earliest;
    private @Nullable Instant latest;
    private long batches;

    /**
     * Nothing is seen.
     *
     * @param committed where the group stands, read before the manifests
     * @param clock that the committed hours were counted by
     */
    public Survey(Map<Partition, Checkpoint> committed, HourOfDay clock) {
        this.committed = Map.copyOf(committed);
        this.zone = clock.zone().normalized();
    }

    /**
     * The next manifest.
     *
     * @param wanted whether the audit is to look at it
     */
    public void add(Manifest manifest, boolean wanted) {
        partitions.computeIfAbsent(manifest.partition(), none -> new Seen()).add(manifest, wanted);
        if (wanted) {
            batches += manifest.batches().size();
            earliest = earliest == null || manifest.published().isBefore(earliest) ? manifest.published() : earliest;
            latest = latest == null || manifest.published().isAfter(latest) ? manifest.published() : latest;
        }
    }

    /** Where each partition with a wanted manifest begins. */
    public Map<Partition, Beginning> beginnings() {
        Map<Partition, Beginning> beginnings = new LinkedHashMap<>();
        partitions.forEach((partition, seen) -> seen.beginning(Optional.ofNullable(committed.get(partition)))
                .ifPresent(beginning -> beginnings.put(partition, beginning)));
        return beginnings;
    }

    /** How many batches are wanted. */
    public long batches() {
        return batches;
    }

    /** When the first wanted manifest was published; empty where none is wanted. */
    public Optional<Instant> earliest() {
        return Optional.ofNullable(earliest);
    }

    /** When the last wanted manifest was published; empty where none is wanted. */
    public Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }

    /** What the manifests of one partition say. */
    private final class Seen {

        private @Nullable HourCounts before;
        private @Nullable HourCounts atBeginning;
        private @Nullable HourCounts since;
        private @Nullable ZoneId latest;
        private long first = -1;

        private void add(Manifest manifest, boolean wanted) {
            ZoneId there = manifest.clock().zone().normalized();
            boolean rezoned = latest != null && !latest.equals(there);
            latest = there;
            before = manifest.before() == 0 ? HourCounts.EMPTY : rezoned ? null : before;
            if (wanted && first < 0) {
                first = manifest.firstOffset();
                atBeginning = before;
                since = HourCounts.EMPTY;
            } else if (manifest.before() == 0 || rezoned) {
                since = null;
            }
            before = plus(before, manifest);
            Checkpoint group = committed.get(manifest.partition());
            if (group != null && manifest.lastOffset() < group.position()) {
                since = plus(since, manifest);
            }
        }

        private Optional<Beginning> beginning(Optional<Checkpoint> group) {
            if (first < 0) {
                return Optional.empty();
            }
            Optional<HourCounts> running = Optional.ofNullable(atBeginning)
                    .or(() -> group.filter(checkpoint -> zone.equals(latest))
                            .flatMap(checkpoint -> less(checkpoint.running(), since)));
            return Optional.of(new Beginning(first, running));
        }
    }

    private static @Nullable HourCounts plus(@Nullable HourCounts hours, Manifest manifest) {
        return hours == null ? null : manifest.hours().map(hours::plus).orElse(null);
    }

    private static Optional<HourCounts> less(HourCounts all, @Nullable HourCounts since) {
        if (since == null || IntStream.range(0, HourCounts.HOURS).anyMatch(hour -> since.at(hour) > all.at(hour))) {
            return Optional.empty();
        }
        return Optional.of(HourCounts.of(IntStream.range(0, HourCounts.HOURS)
                .mapToLong(hour -> all.at(hour) - since.at(hour))
                .toArray()));
    }
}
