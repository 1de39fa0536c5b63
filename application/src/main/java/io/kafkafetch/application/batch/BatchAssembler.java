package io.kafkafetch.application.batch;

import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Delivery.Login;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordChecksum;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.BatchCounter;
import io.kafkafetch.domain.rollup.ByTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers deliveries into batches, one open batch a partition. Every delivery added ends in exactly one batch that this
 * returns, unless its partition is {@linkplain #drop dropped}. Logins are counted as they come, and so are skipped
 * records, so that an open batch's memory does not grow with their number: neither closes a batch for its memory, and a
 * batch of skipped records alone is closed by its age.
 *
 * <p>Times are readings of a monotonic clock in nanoseconds, such as {@link System#nanoTime()}. Not thread-safe.
 */
public final class BatchAssembler {

    /** Counters kept for batches to come: there may have been many partitions, and each counter knows names. */
    private static final int MOST_SPARES = 64;

    private final BatchPolicy policy;
    private final HourOfDay hourOfDay;
    private final @Nullable ByTime times;
    private final Set<Dimension> dimensions;
    private final RecordChecksum checksums = new RecordChecksum();
    private final long maxAgeNanos;
    private final Map<Partition, OpenBatch> open = new LinkedHashMap<>();
    private @Nullable Partition latestPartition;
    private @Nullable OpenBatch latest;
    private final Deque<BatchCounter> spareCounters = new ArrayDeque<>();
    private long deadLetterBytes;

    /** An assembler without an open batch, whose batches do not say when their logins happened. */
    public BatchAssembler(BatchPolicy policy, HourOfDay hourOfDay) {
        this(policy, hourOfDay, Optional.empty());
    }

    /** An assembler without an open batch, whose logins are counted by everything. */
    public BatchAssembler(BatchPolicy policy, HourOfDay hourOfDay, Optional<ByTime> times) {
        this(policy, hourOfDay, times, EnumSet.allOf(Dimension.class));
    }

    /**
     * An assembler without an open batch.
     *
     * @param times what is asked of a batch's logins by their time; empty where nobody asks for that, nor for checksums
     * @param dimensions what a batch's logins are counted by, beside the hour; where times are asked for, by all
     */
    public BatchAssembler(BatchPolicy policy, HourOfDay hourOfDay, Optional<ByTime> times, Set<Dimension> dimensions) {
        this.policy = policy;
        this.hourOfDay = hourOfDay;
        this.times = times.orElse(null);
        this.dimensions = dimensions;
        this.maxAgeNanos = policy.maxAge().toNanos();
    }

    /** Adds the delivery to its partition's open batch; returns the batch if that closed it. */
    public Optional<LoginBatch> add(Delivery delivery, long nowNanos) {
        Origin origin = delivery.origin();
        return switch (delivery) {
            case Login login -> add(origin.partition(), origin.offset(), login.event(), login.checksum(), nowNanos);
            case DeadLetter deadLetter -> add(deadLetter, nowNanos);
            case Delivery.Skipped skipped -> add(skipped, nowNanos);
        };
    }

    /** Whether checksums of records are asked for. */
    public boolean hasChecksums() {
        return times != null;
    }

    /** Adds the login at this offset, the same as a {@link Login} that need not be made. */
    public Optional<LoginBatch> add(Partition partition, long offset, LoginEvent event, int checksum, long nowNanos) {
        OpenBatch batch = openBatch(partition, offset, nowNanos);
        batch.logins.count(event);
        if (batch.checksum != null) {
            batch.checksum.add(checksum);
        }
        return batch.logins.events() < policy.size() ? Optional.empty() : close(partition, Trigger.SIZE);
    }

    private Optional<LoginBatch> add(DeadLetter deadLetter, long nowNanos) {
        Partition partition = deadLetter.origin().partition();
        OpenBatch batch = openBatch(partition, deadLetter.origin().offset(), nowNanos);
        long bytes = deadLetter.original().weight();
        batch.deadLetters.add(deadLetter);
        if (batch.checksum != null) {
            batch.checksum.add(checksums.of(deadLetter.original().value()));
        }
        batch.deadLetterBytes += bytes;
        deadLetterBytes += bytes;
        return deadLetterBytes < policy.maxDeadLetterBytes()
                ? Optional.empty()
                : close(partition, Trigger.DEAD_LETTERS);
    }

    private Optional<LoginBatch> add(Delivery.Skipped skipped, long nowNanos) {
        OpenBatch batch =
                openBatch(skipped.origin().partition(), skipped.origin().offset(), nowNanos);
        if (batch.checksum != null) {
            batch.checksum.add(skipped.checksum());
        }
        batch.skipped.merge(skipped.rule(), 1L, Long::sum);
        return Optional.empty();
    }

    /** The partition's open batch, which now ends with this offset; mostly that of the delivery before. */
    @SuppressWarnings("ReferenceEquality") // an equal partition is found in the map
    private OpenBatch openBatch(Partition partition, long offset, long nowNanos) {
        OpenBatch batch = partition == latestPartition ? latest : open.get(partition);
        if (batch == null) {
            batch = new OpenBatch(partition, offset, nowNanos);
            open.put(partition, batch);
        }
        batch.lastOffset = offset;
        latestPartition = partition;
        latest = batch;
        return batch;
    }

    /** Closes every batch that has reached its greatest age, the oldest first. */
    public List<LoginBatch> closeAged(long nowNanos) {
        List<Partition> aged = new ArrayList<>();
        for (OpenBatch batch : open.values()) {
            if (nowNanos - batch.openedAtNanos < maxAgeNanos) {
                break;
            }
            aged.add(batch.partition);
        }
        return aged.stream()
                .flatMap(partition -> close(partition, Trigger.AGE).stream())
                .toList();
    }

    /** Closes the partition's open batch, if it has one. */
    public Optional<LoginBatch> close(Partition partition, Trigger trigger) {
        OpenBatch batch = remove(partition);
        if (batch == null) {
            return Optional.empty();
        }
        LoginBatch closed = batch.close(trigger);
        batch.logins.clear();
        if (spareCounters.size() < MOST_SPARES) {
            spareCounters.push(batch.logins);
        }
        return Optional.of(closed);
    }

    /** Whether the partition has an open batch. */
    public boolean isOpen(Partition partition) {
        return open.containsKey(partition);
    }

    /** Forgets the partition's open batch: its deliveries belong to another consumer now, and will be read there. */
    public void drop(Partition partition) {
        remove(partition);
    }

    private @Nullable OpenBatch remove(Partition partition) {
        latestPartition = null;
        latest = null;
        OpenBatch batch = open.remove(partition);
        if (batch != null) {
            deadLetterBytes -= batch.deadLetterBytes;
        }
        return batch;
    }

    /** How long until the next open batch reaches its greatest age, at least 0; empty where no batch is open. */
    public OptionalLong nanosUntilAged(long nowNanos) {
        return open.values().stream()
                .findFirst()
                .map(oldest -> OptionalLong.of(Math.max(0, maxAgeNanos - (nowNanos - oldest.openedAtNanos))))
                .orElse(OptionalLong.empty());
    }

    private final class OpenBatch {
        private final Partition partition;
        private final long firstOffset;
        private final long openedAtNanos;
        private final BatchCounter logins;
        private final List<DeadLetter> deadLetters = new ArrayList<>();
        private final Map<String, Long> skipped = new HashMap<>(); // allocates nothing before the first one
        private final @Nullable BatchChecksum checksum = times == null ? null : new BatchChecksum();
        private long lastOffset;
        private long deadLetterBytes;

        private OpenBatch(Partition partition, long firstOffset, long nowNanos) {
            this.partition = partition;
            this.firstOffset = firstOffset;
            this.openedAtNanos = nowNanos;
            BatchCounter spare = spareCounters.poll();
            this.logins = spare == null ? new BatchCounter(hourOfDay, times, dimensions) : spare;
        }

        private LoginBatch close(Trigger trigger) {
            return new LoginBatch(
                    partition,
                    firstOffset,
                    lastOffset,
                    openedAtNanos,
                    trigger,
                    logins.tally(),
                    logins.times(),
                    deadLetters,
                    skipped,
                    checksum == null ? 0 : checksum.value());
        }
    }
}
