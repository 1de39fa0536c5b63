package io.kafkafetch.adapters.file.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A disk that fails in one of its steps, or whose machine stops there. What was not made durable may be undone when the
 * machine comes back: every rename, creation, deletion and truncation for itself. It does not really wait for the disk,
 * so that thousands of crashes take no time. Thread-safe.
 */
public final class FaultyDisk implements Disk {

    /** Thrown in every step from the crash on. */
    public static final class Crash extends Error {

        private static final long serialVersionUID = 1L;

        Crash() {
            super("the machine stopped");
        }
    }

    /** What happens in the chosen step. */
    public enum Fault {
        /** An exception, and all is well afterwards. */
        FAILURE,
        /** The end, until another disk is made. */
        CRASH
    }

    /** A change that is not durable yet, and how it is undone. */
    private record Volatile(Path file, boolean ofDirectory, Undo undo) {}

    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }

    private final Random random;
    private final Deque<Volatile> changes = new ArrayDeque<>();
    private Fault fault = Fault.FAILURE;
    private int stepsBeforeFault = Integer.MAX_VALUE;
    private boolean crashed;

    public FaultyDisk(long seed) {
        this.random = new Random(seed);
    }

    /** Lets the step after this many others go wrong. */
    public synchronized void after(int steps, Fault becomes) {
        stepsBeforeFault = steps;
        fault = becomes;
    }

    public synchronized boolean hasCrashed() {
        return crashed;
    }

    /** What the disk holds when the machine is back: of what was not made durable some is there, and some is not. */
    public synchronized void comeBack() throws IOException {
        while (!changes.isEmpty()) {
            Volatile last = changes.removeLast();
            if (random.nextBoolean()) {
                last.undo().run();
            }
        }
    }

    @Override
    public synchronized void append(Path file, long end, byte[] bytes) throws IOException {
        boolean fails = isNext();
        int length = fails ? random.nextInt(bytes.length + 1) : bytes.length;
        boolean isNew = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() != end) {
                throw new IOException(file + " does not end at " + end);
            }
            channel.write(ByteBuffer.wrap(bytes, 0, length), end);
            if (fails && random.nextBoolean()) { // room was made for the rest, and nothing written to it
                channel.write(ByteBuffer.allocate(bytes.length - length), end + length);
            }
        }
        if (isNew) {
            changes.add(new Volatile(file, true, () -> Files.deleteIfExists(file)));
        }
        failIf(fails);
        forget(change -> !change.ofDirectory() && change.file().equals(file));
    }

    @Override
    public synchronized void truncate(Path file, long length) throws IOException {
        boolean fails = isNext();
        if (!fails || random.nextBoolean()) {
            byte[] before = Files.readAllBytes(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
            changes.add(new Volatile(file, false, () -> restore(file, before)));
        }
        failIf(fails);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        boolean fails = isNext();
        if (!fails || random.nextBoolean()) {
            byte[] moved = Files.readAllBytes(from);
            byte[] replaced = Files.exists(to) ? Files.readAllBytes(to) : null;
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            changes.add(new Volatile(to, true, () -> {
                Files.write(from, moved);
                if (replaced == null) {
                    Files.deleteIfExists(to);
                } else {
                    Files.write(to, replaced);
                }
            }));
        }
        failIf(fails);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        boolean fails = isNext();
        if (Files.exists(file) && (!fails || random.nextBoolean())) {
            byte[] before = Files.readAllBytes(file);
            Files.delete(file);
            changes.add(new Volatile(file, true, () -> Files.write(file, before)));
        }
        failIf(fails);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        boolean fails = isNext();
        if (!fails || random.nextBoolean()) {
            forget(change ->
                    change.ofDirectory() && directory.equals(change.file().getParent()));
        }
        failIf(fails);
    }

    private boolean isNext() {
        if (crashed) {
            throw new Crash();
        }
        return stepsBeforeFault-- == 0;
    }

    private void failIf(boolean fails) throws IOException {
        if (!fails) {
            return;
        }
        switch (fault) {
            case FAILURE -> throw new IOException("No space left on device");
            case CRASH -> {
                crashed = true;
                throw new Crash();
            }
        }
    }

    private void forget(Predicate<Volatile> durable) {
        changes.removeIf(durable);
    }

    /** A file that is gone stays gone: it was deleted after it was cut off. */
    private static void restore(Path file, byte[] content) throws IOException {
        if (Files.exists(file)) {
            Files.write(file, content);
        }
    }
}
