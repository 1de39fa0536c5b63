package io.kafkafetch.adapters.file.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and folders that hold personal data: only the service's user may read them, whatever its umask. What is
 * there already keeps the rights it has; {@link Tightening} is for those. Where the system knows no such rights, they are
 * as it makes them.
 */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** A folder with those above it that are missing. */
    static Path createDirectories(Path folder) throws IOException {
        return Files.createDirectories(folder, rights(folder, "rwx------"));
    }

    /** Opens a file for writing, and leaves what is in it; creates it if there is none. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), rights(file, "rw-------"));
    }

    /** Opens a file for writing, emptied; creates it if there is none. */
    public static OutputStream rewrite(Path file) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        return Channels.newOutputStream(FileChannel.open(file, options, rights(file, "rw-------")));
    }

    private static FileAttribute<?>[] rights(Path path, String text) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
