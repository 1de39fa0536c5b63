package io.kafkafetch.adapters.file.audit;

import io.kafkafetch.adapters.file.audit.CountedFiles.Stretch;
import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.folder.RotatedFiles;
import io.kafkafetch.adapters.file.lines.LineDecoder;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.application.audit.evidence.InputRecords;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.rollup.ByTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a log, or of a spool, read again. Used by one thread. */
public final class SourceLines implements InputRecords, AutoCloseable {

    private final CountedFiles files;
    private final Partition partition;
    private final LoginFormat format;
    private final ByTime times;
    private final List<Stretch> stretches;
    private final Map<MissingDeviceType, LineDecoder> decoders = new EnumMap<>(MissingDeviceType.class);
    private @Nullable LineReader open;
    private @Nullable Stretch stretch;
    private long next;

    private SourceLines(
            CountedFiles files, Partition partition, LoginFormat format, ByTime times, List<Stretch> stretches) {
        this.files = files;
        this.partition = partition;
        this.format = format;
        this.times = times;
        this.stretches = stretches;
    }

    /**
     * The lines of a log that a source follows.
     *
     * @param file under the name it has at present
     * @param partition what its lines are called
     * @param checkpoint up to which they were counted
     * @param maxLineBytes as the source has it
     * @param format by which records are read
     * @param times what is asked of logins by their time
     */
    public static SourceLines ofLog(
            Path file, Partition partition, Checkpoint checkpoint, int maxLineBytes, LoginFormat format, ByTime times)
            throws IOException {
        return of(
                new CountedFiles(file, RotatedFiles.BY_TIME, false, maxLineBytes),
                partition,
                checkpoint,
                format,
                times);
    }

    /** The lines of a spool, as far as they are not deleted. */
    public static SourceLines ofSpool(
            Path file, Partition partition, Checkpoint checkpoint, int maxLineBytes, LoginFormat format, ByTime times)
            throws IOException {
        return of(
                new CountedFiles(file, RotatedFiles.BY_NUMBER, true, maxLineBytes),
                partition,
                checkpoint,
                format,
                times);
    }

    private static SourceLines of(
            CountedFiles files, Partition partition, Checkpoint checkpoint, LoginFormat format, ByTime times)
            throws IOException {
        return new SourceLines(files, partition, format, times, files.upTo(checkpoint));
    }

    /** Whether this checkpoint is of a file. */
    public static boolean isOfAFile(Checkpoint checkpoint) {
        return Bookmark.of(checkpoint.bookmark()).isPresent();
    }

    /** {@inheritDoc} The configured one alone: what another one was is nowhere. */
    @Override
    public boolean knows(String name) {
        return name.equals(format.id());
    }

    @Override
    public boolean isThere(Partition wanted, String life, long offset) {
        return wanted.equals(partition)
                && !stretches.isEmpty()
                && stretches.getFirst().first() <= offset;
    }

    @Override
    public boolean read(Partition wanted, long first, long last, MissingDeviceType policy, Consumer<Delivery> taker) {
        if (!isThere(wanted, "", first)) {
            return false;
        }
        LineDecoder decoder =
                decoders.computeIfAbsent(policy, kind -> LineDecoder.of(format.with(kind), Optional.of(times)));
        try {
            skipTo(first);
            while (next <= last) {
                ByteBuffer line = line();
                if (line == null) {
                    return false;
                }
                taker.accept(decoder.decode(partition, next - 1, line, open != null && open.tooLarge()));
            }
            return true;
        } catch (IOException gone) {
            close();
            return false;
        }
    }

    private void skipTo(long offset) throws IOException {
        if (open == null || next > offset || (stretch != null && offset >= stretch.end())) {
            close();
            for (Stretch each : stretches) {
                if (open == null && offset < each.end()) {
                    begin(each);
                }
            }
        }
        while (open != null && next < offset) {
            if (line() == null) {
                return;
            }
        }
    }

    private void begin(Stretch begun) throws IOException {
        close();
        stretch = begun;
        next = begun.first();
        open = files.open(begun.file());
    }

    /** The next line that was counted; {@code null} behind the last one. */
    private @Nullable ByteBuffer line() throws IOException {
        if (stretch != null && next >= stretch.end()) {
            int after = stretches.indexOf(stretch) + 1;
            close();
            if (after < stretches.size()) {
                begin(stretches.get(after));
            }
        }
        ByteBuffer line = open == null ? null : open.next();
        next += line == null ? 0 : 1;
        return line;
    }

    @Override
    public void close() {
        LineReader old = open;
        open = null;
        stretch = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (IOException harmless) {
            // nothing was written to it
        }
    }
}
