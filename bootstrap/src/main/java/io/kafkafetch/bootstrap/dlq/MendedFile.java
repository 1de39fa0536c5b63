package io.kafkafetch.bootstrap.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.letter.MendedLetter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.replay.Rule;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file of letters whose records somebody changed, by the letters' ids. Where each line is stays in memory, some 100 bytes a
 * letter; the lines do not. Used by one thread.
 */
final class MendedFile implements Rule, AutoCloseable {

    static final String TEXT = "mended";

    private static final int MOST_FAULTS = 10;

    /** Longest line: a record of 16 MiB in Base64, and more. */
    private static final int MOST_BYTES = 64 << 20;

    private final RandomAccessFile file;
    private final Map<LetterId, Place> lines;

    private record Place(long start, int length) {}

    private MendedFile(RandomAccessFile file, Map<LetterId, Place> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads it once, from beginning to end.
     *
     * @throws UserError of wrong usage, with the places of its first faults
     */
    static MendedFile read(Path path) {
        try {
            return new MendedFile(new RandomAccessFile(path.toFile(), "r"), index(path));
        } catch (IOException unreadable) {
            throw new UserError(
                    UserError.USAGE,
                    "--mended=" + path + " cannot be used: expected "
                            + (Files.exists(path) ? "a file that can be read" : "a file that is there"));
        }
    }

    private static Map<LetterId, Place> index(Path path) throws IOException {
        Map<LetterId, Place> lines = new HashMap<>();
        List<String> faults = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            long at = 0;
            for (long number = 1; faults.size() < MOST_FAULTS; number++) {
                byte @Nullable [] line = line(in);
                if (line == null) {
                    break;
                }
                try {
                    if (!new String(line, UTF_8).isBlank()) {
                        LetterId letter = MendedLetter.read(line).letter();
                        if (lines.put(letter, new Place(at, line.length)) != null) {
                            throw new IllegalArgumentException(letter + " is there a second time");
                        }
                    }
                } catch (IllegalArgumentException fault) {
                    faults.add(path + ": line " + number + ": " + fault.getMessage());
                }
                at += line.length + 1;
            }
        }
        if (!faults.isEmpty()) {
            throw new UserError(UserError.USAGE, faults);
        }
        return lines;
    }

    /** Up to a line feed, which is left out; {@code null} at the end. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            if (line.size() > MOST_BYTES) {
                throw new UserError(
                        UserError.USAGE, "--mended has a line that is longer than " + MOST_BYTES + " bytes: no letter");
            }
            next = in.read();
        }
        return line.toByteArray();
    }

    @Override
    public String text() {
        return TEXT;
    }

    @Override
    public byte @Nullable [] apply(LetterId letter, byte @Nullable [] value, Predicate<String> isAtFault) {
        Place place = lines.get(letter);
        if (place == null) {
            return value;
        }
        byte @Nullable [] mended = value(place);
        return Arrays.equals(mended, value) ? value : mended;
    }

    private byte @Nullable [] value(Place place) {
        byte[] line = new byte[place.length()];
        try {
            file.seek(place.start());
            file.readFully(line);
        } catch (IOException failure) {
            throw new UncheckedIOException("the file of --mended cannot be read any more", failure);
        }
        return MendedLetter.read(line).value();
    }

    /** Those of these letters that the file has. */
    Letters among(Letters letters) {
        return new Letters() {
            @Override
            public <E extends Exception> void read(LetterFilter filter, Taker<E> taker) throws E, InterruptedException {
                letters.<E>read(filter, letter -> !lines.containsKey(letter.id()) || taker.take(letter));
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
