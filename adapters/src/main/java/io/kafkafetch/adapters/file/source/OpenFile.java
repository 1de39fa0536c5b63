package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.bookmark.Content;
import io.kafkafetch.adapters.file.bookmark.Content.Sample;
import io.kafkafetch.adapters.file.bookmark.KnownFiles;
import io.kafkafetch.adapters.file.bookmark.Mark;
import io.kafkafetch.adapters.file.bookmark.UnreadFiles.Unread;
import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.lines.Compression;
import io.kafkafetch.adapters.file.lines.CountedInput;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.file.lines.ReadAhead;
import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A file that is being read, under whatever name it has by now. Not thread-safe. */
final class OpenFile implements AutoCloseable {

    private final Part part;
    private FileIdentity identity;
    private final FileChannel channel;
    private final LineReader lines;
    private final boolean compressed;

    /** The content's first bytes, as many as a fingerprint is of or as were taken in. */
    private final Supplier<byte[]> first;

    private boolean wasPresent;

    private OpenFile(Unread unread, FileChannel channel, LineReader lines, boolean compressed, Supplier<byte[]> first) {
        this.part = unread.part();
        this.identity = part.identity();
        this.wasPresent = unread.wasPresent();
        this.channel = channel;
        this.lines = lines;
        this.compressed = compressed;
        this.first = first;
    }

    /** From its beginning. */
    static OpenFile open(Part part, FileOwner owner, int maxLineBytes) throws IOException {
        return open(new Unread(part, 0), owner, maxLineBytes);
    }

    /**
     * From a place.
     *
     * @throws IOException also if the path leads to another file by now, which must not be read in this one's place
     */
    static OpenFile open(Unread unread, FileOwner owner, int maxLineBytes) throws IOException {
        Part part = unread.part();
        long position = unread.from();
        Path path = part.path();
        if (Files.isDirectory(path)) {
            throw UnreadableInputException.directory();
        }
        Content content = new Content(part, owner.writesLinesAlone());
        Sample sample = content.at(position)
                .orElseThrow(() -> new IOException(path + " became shorter, or was renamed, while it was opened"));
        FileChannel channel = channel(part);
        try {
            boolean compressed = content.isCompressed();
            byte[] first = compressed ? content.first() : sample.first();
            Growing growing = new Growing(channel, part.identity().key(), owner, first);
            LineReader lines = compressed
                    ? decompressing(channel, sample.before(), position, maxLineBytes)
                    : LineReader.from(growing.from(position), position, sample.before(), maxLineBytes);
            if (!identity(path).isSameFile(part.identity())) {
                throw new IOException("the file was replaced while it was opened");
            }
            return new OpenFile(
                    unread, channel, owner.writesLinesAlone() ? lines.unmarked() : lines, compressed, growing::first);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** What it was when it was opened. */
    Part part() {
        return part;
    }

    FileIdentity identity() {
        return identity;
    }

    /** It was seen as the present file, perhaps modified later. */
    void isPresent(FileIdentity now) {
        identity = now;
        wasPresent = true;
    }

    LineReader lines() {
        return lines;
    }

    boolean isCompressed() {
        return compressed;
    }

    /** Whether there is anything in it by now. The channel of a compressed one is another thread's, which may close it. */
    boolean hasContent() throws IOException {
        return compressed || channel.size() > 0;
    }

    /** The place after the last line that was returned. */
    Bookmark bookmark(KnownFiles known) {
        long position = lines.position();
        int head = LineReader.fingerprint(first.get(), 0, (int) Math.min(Mark.BYTES, position));
        return new Bookmark(identity.name(), position, OptionalInt.of(head), lines.fingerprint(), known, wasPresent);
    }

    /** Whether what was read of it is still there: it was not truncated, nor rewritten. */
    boolean isAsItWas() throws IOException {
        if (compressed) {
            return true;
        }
        byte[] taken = lines.lastTaken();
        byte[] found = new byte[taken.length];
        ByteBuffer room = ByteBuffer.wrap(found);
        long at = lines.inputBytes() - taken.length;
        while (room.hasRemaining()) {
            if (channel.read(room, at + room.position()) < 0) {
                return false;
            }
        }
        return Arrays.equals(taken, found);
    }

    @Override
    public void close() throws IOException {
        lines.close();
        channel.close();
    }

    private static FileIdentity identity(Path path) throws IOException {
        return FileIdentity.at(path).orElseThrow(() -> UnreadableInputException.missing(null));
    }

    private static FileChannel channel(Part part) throws IOException {
        try {
            return Content.channel(part);
        } catch (NoSuchFileException missing) {
            throw UnreadableInputException.missing(missing);
        }
    }

    private static LineReader decompressing(FileChannel channel, byte[] before, long position, int maxLineBytes)
            throws IOException {
        CountedInput input = new CountedInput(Channels.newInputStream(channel));
        InputStream content = new ReadAhead(Compression.of(input).open(input)).start();
        content.skipNBytes(position);
        return LineReader.from(input, content, position, before, maxLineBytes);
    }

    /** A file that may grow, as far as its owner lets it be read; keeps its first bytes. */
    private static final class Growing extends FilterInputStream {
        private final FileChannel channel;
        private final Object key;
        private final FileOwner owner;
        private byte[] first;

        Growing(FileChannel channel, Object key, FileOwner owner, byte[] first) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
            this.key = key;
            this.owner = owner;
            this.first = first;
        }

        Growing from(long position) throws IOException {
            channel.position(position);
            return this;
        }

        byte[] first() {
            return first;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long readable = Math.min(length, owner.readableBytes(key) - channel.position());
            int count = readable <= 0 ? -1 : super.read(bytes, offset, (int) readable);
            int missing = Math.min(Mark.BYTES - first.length, count);
            if (missing > 0) {
                first = Arrays.copyOf(first, first.length + missing);
                System.arraycopy(bytes, offset, first, first.length - missing, missing);
            }
            return count;
        }
    }
}
