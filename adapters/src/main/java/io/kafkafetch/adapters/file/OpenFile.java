package io.kafkafetch.adapters.file;

import io.kafkafetch.adapters.file.LogFolder.Part;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** A file that is being read, under whatever name it has by now. Not thread-safe. */
final class OpenFile implements AutoCloseable {

    private final Path path;
    private FileIdentity identity;
    private final FileChannel channel;
    private final LineReader lines;
    private final boolean compressed;

    private OpenFile(Path path, FileIdentity identity, FileChannel channel, LineReader lines, boolean compressed) {
        this.path = path;
        this.identity = identity;
        this.channel = channel;
        this.lines = lines;
        this.compressed = compressed;
    }

    /** From its beginning. */
    static OpenFile open(Part part, FileOwner owner, int maxLineBytes) throws IOException {
        return at(part, new byte[0], 0, owner, maxLineBytes);
    }

    /** From a place, if it is the file that the place is in: what is before it has the bookmark's fingerprint. */
    static Optional<OpenFile> open(Part part, Bookmark place, FileOwner owner, int maxLineBytes) throws IOException {
        Optional<byte[]> before = contentBefore(part.path(), place.position(), owner);
        return before.isPresent() && LineReader.fingerprint(before.get(), 0, before.get().length) == place.fingerprint()
                ? Optional.of(at(part, before.get(), place.position(), owner, maxLineBytes))
                : Optional.empty();
    }

    /** The name it had when it was opened. */
    Path path() {
        return path;
    }

    FileIdentity identity() {
        return identity;
    }

    /** It was seen again, perhaps modified later. */
    void identityIs(FileIdentity now) {
        identity = now;
    }

    LineReader lines() {
        return lines;
    }

    boolean isCompressed() {
        return compressed;
    }

    /** The place after the last line that was returned. */
    Bookmark bookmark() {
        return new Bookmark(identity.name(), lines.position(), lines.fingerprint());
    }

    /** Whether what was read of it is still there: it was not truncated, nor written anew. */
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

    /** @throws IOException also if the path leads to another file by now, which must not be read in this one's place */
    private static OpenFile at(Part part, byte[] before, long position, FileOwner owner, int maxLineBytes)
            throws IOException {
        Path path = part.path();
        FileIdentity identity = part.identity();
        if (Files.isDirectory(path)) {
            throw UnreadableInputException.directory();
        }
        FileChannel channel = channel(path);
        try {
            boolean compressed = !owner.writesLinesAlone() && compressionOf(path) != Compression.NONE;
            LineReader lines = compressed
                    ? decompressing(channel, before, position, maxLineBytes)
                    : LineReader.from(
                            new Growing(channel.position(position), identity.key(), owner),
                            position,
                            before,
                            maxLineBytes);
            if (!identity(path).isSameFile(identity)) {
                throw new IOException("the file was replaced while it was opened");
            }
            return new OpenFile(
                    path, identity, channel, owner.writesLinesAlone() ? lines.unmarked() : lines, compressed);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static FileIdentity identity(Path path) throws IOException {
        return FileIdentity.at(path).orElseThrow(() -> UnreadableInputException.missing(null));
    }

    private static FileChannel channel(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException missing) {
            throw UnreadableInputException.missing(missing);
        } catch (AccessDeniedException denied) {
            throw UnreadableInputException.denied(denied);
        }
    }

    private static LineReader decompressing(FileChannel channel, byte[] before, long position, int maxLineBytes)
            throws IOException {
        CountedInput input = new CountedInput(Channels.newInputStream(channel));
        InputStream content = new ReadAhead(Compression.of(input).open(input)).start();
        content.skipNBytes(position);
        return LineReader.from(input, content, position, before, maxLineBytes);
    }

    /** The up to 256 bytes before a place of the content; empty where there is no such place. */
    private static Optional<byte[]> contentBefore(Path path, long position, FileOwner owner) throws IOException {
        long from = Math.max(0, position - LineReader.HISTORY_BYTES);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            InputStream content;
            CountedInput input = new CountedInput(Channels.newInputStream(channel));
            Compression compression = owner.writesLinesAlone() ? Compression.NONE : Compression.of(input);
            if (compression == Compression.NONE) {
                content = Channels.newInputStream(channel.position(from));
            } else {
                content = compression.open(input);
                content.skipNBytes(from);
            }
            byte[] before = content.readNBytes((int) (position - from));
            return before.length == position - from ? Optional.of(before) : Optional.empty();
        } catch (EOFException | UnreadableInputException | NoSuchFileException noSuchPlace) {
            return Optional.empty();
        }
    }

    /** How a file is compressed. */
    static Compression compressionOf(Path path) throws IOException {
        try (InputStream input = Files.newInputStream(path)) {
            return Compression.of(new CountedInput(input));
        }
    }

    /** A file that may grow, as far as its owner lets it be read. */
    private static final class Growing extends FilterInputStream {
        private final FileChannel channel;
        private final Object key;
        private final FileOwner owner;

        Growing(FileChannel channel, Object key, FileOwner owner) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
            this.key = key;
            this.owner = owner;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long readable = Math.min(length, owner.readableBytes(key) - channel.position());
            return readable <= 0 ? -1 : super.read(bytes, offset, (int) readable);
        }
    }
}
