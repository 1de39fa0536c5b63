package io.kafkafetch.adapters.reread;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What some files hold together. They are read again once one of them has changed; while what they hold then cannot be used,
 * what they held before counts, and the log says why. A link that leads to another file, as Kubernetes changes what it
 * mounts, is a change. Thread-safe.
 *
 * @param <T> what they hold; immutable, its text says in a few words what that is and nothing secret
 */
public final class Reread<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Reread.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    /** Reads all of the files. */
    @FunctionalInterface
    public interface Reader<T> {

        /** What they hold. @throws UnusableFileException if one of them cannot be used */
        T read() throws UnusableFileException;
    }

    /** What changes where a file does. */
    private record State(FileTime modified, long size, Optional<Object> key) {

        static State of(Path file) throws UnusableFileException {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new State(
                        attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey()));
            } catch (IOException gone) {
                throw UnusableFileException.unreadable(file, gone);
            }
        }
    }

    private final List<Path> files;
    private final Reader<T> reader;
    private final LongSupplier nanoTime;
    private final Executor looks;
    private final AtomicLong lookedNanos;
    private volatile T value;
    private List<State> states;
    private String problem = "";

    private Reread(List<Path> files, Reader<T> reader, LongSupplier nanoTime, Executor looks)
            throws UnusableFileException {
        this.files = List.copyOf(files);
        this.reader = reader;
        this.nanoTime = nanoTime;
        this.looks = looks;
        this.lookedNanos = new AtomicLong(nanoTime.getAsLong());
        this.states = states(this.files); // before they are read: a change between is one
        this.value = reader.read();
    }

    /** Reads these files. @throws UnusableFileException if one of them cannot be used */
    public static <T> Reread<T> open(List<Path> files, Reader<T> reader) throws UnusableFileException {
        return open(files, reader, System::nanoTime, Thread::startVirtualThread);
    }

    /**
     * The same, with a clock and a thread of one's own.
     *
     * @param looks for changes, so that whoever asks never waits for the disk
     */
    public static <T> Reread<T> open(List<Path> files, Reader<T> reader, LongSupplier nanoTime, Executor looks)
            throws UnusableFileException {
        return new Reread<>(files, reader, nanoTime, looks);
    }

    /** What the files hold, as of the last look; lets another thread look if that is a second ago. Never waits. */
    public T value() {
        long now = nanoTime.getAsLong();
        long looked = lookedNanos.get();
        if (now - looked >= FRESH_NANOS && lookedNanos.compareAndSet(looked, now)) {
            looks.execute(this::look);
        }
        return value;
    }

    /** Reads the files again if one of them changed; whether they hold something else now that can be used. */
    public synchronized boolean look() {
        try {
            List<State> found = states(files);
            if (found.equals(states)) {
                return false;
            }
            states = found;
            value = reader.read();
            problem = "";
            LOG.info("Read again: {}", value);
            return true;
        } catch (UnusableFileException faulty) {
            String found = faulty.file() + ": " + faulty.getMessage();
            if (!found.equals(problem)) { // said once, however often it is looked for
                problem = found;
                LOG.error("{}. What was read before still counts", found);
            }
            return false;
        }
    }

    private static List<State> states(List<Path> files) throws UnusableFileException {
        List<State> states = new ArrayList<>();
        for (Path file : files) {
            states.add(State.of(file));
        }
        return states;
    }
}
