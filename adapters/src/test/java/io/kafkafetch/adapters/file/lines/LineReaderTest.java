package io.kafkafetch.adapters.file.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {

    private static final String MARK = "\u00ef\u00bb\u00bf";

    private static List<String> lines(String text, int bound) throws IOException {
        try (LineReader reader = LineReader.of(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), bound)) {
            List<String> lines = Lines.of(reader);
            assertThat(reader.position()).isEqualTo(text.length());
            assertThat(reader.inputBytes()).isEqualTo(text.length());
            return lines;
        }
    }

    private static List<String> lines(String text) throws IOException {
        return lines(text, 100);
    }

    @Test
    void linesComeWithoutTheirTerminators() throws IOException {
        assertThat(lines("a\nbc\r\nd\n")).containsExactly("a", "bc", "d");
    }

    @Test
    void anEmptyInputHasNoLine() throws IOException {
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aBlankLineIsALine() throws IOException {
        assertThat(lines("\n\r\n\na\n")).containsExactly("", "", "", "a");
    }

    @Test
    void theLastLineMayGoWithoutTerminator() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
    }

    @Test
    void aLoneCarriageReturnStays() throws IOException {
        assertThat(lines("a\rb\n\r\r\nc\r")).containsExactly("a\rb", "\r", "c\r");
    }

    @Test
    void aMarkIsSkippedAtTheVeryStartOnly() throws IOException {
        assertThat(lines(MARK + "a\n" + MARK + "b\n")).containsExactly("a", MARK + "b");
        assertThat(lines(MARK + MARK + "\n")).containsExactly(MARK);
        assertThat(lines(MARK + "\n")).containsExactly("");
        assertThat(lines("\n" + MARK)).containsExactly("", MARK);
    }

    @Test
    void aMarkAndNothingElseIsNoLine() throws IOException {
        assertThat(lines(MARK)).isEmpty();
        assertThat(lines(MARK.substring(0, 2))).containsExactly(MARK.substring(0, 2));
    }

    @Test
    void zerosAreBytesLikeOthers() throws IOException {
        assertThat(lines("\0\0\0")).containsExactly("\0\0\0");
        assertThat(lines("\0\n\0")).containsExactly("\0", "\0");
    }

    @Test
    void aLineAtTheBoundIsWholeAndOneAboveItIsTooLarge() throws IOException {
        assertThat(lines("12345\n123456\n1\n", 5)).containsExactly("12345", "12345!", "1");
        assertThat(lines("12345\r\n123456\r\n1\r\n", 5)).containsExactly("12345", "12345!", "1");
        assertThat(lines("12345", 5)).containsExactly("12345");
        assertThat(lines("123456", 5)).containsExactly("12345!");
        assertThat(lines("12345\r", 5)).containsExactly("12345!");
        assertThat(lines(MARK + "12345\r\n" + MARK + "12\r\n123", 5)).containsExactly("12345", MARK + "12", "123");
        assertThat(lines(MARK + "123456\r\n1", 5)).containsExactly("12345!", "1");
    }

    @Test
    void linesAreCounted() throws IOException {
        try (LineReader reader = LineReader.of(new ByteArrayInputStream("a\r\n\nb".getBytes(ISO_8859_1)), 100)) {
            reader.next();
            assertThat(reader.lines()).isEqualTo(1);
            assertThat(reader.position()).isEqualTo(3);
            reader.next();
            reader.next();
            assertThat(reader.next()).isNull();
            assertThat(reader.lines()).isEqualTo(3);
        }
    }

    /** 2 GiB, of which the reader may keep its bound: with all of it in memory this test would end in an error. */
    @Test
    void aGiganticLineIsSkippedInFlatMemory() throws IOException {
        int bound = 1 << 20;
        long length = 1L << 31;
        try (LineReader reader = LineReader.of(new Gigantic(length, "\nnext\n"), bound)) {
            long before = used();
            ByteBuffer line = requireNonNull(reader.next());

            assertThat(line.remaining()).isEqualTo(bound);
            assertThat(reader.tooLarge()).isTrue();
            assertThat(reader.position()).isEqualTo(length + 1);
            assertThat(used() - before).isLessThan(8L << 20);
            assertThat(Lines.of(reader)).containsExactly("next");
        }
    }

    @Test
    void aBoundOutOfRangeIsRefused() {
        assertThatThrownBy(() -> LineReader.of(InputStream.nullInputStream(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LineReader.of(InputStream.nullInputStream(), (1 << 30) + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatFailsIsToldAfterAllThatWasRead() throws IOException {
        try (LineReader reader = LineReader.of(new Failing("a\nbcd"), 100)) {
            assertThat(Lines.before(reader, reader::next)).containsExactly("a", "bcd");
            assertThatThrownBy(reader::next)
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessage("reading fails (the disk is gone), at byte 5 of the input");
        }
        try (LineReader reader = LineReader.of(new Failing("\nb"), 100)) {
            assertThat(Lines.before(reader, reader::next)).containsExactly("", "b");
            assertThatThrownBy(reader::next).hasMessageContaining("at byte 2 of");
        }
    }

    @Test
    void whatCannotBeOpenedIsNamed(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> LineReader.open(folder, 100, LineReader.Text.AS_IT_IS))
                .hasMessage("this is a directory, not a file")
                .asInstanceOf(type(UnreadableInputException.class))
                .returns(0L, UnreadableInputException::atByte);
        assertThatThrownBy(() -> LineReader.open(folder.resolve("missing"), 100, LineReader.Text.AS_IT_IS))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("there is no such file");
        Path file = Files.writeString(folder.resolve("logins"), "a\nb");
        try (LineReader reader = LineReader.open(file, 100, LineReader.Text.AS_IT_IS)) {
            assertThat(Lines.of(reader)).containsExactly("a", "b");
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** A text, a byte a read, then an error. */
    private static final class Failing extends InputStream {
        private final byte[] text;
        private int next;

        Failing(String text) {
            this.text = text.getBytes(ISO_8859_1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (next == text.length) {
                throw new IOException("the disk is gone");
            }
            bytes[offset] = text[next++];
            return 1;
        }

        @Override
        public int read() {
            throw new AssertionError("byte by byte");
        }
    }

    /** So many times an x, then a text. */
    private static final class Gigantic extends InputStream {
        private long left;
        private final ByteArrayInputStream after;

        Gigantic(long length, String after) {
            this.left = length;
            this.after = new ByteArrayInputStream(after.getBytes(ISO_8859_1));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return after.read(bytes, offset, length);
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }

        @Override
        public int read() {
            throw new AssertionError("byte by byte");
        }
    }
}
