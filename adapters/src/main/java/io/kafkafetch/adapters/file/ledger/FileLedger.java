package io.kafkafetch.adapters.file.ledger;

import io.kafkafetch.adapters.file.disk.DirectoryClaim;
import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.file.disk.LocalDisk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A directory as a ledger: {@code insights-000001.jsonl} and {@code dead-letters-000001.jsonl}, one JSON object a line,
 * and {@code checkpoint.json}, which says how far they are committed and where every partition stands. Where totals are
 * made there are {@code tallies-000001.jsonl} too.
 *
 * <p>A commit appends its lines, makes them durable, and then replaces {@code checkpoint.json} by a rename. The rename is
 * the commit: whatever lies beyond what the file tells was never committed, and is cut off when the directory is opened
 * or after a failure. So insights, dead letters and checkpoints agree wherever a crash falls.
 *
 * <p>A file that has reached its greatest length is left alone, and the next commit begins one with the next number.
 * Files before the last one may be moved or deleted.
 *
 * <p>Thread-safe; commits wait for each other. A commit's lines are held in memory: it is the caller who bounds them.
 * Where writing fails, {@link #commit} and {@link #checkpoints} throw {@link UncheckedIOException}, and trying again may
 * help; where the directory is not what it was any more, {@link UnusableDirectoryException}.
 */
public final class FileLedger implements OutcomeLedger, AutoCloseable {

    /**
     * Rejected records; and hashes of users, pseudonymous as they are, in tallies and in {@code rollups.json}. Insights
     * and the checkpoint say nothing of anybody.
     */
    private static final Pattern PERSONAL = Pattern.compile("(dead-letters|tallies)-[0-9]+\\.jsonl|rollups\\.json");

    private final DirectoryClaim claim;
    private final FolderQuota quota;
    private final Segments insights;
    private final Segments deadLetters;
    private final Segments tallies;
    private final CheckpointFile checkpointFile;
    private final InsightEncoder insightEncoder;
    private final DeadLetterEncoder deadLetterEncoder;
    private final Optional<TallyLines> tallyLines;

    /** What is committed; {@code null} while that is unclear, since a commit is under way or failed. */
    private @Nullable SinkState committed;

    private boolean closed;

    private FileLedger(
            DirectoryClaim claim,
            long maxSegmentBytes,
            FolderQuota quota,
            ZoneId zone,
            InsightEncoder insightEncoder,
            DeadLetterEncoder deadLetterEncoder,
            Optional<TallyLines> tallyLines,
            Disk disk) {
        this.claim = claim;
        this.quota = quota;
        Path directory = claim.directory();
        this.insights = new Segments(directory, "insights", maxSegmentBytes, disk);
        this.deadLetters = new Segments(directory, "dead-letters", maxSegmentBytes, disk);
        this.tallies = new Segments(directory, "tallies", maxSegmentBytes, disk);
        this.checkpointFile = new CheckpointFile(directory, new SinkStateJson(zone.getId()), disk);
        this.insightEncoder = insightEncoder;
        this.deadLetterEncoder = deadLetterEncoder;
        this.tallyLines = tallyLines;
    }

    /**
     * Opens the ledger in this directory, creating it if there is none, and claims it until {@link #close}.
     *
     * @param maxSegmentBytes a commit after a file has reached this length begins the next one, at least 1; a file exceeds
     *     it by at most one commit
     * @param quota how much the directory may hold; while it is used up, {@link #commit} throws
     * @param zone the zone the hours are counted in
     * @param tallies what each commit counted, where totals are made
     * @throws UnusableDirectoryException if the directory is in use, not to be written to, damaged, edited, or of another
     *     zone or a later version
     */
    public static FileLedger open(
            Path directory,
            long maxSegmentBytes,
            FolderQuota quota,
            ZoneId zone,
            InsightEncoder insights,
            DeadLetterEncoder deadLetters,
            Optional<TallyLines> tallies) {
        return open(directory, maxSegmentBytes, quota, zone, insights, deadLetters, tallies, new LocalDisk());
    }

    static FileLedger open(
            Path directory,
            long maxSegmentBytes,
            FolderQuota quota,
            ZoneId zone,
            InsightEncoder insights,
            DeadLetterEncoder deadLetters,
            Optional<TallyLines> tallies,
            Disk disk) {
        if (maxSegmentBytes < 1) {
            throw new IllegalArgumentException("a segment's length of " + maxSegmentBytes + " is below 1");
        }
        DirectoryClaim claim = DirectoryClaim.of(directory, PERSONAL, disk);
        try {
            FileLedger ledger =
                    new FileLedger(claim, maxSegmentBytes, quota, zone, insights, deadLetters, tallies, disk);
            ledger.begin();
            return ledger;
        } catch (IOException e) {
            claim.close();
            throw DirectoryClaim.unusable(directory, e);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    @Override
    public synchronized void commit(List<BatchOutcome> outcomes) {
        try {
            SinkState before = committed();
            quota.require();
            Map<Partition, Checkpoint> checkpoints = before.checkpointsAfter(outcomes);
            byte[] insightLines = insightEncoder.lines(outcomes);
            byte[] deadLetterLines = deadLetterLines(outcomes);
            byte[] talliesLines = tallyLines.map(lines -> lines.of(outcomes)).orElse(new byte[0]);
            committed = null;
            quota.wrote((long) insightLines.length + deadLetterLines.length + talliesLines.length);
            SinkState after = new SinkState(
                    insights.append(before.insights(), insightLines),
                    deadLetters.append(before.deadLetters(), deadLetterLines),
                    talliesAfter(before, talliesLines),
                    checkpoints);
            checkpointFile.write(after);
            committed = after;
        } catch (IOException e) {
            throw failed("could not commit to", e);
        }
    }

    @Override
    public synchronized void advance(Map<Partition, Checkpoint> positions) {
        try {
            SinkState after = committed().with(positions);
            committed = null;
            checkpointFile.write(after);
            committed = after;
        } catch (IOException e) {
            throw failed("could not commit to", e);
        }
    }

    @Override
    public synchronized Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        try {
            Map<Partition, Checkpoint> found = new HashMap<>(committed().checkpoints());
            found.keySet().retainAll(partitions);
            return found;
        } catch (IOException e) {
            throw failed("could not read", e);
        }
    }

    private Optional<SegmentEnd> talliesAfter(SinkState before, byte[] lines) throws IOException {
        return tallyLines.isEmpty()
                ? before.tallies()
                : Optional.of(tallies.append(before.tallies().orElse(SegmentEnd.BEGINNING), lines));
    }

    /**
     * Reads the tallies that were committed behind this place, line by line; those whose files were taken away are left
     * out. Commits do not wait for it.
     *
     * @param from where an earlier call ended, or the beginning
     * @param line takes each, without its end
     * @return where the committed tallies end; before {@code from} if this is an earlier state of the directory
     */
    public SegmentEnd readTallies(SegmentEnd from, Consumer<byte[]> line) throws IOException {
        SegmentEnd end;
        synchronized (this) {
            end = committed().tallies().orElse(SegmentEnd.BEGINNING);
        }
        tallies.read(from, end, line);
        return end;
    }

    /** The folder. */
    public Path directory() {
        return claim.directory();
    }

    /** Why nothing could be committed now, as far as the directory shows; empty where it looks well. Does not wait. */
    public Optional<Fault> trouble() {
        if (!Files.isWritable(claim.directory())) {
            return Optional.of(Fault.of(
                    TroubleCode.FOLDER_NOT_WRITABLE, claim.directory() + " is not there, or cannot be written to"));
        }
        return quota.room() == 0 ? Optional.of(quota.fault()) : Optional.empty();
    }

    /** Gives the directory up, after the commit under way. Closing again does nothing; anything else throws from now on. */
    @Override
    public synchronized void close() {
        closed = true;
        claim.close();
    }

    /** A new directory gets a checkpoint before anything else, so that later on a missing one means damage. */
    private void begin() throws IOException {
        if (checkpointFile.read().isEmpty()) {
            if (insights.last().isPresent()
                    || deadLetters.last().isPresent()
                    || tallies.last().isPresent()) {
                throw new UnusableDirectoryException(
                        claim.directory(),
                        "it holds insights, dead letters or tallies, and no " + CheckpointFile.NAME,
                        "Put that file back, or use another directory to start a new count");
            }
            checkpointFile.write(SinkState.EMPTY);
        }
        committed = recovered();
    }

    private SinkState committed() throws IOException {
        if (closed) {
            throw new IllegalStateException("the ledger in " + claim.directory() + " is closed");
        }
        SinkState known = committed;
        if (known == null) {
            known = recovered();
            committed = known;
        }
        return known;
    }

    /** What the directory tells is committed, made durable, and without what was not committed. */
    private SinkState recovered() throws IOException {
        Optional<SinkState> state = checkpointFile.read();
        if (state.isEmpty()) {
            throw new UnusableDirectoryException(
                    claim.directory(),
                    "its " + CheckpointFile.NAME + " is gone",
                    "Put it back, or use another directory to start a new count");
        }
        checkpointFile.force();
        insights.cutBack(state.get().insights());
        deadLetters.cutBack(state.get().deadLetters());
        tallies.cutBack(state.get().tallies().orElse(SegmentEnd.BEGINNING));
        return state.get();
    }

    private byte[] deadLetterLines(List<BatchOutcome> outcomes) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (BatchOutcome outcome : outcomes) {
            for (DeadLetter letter : outcome.batch().deadLetters()) {
                lines.writeBytes(deadLetterEncoder.value(letter));
                lines.write('\n');
            }
        }
        return lines.toByteArray();
    }

    private UncheckedIOException failed(String what, IOException e) {
        return new UncheckedIOException(what + " the ledger in " + claim.directory() + ": " + e.getMessage(), e);
    }
}
