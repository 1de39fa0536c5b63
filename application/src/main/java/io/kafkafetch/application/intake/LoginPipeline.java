package io.kafkafetch.application.intake;

import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.ByTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way from deliveries to a ledger, for a source that reads in one thread: assembles batches, decides each, and
 * commits several at once. What {@link #add} took is durable after the next {@link #commit} or {@link #finish}, or
 * earlier.
 *
 * <p>Where a call throws, the ledger could not commit for certain: the source goes on with {@link #resume}, from what it
 * tells. Times are readings of a monotonic clock in nanoseconds. Not thread-safe. Holds at most about
 * {@link #MOST_WAITING_BYTES} of outcomes, and the open batches.
 */
public final class LoginPipeline {

    /** How much is decided before it is committed, in bytes. */
    public static final long MOST_WAITING_BYTES = 1 << 20;

    private final ProcessBatch processBatch;
    private final OutcomeLedger ledger;
    private final Rejections rejections;
    private final CommitPace pace;
    private final BatchAssembler assembler;
    private final Map<Partition, HourCounts> running = new HashMap<>();
    private final Map<Partition, Supplier<String>> places = new HashMap<>();
    private final Map<Partition, Checkpoint> committed = new HashMap<>();
    private final List<BatchOutcome> waiting = new ArrayList<>();
    private long waitingBytes;

    /**
     * A pipeline that nothing was added to.
     *
     * @param times what is asked of a batch's logins by their time; empty where nobody asks for that
     * @param pace how much is committed at once, at most {@link #MOST_WAITING_BYTES}
     */
    public LoginPipeline(
            BatchPolicy policy,
            HourOfDay hourOfDay,
            Optional<ByTime> times,
            ProcessBatch processBatch,
            OutcomeLedger ledger,
            Rejections rejections,
            CommitPace pace) {
        this.assembler = new BatchAssembler(policy, hourOfDay, times, processBatch.dimensions());
        this.processBatch = processBatch;
        this.ledger = ledger;
        this.rejections = rejections;
        this.pace = pace;
    }

    /** A pipeline whose commits are always of the same size, and that asks for no times. */
    public LoginPipeline(
            BatchPolicy policy,
            HourOfDay hourOfDay,
            ProcessBatch processBatch,
            OutcomeLedger ledger,
            Rejections rejections) {
        this(policy, hourOfDay, Optional.empty(), processBatch, ledger, rejections, new CommitPace(MOST_WAITING_BYTES));
    }

    /** A pipeline whose rejections nobody hears of. */
    public LoginPipeline(BatchPolicy policy, HourOfDay hourOfDay, ProcessBatch processBatch, OutcomeLedger ledger) {
        this(policy, hourOfDay, processBatch, ledger, Rejections.UNHEARD);
    }

    /** Where the source goes on with this partition; whatever was added of it and is not committed is forgotten. */
    public Checkpoint resume(Partition partition) {
        assembler.drop(partition);
        waiting.removeIf(outcome -> outcome.batch().partition().equals(partition));
        waitingBytes = waiting.stream().mapToLong(BatchOutcome::weight).sum();
        Checkpoint checkpoint = Optional.ofNullable(
                        ledger.checkpoints(List.of(partition)).get(partition))
                .orElse(Checkpoint.BEGINNING);
        running.put(partition, checkpoint.running());
        committed.put(partition, checkpoint);
        return checkpoint;
    }

    /** Where the last commit of this pipeline left the partition, or {@link #resume} found it; empty before that. */
    public Optional<Checkpoint> committed(Partition partition) {
        return Optional.ofNullable(committed.get(partition));
    }

    /**
     * Takes the next delivery of its partition.
     *
     * @param place says where the source stands, as a {@link Checkpoint#bookmark}; asked when the delivery's batch is
     *     decided, which may be after further deliveries
     */
    public void add(Delivery delivery, Supplier<String> place, long nowNanos) {
        places.put(delivery.origin().partition(), place);
        add(delivery, nowNanos);
    }

    /** Takes the next delivery of a partition whose place is the offset alone. */
    public void add(Delivery delivery, long nowNanos) {
        if (delivery instanceof Delivery.DeadLetter deadLetter) {
            rejections.rejected(deadLetter.reasons());
        }
        assembler.add(delivery, nowNanos).ifPresent(this::decide);
        if (waitingBytes >= pace.bytes()) {
            commit();
        }
    }

    /** Closes the batches that have reached their greatest age. */
    public void closeAged(long nowNanos) {
        assembler.closeAged(nowNanos).forEach(this::decide);
    }

    /** Commits the batches that are closed. */
    public void commit() {
        if (!waiting.isEmpty()) {
            ledger.commit(List.copyOf(waiting));
            waiting.forEach(outcome -> committed.put(outcome.batch().partition(), outcome.checkpoint()));
            waiting.clear();
            waitingBytes = 0;
        }
    }

    /** Closes the partition's open batch, and commits everything. */
    public void finish(Partition partition, Trigger trigger) {
        assembler.close(partition, trigger).ifPresent(this::decide);
        commit();
    }

    private void decide(LoginBatch batch) {
        Partition partition = batch.partition();
        BatchOutcome outcome = processBatch
                .process(batch, running.getOrDefault(partition, HourCounts.EMPTY))
                .at(places.getOrDefault(partition, () -> "").get());
        running.put(partition, outcome.running());
        long bytes = outcome.weight();
        if (waitingBytes + bytes > pace.bytes()) {
            commit();
        }
        waiting.add(outcome);
        waitingBytes += bytes;
    }
}
