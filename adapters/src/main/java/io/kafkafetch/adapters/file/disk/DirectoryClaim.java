package io.kafkafetch.adapters.file.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A directory that one owner writes to, claimed for as long as this is open. The system gives the lock up however the
 * process ends, so that nothing has to be cleaned up after a crash.
 */
public final class DirectoryClaim implements AutoCloseable {

    static final String LOCK_FILE = ".kafka-fetch.lock";

    /**
     * Directories claimed in this process. Asking the system is not enough: there, closing any channel of a file gives
     * up the locks that the same process holds on it.
     */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;

    private DirectoryClaim(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Claims this directory, creating it if there is none, and keeps others out of its files with personal data.
     *
     * @param personal the names of those files
     * @throws UnusableDirectoryException if it is in use, cannot be created or cannot be written to
     */
    public static DirectoryClaim of(Path path, Pattern personal, Disk disk) {
        try {
            DirectoryClaim claim = claim(create(path, disk).toRealPath());
            try {
                Tightening.of(claim.directory, personal);
                return claim;
            } catch (IOException | RuntimeException e) {
                claim.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** The exception where reading or writing fails at the start already. */
    public static UnusableDirectoryException unusable(Path path, IOException e) {
        return new UnusableDirectoryException(
                path, reason(e), "Make it a directory that can be written to, or choose another", e);
    }

    /** The exceptions of a file system say which file, and by their type what is wrong with it. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is a file";
            case FileSystemException other -> String.valueOf(other.getMessage());
            default -> String.valueOf(e.getMessage());
        };
    }

    /** The directory, without links. */
    public Path directory() {
        return directory;
    }

    /** Gives the directory up. Closing again does nothing. */
    @Override
    public void close() {
        if (!lock.isOpen()) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            CLAIMED.remove(directory);
        }
    }

    /** Also makes the entries of new directories durable: what is in them is no safer than they are. */
    private static Path create(Path path, Disk disk) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null && !Files.exists(path)) {
            create(parent, disk);
            OwnerOnly.createDirectories(path);
            disk.forceDirectory(parent);
        }
        return OwnerOnly.createDirectories(path);
    }

    private static DirectoryClaim claim(Path directory) throws IOException {
        if (!CLAIMED.add(directory)) {
            throw inUse(directory);
        }
        try {
            return new DirectoryClaim(directory, lock(directory));
        } catch (IOException | RuntimeException e) {
            CLAIMED.remove(directory);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = OwnerOnly.open(directory.resolve(LOCK_FILE));
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(directory);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static UnusableDirectoryException inUse(Path directory) {
        return new UnusableDirectoryException(
                directory, "it is in use by another process", "Stop that one, or choose another directory");
    }
}
