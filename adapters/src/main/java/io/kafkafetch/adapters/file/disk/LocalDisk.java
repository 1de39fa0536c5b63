package io.kafkafetch.adapters.file.disk;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The disk of this machine. A file is open for as long as it is written to, and no longer: opening costs nothing beside
 * making it durable, and nothing is left open after a failure.
 */
public final class LocalDisk implements Disk {

    /** On Windows a directory cannot be opened; there its entries are durable by themselves. */
    private static final boolean FORCES_DIRECTORIES = File.separatorChar == '/';

    @Override
    public void append(Path file, long end, byte[] bytes) throws IOException {
        try (FileChannel channel = OwnerOnly.open(file)) {
            if (channel.size() != end) {
                throw new IOException(
                        file + " ends at " + channel.size() + ", not at " + end + ": something else wrote to it");
            }
            ByteBuffer remaining = ByteBuffer.wrap(bytes);
            long position = end;
            while (remaining.hasRemaining()) {
                position += channel.write(remaining, position);
            }
            channel.force(true);
        }
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (FORCES_DIRECTORIES) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
