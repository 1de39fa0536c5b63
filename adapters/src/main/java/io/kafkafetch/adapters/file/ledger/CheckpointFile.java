package io.kafkafetch.adapters.file.ledger;

import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code checkpoint.json} of a sink's directory. It is replaced as a whole, by a rename: whenever it is read it
 * holds one state or the next.
 */
record CheckpointFile(Path directory, SinkStateJson format, Disk disk) {

    static final String NAME = "checkpoint.json";

    /**
     * The state that was written last; none if there never was one.
     *
     * @throws UnusableDirectoryException if it cannot be continued
     */
    Optional<SinkState> read() throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(format.read(Files.readAllBytes(file)));
        } catch (SinkStateJson.UnreadableException e) {
            throw new UnusableDirectoryException(directory, e.problem(), e.remedy(), e);
        }
    }

    /** Replaces the state by this one, durably. If it fails, either of them may be there. */
    void write(SinkState state) throws IOException {
        Path next = directory.resolve(NAME + ".tmp");
        disk.delete(next);
        disk.append(next, 0, format.write(state));
        disk.rename(next, directory.resolve(NAME));
        disk.forceDirectory(directory);
    }

    /** Makes the state that is there durable: a rename before a crash or a failure may not be yet. */
    void force() throws IOException {
        disk.forceDirectory(directory);
    }
}
