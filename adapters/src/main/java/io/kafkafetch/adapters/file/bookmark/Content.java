package io.kafkafetch.adapters.file.bookmark;

import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.lines.Compression;
import io.kafkafetch.adapters.file.lines.CountedInput;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Looks into the content of a file, unpacked where it is compressed, without reading it as a whole.
 *
 * @param plain whether compression is not looked for
 */
public record Content(Part part, boolean plain) {

    /** What fingerprints are made from: the first bytes, and those before a place. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Sample(byte[] first, byte[] before) {

        int head() {
            return LineReader.fingerprint(first, 0, first.length);
        }

        public int tail() {
            return LineReader.fingerprint(before, 0, before.length);
        }
    }

    /** Up to {@link Mark#BYTES} of its first bytes. */
    public byte[] first() throws IOException {
        try (FileChannel channel = channel(part)) {
            return first(channel);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        }
    }

    /** The bytes at a place; empty where the content is shorter or damaged, or there is no such file any more. */
    public Optional<Sample> at(long position) throws IOException {
        try (FileChannel channel = channel(part)) {
            return at(position, channel);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private Optional<Sample> at(long position, FileChannel channel) throws IOException {
        int length = (int) Math.min(Mark.BYTES, position);
        try {
            CountedInput input = new CountedInput(Channels.newInputStream(channel));
            Compression compression = plain ? Compression.NONE : Compression.of(input);
            InputStream content = compression.open(input);
            byte[] first = content.readNBytes(length);
            if (position == length) {
                return first.length == length ? Optional.of(new Sample(first, first)) : Optional.empty();
            }
            byte[] before = compression == Compression.NONE
                    ? Channels.newInputStream(channel.position(position - length))
                            .readNBytes(length)
                    : unpackedBefore(content, position, first);
            return before.length == length ? Optional.of(new Sample(first, before)) : Optional.empty();
        } catch (EOFException | UnreadableInputException noSuchPlace) {
            return Optional.empty();
        }
    }

    /** Whether the content agrees with what the mark says. */
    public boolean holds(Mark mark) throws IOException {
        return mark.length() == Mark.WHOLE
                ? beginsAs(mark)
                : (isCompressed() || part.identity().size() >= mark.length())
                        && at(mark.length())
                                .filter(sample -> sample.head() == mark.head() && sample.tail() == mark.tail())
                                .isPresent();
    }

    /** Whether the content agrees with what was read up to the bookmark. */
    public boolean holds(Bookmark bookmark) throws IOException {
        Optional<Mark> mark = bookmark.mark();
        return mark.isPresent()
                ? beginsAs(mark.get()) && holds(mark.get())
                : at(bookmark.position())
                        .filter(sample -> sample.tail() == bookmark.fingerprint())
                        .isPresent();
    }

    /** Whether its first bytes are what was read first, and so many that no other file has them. */
    public boolean beginsAs(Bookmark bookmark) throws IOException {
        Optional<Mark> mark = bookmark.mark();
        return bookmark.position() >= Mark.TELLING && mark.isPresent() && beginsAs(mark.get());
    }

    /** Whether its first bytes are those of the mark. */
    public boolean beginsAs(Mark mark) throws IOException {
        byte[] first = first();
        return first.length >= mark.headLength() && LineReader.fingerprint(first, 0, mark.headLength()) == mark.head();
    }

    /** What is read of it once it is read to its end; empty where it holds nothing. */
    Optional<Mark> mark() throws IOException {
        byte[] first = first();
        if (first.length == 0) {
            return Optional.empty();
        }
        if (isCompressed()) {
            int head = LineReader.fingerprint(first, 0, first.length);
            return Optional.of(
                    first.length < Mark.BYTES
                            ? new Mark(Mark.NO_FILE, first.length, head, head)
                            : new Mark(Mark.NO_FILE, Mark.WHOLE, head, 0));
        }
        long size = part.identity().size();
        return at(size).map(sample -> new Mark(Mark.NO_FILE, size, sample.head(), sample.tail()));
    }

    /** Whether a compressed content is as long as this; gzip says so at its end, unless it has several members. */
    boolean endsAt(long length) throws IOException {
        try (FileChannel channel = channel(part)) {
            ByteBuffer end = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(end, Math.max(0, channel.size() - Integer.BYTES));
            return (!end.hasRemaining() && end.getInt(0) == (int) length)
                    || at(length + 1).isEmpty();
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    public boolean isCompressed() throws IOException {
        if (plain) {
            return false;
        }
        try (FileChannel channel = channel(part)) {
            return Compression.of(new CountedInput(Channels.newInputStream(channel))) != Compression.NONE;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /**
     * Opens it for reading.
     *
     * @throws UnreadableInputException if it may not be read
     */
    public static FileChannel channel(Part part) throws IOException {
        Set<OpenOption> options = part.isPresent()
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            return FileChannel.open(part.path(), options);
        } catch (AccessDeniedException denied) {
            throw UnreadableInputException.denied(denied);
        }
    }

    private byte[] first(FileChannel channel) throws IOException {
        CountedInput input = new CountedInput(Channels.newInputStream(channel));
        InputStream content = plain ? input : Compression.of(input).open(input);
        try {
            return content.readNBytes(Mark.BYTES);
        } catch (UnreadableInputException damaged) {
            return new byte[0];
        }
    }

    /** Fewer than {@link Mark#BYTES} where the content ends before the position. */
    private static byte[] unpackedBefore(InputStream content, long position, byte[] first) throws IOException {
        long from = position - Mark.BYTES;
        if (from >= first.length) {
            content.skipNBytes(from - first.length);
            return content.readNBytes(Mark.BYTES);
        }
        byte[] rest = content.readNBytes((int) (position - first.length));
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return Arrays.copyOfRange(all, (int) from, Math.max((int) from, all.length));
    }
}
