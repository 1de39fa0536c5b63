package io.kafkafetch.adapters.file.bookmark;

import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.lines.Compression;
import io.kafkafetch.adapters.file.lines.CountedInput;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;

/** Finds the place of a bookmark in a file that was changed before it, as by an editor. Pure but for reading the file. */
public final class EditedFile {

    private EditedFile() {}

    /**
     * The end of the line before which the same bytes are as before the bookmark, the one nearest to where it was; empty
     * where there is none, or where so few bytes were read that others may be the same.
     */
    public static OptionalLong placeIn(Part part, Bookmark bookmark) throws IOException {
        if (bookmark.position() < Mark.BYTES) {
            return OptionalLong.empty();
        }
        OptionalLong nearest = OptionalLong.empty();
        byte[] last = new byte[2 * Mark.BYTES];
        int end = 0;
        try (InputStream input = content(part)) {
            long position = 0;
            for (int next = input.read(); next >= 0; next = input.read()) {
                if (end == last.length) {
                    System.arraycopy(last, Mark.BYTES, last, 0, Mark.BYTES);
                    end = Mark.BYTES;
                }
                last[end++] = (byte) next;
                position++;
                if (next == '\n'
                        && end >= Mark.BYTES
                        && LineReader.fingerprint(last, end - Mark.BYTES, end) == bookmark.fingerprint()
                        && (nearest.isEmpty()
                                || Math.abs(position - bookmark.position())
                                        < Math.abs(nearest.getAsLong() - bookmark.position()))) {
                    nearest = OptionalLong.of(position);
                }
            }
        } catch (NoSuchFileException | UnreadableInputException gone) {
            return OptionalLong.empty();
        }
        return nearest;
    }

    /** Where the first line begins that is not before this position; where the last whole line ends if there is none. */
    public static long lineFrom(Part part, long position) throws IOException {
        long end = 0;
        try (InputStream input = content(part)) {
            long read = 0;
            for (int next = input.read(); next >= 0 && end < position; next = input.read()) {
                read++;
                if (next == '\n') {
                    end = read;
                }
            }
        }
        return end;
    }

    private static InputStream content(Part part) throws IOException {
        CountedInput input = new CountedInput(Channels.newInputStream(Content.channel(part)));
        return new BufferedInputStream(Compression.of(input).open(input));
    }
}
