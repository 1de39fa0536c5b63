package io.kafkafetch.adapters.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints outcomes: insights as they are published, one JSON object a line, and of each rejected record where it came from
 * and why, without anything of its content. Not to be confused with {@link ConsoleView}, which shows totals.
 *
 * <p>A screen is not durable: checkpoints are kept for as long as the process lives, and each start begins again. Where
 * writing fails, as into a pipe whose reader is gone, {@link #commit} throws {@link UncheckedIOException} and the
 * checkpoints stay; what was printed before the failure may be printed again. Thread-safe; memory is one checkpoint a
 * partition, and the lines of one commit.
 */
public final class ConsoleLedger implements OutcomeLedger {

    private final OutputStream insights;
    private final OutputStream rejections;
    private final InsightEncoder encoder;
    private final Map<Partition, Checkpoint> checkpoints = new HashMap<>();

    /**
     * A ledger that prints to these streams, and flushes them after each commit. It does not close them.
     *
     * @param insights where insights go
     * @param rejections where rejected records are reported
     */
    public ConsoleLedger(OutputStream insights, OutputStream rejections, InsightEncoder encoder) {
        this.insights = insights;
        this.rejections = rejections;
        this.encoder = encoder;
    }

    /** A ledger on this process's standard output and standard error. */
    public static ConsoleLedger ofThisProcess(InsightEncoder encoder) {
        return new ConsoleLedger(
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), encoder);
    }

    @Override
    public synchronized void commit(List<BatchOutcome> outcomes) {
        ByteArrayOutputStream rejectionLines = new ByteArrayOutputStream();
        for (BatchOutcome outcome : outcomes) {
            for (DeadLetter letter : outcome.batch().deadLetters()) {
                rejectionLines.writeBytes(line(letter).getBytes(UTF_8));
            }
        }
        print(encoder.lines(outcomes), insights);
        print(rejectionLines.toByteArray(), rejections);
        for (BatchOutcome outcome : outcomes) {
            checkpoints.put(outcome.batch().partition(), outcome.checkpoint());
        }
    }

    @Override
    public synchronized void advance(Map<Partition, Checkpoint> positions) {
        checkpoints.putAll(positions);
    }

    @Override
    public synchronized Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> found = new HashMap<>(checkpoints);
        found.keySet().retainAll(partitions);
        return found;
    }

    private static String line(DeadLetter letter) {
        return "rejected " + letter.origin().partition() + "@" + letter.origin().offset() + ": "
                + ReasonText.of(letter.reasons()) + "\n";
    }

    private static void print(byte[] lines, OutputStream to) {
        try {
            to.write(lines);
            to.flush();
            if (to instanceof PrintStream quiet && quiet.checkError()) {
                throw new IOException("the stream is in error");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not print: " + e.getMessage(), e);
        }
    }
}
