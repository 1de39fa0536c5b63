package io.kafkafetch.adapters.file.ledger;

import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A sink's folder as of one commit, for readers. Nothing is claimed and nothing is changed, so a service may write to the
 * folder meanwhile: what it commits later is not seen, and what it has not committed is never seen. Immutable.
 */
public final class CommittedFolder {

    private static final String ANOTHER = "Name a folder that SINK=file has written to";

    private final Path directory;
    private final String zone;
    private final SinkState state;

    private CommittedFolder(Path directory, String zone, SinkState state) {
        this.directory = directory;
        this.zone = zone;
        this.state = state;
    }

    /**
     * The folder as of its last commit.
     *
     * @throws UnusableDirectoryException if it is none of a sink, or its checkpoint cannot be read
     */
    public static CommittedFolder read(Path directory) {
        Path file = directory.resolve(CheckpointFile.NAME);
        try {
            if (!Files.isDirectory(directory)) {
                throw new UnusableDirectoryException(directory, "there is no such folder", ANOTHER);
            }
            if (!Files.exists(file)) {
                throw new UnusableDirectoryException(directory, "it has no " + CheckpointFile.NAME, ANOTHER);
            }
            byte[] json = Files.readAllBytes(file);
            String zone = zone(json);
            return new CommittedFolder(directory, zone, new SinkStateJson(zone).read(json));
        } catch (SinkStateJson.UnreadableException e) {
            throw new UnusableDirectoryException(directory, e.problem(), e.remedy(), e);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** What is damaged is said where all of it is read. */
    private static String zone(byte[] json) {
        try {
            return StrictJson.read(json).text("zone");
        } catch (IllegalArgumentException damaged) {
            return "";
        }
    }

    static UnusableDirectoryException unreadable(Path directory, IOException e) {
        return new UnusableDirectoryException(
                directory,
                "it cannot be read (" + e.getMessage() + ")",
                "Run this as a user who may read it, such as the service's",
                e);
    }

    public Path directory() {
        return directory;
    }

    /** Id of the zone that the running hours were counted in. */
    public String zone() {
        return zone;
    }

    /** Where each partition that was ever committed stands. */
    public Map<Partition, Checkpoint> checkpoints() {
        return state.checkpoints();
    }

    /** The committed insights. */
    public CommittedLines insights() {
        return lines("insights", state.insights());
    }

    /** The committed dead letters. */
    public CommittedLines deadLetters() {
        return lines("dead-letters", state.deadLetters());
    }

    /** The committed tallies. */
    public CommittedLines tallies() {
        return lines("tallies", state.tallies().orElse(SegmentEnd.BEGINNING));
    }

    /** Whether tallies were ever committed. */
    public boolean hasTallies() {
        return state.tallies().isPresent();
    }

    private CommittedLines lines(String name, SegmentEnd end) {
        return new CommittedLines(directory, name, end);
    }
}
