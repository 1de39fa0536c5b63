package io.kafkafetch.adapters.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The directory of one broker, claimed for as long as this is open. Kafka locks its directory too, but only after its
 * controller has opened the metadata log there: too late to keep two of them apart.
 */
final class DataDirectory implements AutoCloseable {

    private static final String CLAIM_FILE = ".kafka-fetch.lock";
    private static final String KAFKA_LOCK_FILE = ".lock";
    private static final String META_PROPERTIES = "meta.properties";

    /** What an interrupted formatting leaves behind; formatting again is safe. */
    private static final Set<String> HALF_FORMATTED = Set.of("bootstrap.checkpoint");

    /**
     * Directories claimed in this process, by every broker in it. Asking the system is not enough: there, closing any
     * channel of a file gives up the locks that the same process holds on it.
     */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel claim;
    private final boolean temporary;

    private DataDirectory(Path path, FileChannel claim, boolean temporary) {
        this.path = path;
        this.claim = claim;
        this.temporary = temporary;
    }

    /** A new directory of its own below this one, deleted by {@link #close()}. */
    static DataDirectory temporary(Path parent) {
        try {
            return claim(
                    Files.createTempDirectory(parent, "kafka-fetch-broker-").toRealPath(), true);
        } catch (IOException e) {
            throw new BrokerStartException("No temporary directory for the broker: " + e.getMessage(), e);
        }
    }

    /**
     * Claims this directory, creating it if there is none.
     *
     * @throws BrokerStartException if it cannot be written to, is in use, or holds something else
     */
    static DataDirectory at(Path path) {
        try {
            return claim(Files.createDirectories(path).toRealPath(), false);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    Path path() {
        return path;
    }

    /** Makes an empty directory a broker's: a new cluster with every feature of this release. Leaves others as they are. */
    void formatIfNew() {
        if (Files.exists(path.resolve(META_PROPERTIES))) {
            return;
        }
        refuseForeignFiles();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(BrokerListeners.CONTROLLER)
                    .setMetadataLogDirectory(path.toString())
                    .setDirectories(List.of(path.toString()))
                    .run();
        } catch (Exception e) {
            throw unusable(path, e);
        }
    }

    /** Gives the directory up, and deletes it if it is temporary. */
    @Override
    public void close() {
        try {
            claim.close();
            if (temporary) {
                deleteTree();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            CLAIMED.remove(path);
        }
    }

    private static DataDirectory claim(Path path, boolean temporary) throws IOException {
        if (!CLAIMED.add(path)) {
            throw inUse(path);
        }
        try {
            return new DataDirectory(path, lock(path), temporary);
        } catch (IOException | RuntimeException e) {
            CLAIMED.remove(path);
            throw e;
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel claim = open(path.resolve(CLAIM_FILE));
        try (FileChannel kafka = open(path.resolve(KAFKA_LOCK_FILE))) {
            // Kafka takes this one itself, later: only see that no broker of another process holds it.
            lock(kafka, path);
            lock(claim, path);
            return claim;
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /** Locks the file until its channel is closed. */
    private static void lock(FileChannel channel, Path path) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw inUse(path);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(path);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void refuseForeignFiles() {
        try (Stream<Path> files = Files.list(path)) {
            if (files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> !name.startsWith(".") && !HALF_FORMATTED.contains(name))) {
                throw new BrokerStartException(
                        "The directory " + path + " holds files that are no broker's: choose an empty or a new one.");
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private void deleteTree() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static BrokerStartException inUse(Path path) {
        return new BrokerStartException("The data directory " + path
                + " is in use by another broker: stop that one, or choose another directory.");
    }

    private static BrokerStartException unusable(Path path, Exception cause) {
        return new BrokerStartException(
                "The data directory " + path + " cannot be used (" + cause
                        + "): make it writable, or choose another directory.",
                cause);
    }
}
