package io.kafkafetch.adapters.report;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that prints what is committed, for a source that is read once from beginning to end. It is not
 * durable: checkpoints live as long as it does. Where a stream cannot be written, its {@link UncheckedIOException} says
 * so, and the report is of no use any more. Not thread-safe.
 *
 * <p>Its granularity is either each batch, printed as it is committed, or the whole of a partition, printed by
 * {@link #end}.
 */
public final class Report implements OutcomeLedger {

    /** What a batch is to the reader of the report. */
    public enum Granularity {
        /** A batch as it is committed. */
        BATCH,
        /** All batches of a partition together. */
        PARTITION
    }

    /** Hears what was counted, for totals. */
    public interface Listener {
        /** An outcome was committed. */
        void committed(BatchOutcome outcome);

        /** A batch was printed, or would have been. */
        void reported(ReportedBatch batch);
    }

    private final InsightPrinter insights;
    private final Selection selection;
    private final @Nullable RejectsPrinter rejects;
    private final Granularity granularity;
    private final Listener listener;
    private final Map<Partition, Checkpoint> checkpoints = new HashMap<>();
    private final Map<Partition, WholePartition> wholes = new HashMap<>();

    /**
     * A report in which nothing is printed yet.
     *
     * @param rejects {@code null} to print no dead letters
     */
    public Report(
            InsightPrinter insights,
            Selection selection,
            @Nullable RejectsPrinter rejects,
            Granularity granularity,
            Listener listener) {
        this.insights = insights;
        this.selection = selection;
        this.rejects = rejects;
        this.granularity = granularity;
        this.listener = listener;
    }

    /** @throws TooManyNamesException if a whole partition has too many regions or device types */
    @Override
    public void commit(List<BatchOutcome> outcomes) {
        try {
            for (BatchOutcome outcome : outcomes) {
                print(outcome);
                checkpoints.put(outcome.batch().partition(), outcome.checkpoint());
                listener.committed(outcome);
            }
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        checkpoints.putAll(positions);
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> found = new HashMap<>(checkpoints);
        found.keySet().retainAll(partitions);
        return found;
    }

    /** Prints the partition, if it is printed as a whole; nothing of it is committed any more. */
    public void end(Partition partition) {
        WholePartition whole = wholes.remove(partition);
        if (whole != null) {
            try {
                report(whole.batch(selection));
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void print(BatchOutcome outcome) throws IOException {
        if (rejects != null) {
            for (DeadLetter letter : outcome.batch().deadLetters()) {
                rejects.print(letter);
            }
        }
        switch (granularity) {
            case BATCH -> report(batch(outcome));
            case PARTITION ->
                wholes.computeIfAbsent(outcome.batch().partition(), partition -> new WholePartition(outcome))
                        .add(outcome);
        }
    }

    private ReportedBatch batch(BatchOutcome outcome) {
        return new ReportedBatch(
                outcome.batch().name(),
                outcome.batch().events(),
                outcome.batch().rejected(),
                outcome.batch().skipped(),
                selection.of(outcome.insights()));
    }

    private void report(ReportedBatch batch) throws IOException {
        insights.print(batch);
        listener.reported(batch);
    }

    private void flush() throws IOException {
        insights.flush();
        if (rejects != null) {
            rejects.flush();
        }
    }
}
