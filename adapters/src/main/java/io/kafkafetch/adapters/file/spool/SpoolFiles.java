package io.kafkafetch.adapters.file.spool;

import io.kafkafetch.adapters.file.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a spool: the active one, {@code logins.jsonl}, and those it was before, {@code logins.jsonl.000001} and so
 * on. Lines are durable when {@link #append} returns. After a failure the active file is first cut back to where it was
 * durable, so that a torn line never stands before a whole one. Thread-safe.
 */
final class SpoolFiles {

    static final String ACTIVE = "logins.jsonl";

    /** All of them: they hold what was posted. */
    static final Pattern NAMES = Pattern.compile(Pattern.quote(ACTIVE) + "(\\.[0-9]+)?");

    private static final Pattern ROTATED = Pattern.compile(Pattern.quote(ACTIVE) + "\\.([0-9]{6,9})");
    private static final byte[] NOTHING = {};

    private final Path directory;
    private final Path active;
    private final long maxSegmentBytes;
    private final Disk disk;

    /** Which file is the active one, and how much of it is durable. */
    private volatile Durable durable;

    /** Bytes that the source has yet to read. Read without the lock: the caller must not wait for the disk. */
    private final AtomicLong unread = new AtomicLong();

    private int lastNumber;
    private boolean unclear;

    /** @param file identity of the file, {@code null} where the system has none */
    private record Durable(@Nullable Object file, long bytes) {}

    /** @param directory claimed by the caller */
    SpoolFiles(Path directory, long maxSegmentBytes, Disk disk) throws IOException {
        this.directory = directory;
        this.active = directory.resolve(ACTIVE);
        this.maxSegmentBytes = maxSegmentBytes;
        this.disk = disk;
        this.durable =
                Files.exists(active) ? new Durable(identity(active), endOfLastLine(active)) : new Durable(null, 0);
        settle();
        unread.set(bytesFrom(0, files()));
    }

    /** Appends these lines, each with its terminator, as one piece and durably. */
    synchronized void append(byte[] lines) throws IOException {
        if (unclear) {
            settle();
        }
        unclear = true;
        if (durable.bytes() >= maxSegmentBytes) {
            rotate();
        }
        long end = durable.bytes();
        disk.append(active, end, lines);
        durable = new Durable(durable.file(), end + lines.length);
        unread.addAndGet(lines.length);
        unclear = false;
    }

    /** Deletes the files before the first that is this one, and notes that so many bytes of it are read. */
    synchronized void consumed(Predicate<Path> isFile, long bytes) throws IOException {
        if (unclear) {
            return;
        }
        List<Path> files = files();
        for (int i = files.size() - 1; i >= 0; i--) {
            if (isFile.test(files.get(i))) {
                unread.set(Math.max(0, bytesFrom(i, files) - bytes));
                for (Path before : files.subList(0, i)) {
                    disk.delete(before);
                }
                return;
            }
        }
    }

    /**
     * Makes this durable file the active one, by its rename: as long as it is under its old name it was not. The one before is
     * kept even if it is empty, since a source may be in it.
     */
    synchronized void take(Path lines) throws IOException {
        if (unclear) {
            settle();
        }
        unclear = true;
        lastNumber++;
        disk.rename(active, directory.resolve(String.format(Locale.ROOT, "%s.%06d", ACTIVE, lastNumber)));
        disk.forceDirectory(directory);
        disk.rename(lines, active);
        disk.forceDirectory(directory);
        durable = new Durable(identity(active), Files.size(active));
        unread.addAndGet(durable.bytes());
        unclear = false;
    }

    long unread() {
        return unread.get();
    }

    long readableBytes(Object file) {
        Durable known = durable;
        return file.equals(known.file()) ? known.bytes() : Long.MAX_VALUE;
    }

    /** A new active file stands before anything is in it: nobody finds one that is not known to {@link #durable}. */
    private void rotate() throws IOException {
        lastNumber++;
        disk.rename(active, directory.resolve(String.format(Locale.ROOT, "%s.%06d", ACTIVE, lastNumber)));
        disk.append(active, 0, NOTHING);
        durable = new Durable(identity(active), 0);
        disk.forceDirectory(directory);
    }

    /**
     * Makes the files what they are known to be. Where another file is the active one, or none, it was rotated already,
     * and what is in the new one was never acknowledged.
     */
    private void settle() throws IOException {
        boolean exists = Files.exists(active);
        long end = exists && Objects.equals(identity(active), durable.file()) ? durable.bytes() : 0;
        if (exists && Files.size(active) > end) {
            disk.truncate(active, end);
        }
        disk.append(active, end, NOTHING);
        durable = new Durable(identity(active), end);
        disk.forceDirectory(directory);
        lastNumber = Math.max(
                lastNumber,
                rotated().keySet().stream().mapToInt(Integer::intValue).max().orElse(0));
        unclear = false;
    }

    /** All files, the oldest first and the active one last. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(rotated().values());
        files.add(active);
        return files;
    }

    private Map<Integer, Path> rotated() throws IOException {
        Map<Integer, Path> rotated = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Matcher name = ROTATED.matcher(file.getFileName().toString());
                if (name.matches()) {
                    rotated.put(Integer.parseInt(name.group(1)), file);
                }
            }
        }
        return rotated;
    }

    private long bytesFrom(int first, List<Path> files) throws IOException {
        long bytes = durable.bytes();
        for (Path file : files.subList(first, files.size() - 1)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Where the last whole line ends. What is behind it was never acknowledged. */
    private static long endOfLastLine(Path file) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(64 << 10);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long end = channel.size(); end > 0; end -= block.position()) {
                long start = Math.max(0, end - block.capacity());
                block.clear().limit((int) (end - start));
                readFully(channel, start, block);
                for (int i = block.position() - 1; i >= 0; i--) {
                    if (block.get(i) == '\n') {
                        return start + i + 1;
                    }
                }
            }
        }
        return 0;
    }

    private static void readFully(FileChannel channel, long start, ByteBuffer block) throws IOException {
        while (block.hasRemaining()) {
            if (channel.read(block, start + block.position()) < 0) {
                throw new IOException("a file became shorter while it was read");
            }
        }
    }
}
