package io.kafkafetch.adapters.http.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.reread.Reread;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The callers there are, a line each: name, roles, and what he shows. Blank lines and lines that begin with {@code #} mean
 * nothing. The file is read again within a second of a change. Thread-safe.
 *
 * @param <S> what callers show, as the file has it
 */
public final class CallerFile<S> {

    /** Reads what a caller shows, of the file's text. */
    @FunctionalInterface
    public interface Shown<S> {

        /** What this text says. @throws MalformedLineException if it is none */
        S read(String text) throws MalformedLineException;
    }

    /** A caller, and what he shows. */
    public record Line<S>(Caller caller, S shown) {}

    private final Reread<Lines<S>> lines;

    private record Lines<S>(Path file, List<Line<S>> all) {

        @Override
        public String toString() {
            return all.size() + " callers of " + file;
        }
    }

    private CallerFile(Reread<Lines<S>> lines) {
        this.lines = lines;
    }

    /**
     * The callers of this file.
     *
     * @param what the third part of a line, e.g. {@code SHA-256}
     * @throws UnusableFileException if it cannot be read, a line is none, or there is no line in it
     */
    public static <S> CallerFile<S> open(Path file, String what, Shown<S> shown) throws UnusableFileException {
        return new CallerFile<>(Reread.open(List.of(file), () -> read(file, what, shown)));
    }

    /** The same, with a clock and a thread of one's own. */
    public static <S> CallerFile<S> open(Path file, String what, Shown<S> shown, LongSupplier nanoTime, Executor looks)
            throws UnusableFileException {
        return new CallerFile<>(Reread.open(List.of(file), () -> read(file, what, shown), nanoTime, looks));
    }

    /** As of now, in the file's order. */
    public List<Line<S>> lines() {
        return lines.value().all();
    }

    private static <S> Lines<S> read(Path file, String what, Shown<S> shown) throws UnusableFileException {
        List<String> texts;
        try {
            texts = Files.readAllLines(file, UTF_8);
        } catch (IOException unreadable) {
            throw new UnusableFileException(file, "cannot be read as text in UTF-8");
        }
        List<Line<S>> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                try {
                    lines.add(parse(text, what, shown));
                } catch (MalformedLineException malformed) {
                    throw new UnusableFileException(file, "line " + (i + 1) + ": expected " + malformed.getMessage());
                }
            }
        }
        if (lines.isEmpty()) {
            throw new UnusableFileException(file, "there is no line `NAME ROLE[,ROLE] " + what + "` in it");
        }
        return new Lines<>(file, List.copyOf(lines));
    }

    private static <S> Line<S> parse(String text, String what, Shown<S> shown) throws MalformedLineException {
        String[] parts = text.split("\\s+", 3);
        if (parts.length != 3) {
            throw new MalformedLineException("NAME ROLE[,ROLE] " + what + ", separated by spaces");
        }
        S read = shown.read(parts[2]);
        return new Line<>(Caller.parse(parts[0], parts[1]), read);
    }
}
