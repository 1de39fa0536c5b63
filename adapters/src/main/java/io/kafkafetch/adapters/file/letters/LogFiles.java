package io.kafkafetch.adapters.file.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.application.letter.LetterId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The files of a folder's log: {@code dlq/log.jsonl} has a line an entry, and {@code dlq/pending.jsonl} what was decided and is
 * on its way into it. Each line is an entry as in Kafka, with the letter's id in front.
 *
 * @param folder of the log, inside the sink's
 */
record LogFiles(Path folder) {

    /** Neither holds anything of a record; records that wait to be sent do. */
    static final Pattern PERSONAL = Pattern.compile("(log|pending)\\.jsonl(\\.tmp)?");

    private static final int BLOCK_BYTES = 1 << 16;

    static LogFiles of(Path directory) {
        return new LogFiles(directory.resolve("dlq"));
    }

    Path log() {
        return folder.resolve("log.jsonl");
    }

    Path pending() {
        return folder.resolve("pending.jsonl");
    }

    /**
     * Reads all entries, those that are on their way included, in their order.
     *
     * @throws UnusableDirectoryException if one cannot be read: passed over, its letter might be sent twice
     */
    void forEach(BiConsumer<LetterId, Entry> taker) {
        // In this order: what is not pending any more is in the log.
        Optional<Pending> pending = readPending();
        lines(log(), pending.map(Pending::log).orElse(Long.MAX_VALUE), new Reading("log.jsonl", taker)::line);
        pending.ifPresent(waiting -> waiting.entries().forEach(new Reading("pending.jsonl", taker)::line));
    }

    /** What was decided and may not be done yet. */
    Optional<Pending> readPending() {
        List<byte[]> lines = new ArrayList<>();
        lines(pending(), Long.MAX_VALUE, lines::add);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pending.of(lines));
        } catch (IllegalArgumentException why) {
            throw unreadable("pending.jsonl", 1, why);
        }
    }

    /** Takes an unfinished line off the log's end, and returns how long the log is. */
    long cutTornLine(Disk disk) throws IOException {
        long end = lines(log(), Long.MAX_VALUE, line -> {});
        if (Files.exists(log()) && end < Files.size(log())) {
            disk.truncate(log(), end);
        }
        return end;
    }

    /** A line about this letter, without its end. */
    static byte[] line(LetterId letter, Entry entry) {
        byte[] value = MarkerJson.value(entry);
        String id = "{\"id\":\"" + letter + "\",";
        return (id + new String(value, 1, value.length - 1, UTF_8)).getBytes(UTF_8);
    }

    /**
     * Reads whole lines, one at a time: one that was not finished never counted.
     *
     * @param end nothing from this byte on is read
     * @return how many bytes they have
     */
    private long lines(Path file, long end, Consumer<byte[]> taker) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK_BYTES)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long read = 0;
            long whole = 0;
            for (int next = in.read(); next >= 0 && read < end; next = in.read()) {
                read++;
                if (next == '\n') {
                    taker.accept(line.toByteArray());
                    line.reset();
                    whole = read;
                } else {
                    line.write(next);
                }
            }
            return whole;
        } catch (NoSuchFileException none) {
            return 0;
        } catch (IOException e) {
            throw new UnusableDirectoryException(
                    folder, "it cannot be read (" + e.getMessage() + ")", "Run this as a user who may read it", e);
        }
    }

    private UnusableDirectoryException unreadable(String file, long line, IllegalArgumentException why) {
        return new UnusableDirectoryException(
                folder,
                "line " + line + " of " + file + " cannot be read by this version (" + why.getMessage() + ")",
                "A newer kafka-fetch may have written it: use that one",
                why);
    }

    /** One pass over a file. */
    private final class Reading {

        private final String file;
        private final BiConsumer<LetterId, Entry> taker;
        private long number;

        private Reading(String file, BiConsumer<LetterId, Entry> taker) {
            this.file = file;
            this.taker = taker;
        }

        private void line(byte[] line) {
            number++;
            try {
                Members json = StrictJson.readForeign(line);
                LetterId letter = LetterId.parse(json.text("id"))
                        .orElseThrow(() -> new IllegalArgumentException("id names no letter"));
                MarkerJson.read(letter, line).ifPresent(entry -> taker.accept(letter, entry));
            } catch (IllegalArgumentException why) {
                throw unreadable(file, number, why);
            }
        }
    }
}
