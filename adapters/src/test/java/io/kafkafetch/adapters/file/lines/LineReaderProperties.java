package io.kafkafetch.adapters.file.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Against an oracle that has all bytes at once and takes them one by one. */
class LineReaderProperties {

    private static final int BLOCK_BYTES = 300;

    @Property(tries = 5_000)
    void linesAreTheSameHoweverTheBytesArrive(
            @ForAll("texts") String text,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 400) Integer> chunks,
            @ForAll @IntRange(min = 1, max = 700) int bound)
            throws IOException {
        try (LineReader reader = LineReader.of(new Chunked(text, chunks), bound, BLOCK_BYTES)) {
            assertThat(Lines.of(reader)).isEqualTo(oracle(text, bound));
            assertThat(reader.position()).isEqualTo(text.length());
            assertThat(reader.inputBytes()).isEqualTo(text.length());
        }
    }

    @Property(tries = 1_000)
    void everyPositionIsThatOfALineAndItsFingerprintThatOfTheBytesBefore(
            @ForAll("texts") String text,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 400) Integer> chunks,
            @ForAll @IntRange(min = 1, max = 700) int bound)
            throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        List<String> lines = oracle(text, bound);
        try (LineReader reader = LineReader.of(new Chunked(text, chunks), bound, BLOCK_BYTES)) {
            while (reader.next() != null) {
                int position = (int) reader.position();
                assertThat(reader.fingerprint())
                        .isEqualTo(LineReader.fingerprint(bytes, Math.max(0, position - 256), position));
                assertThat(rest(text, position, bound)).isEqualTo(lines.subList((int) reader.lines(), lines.size()));
            }
        }
    }

    private static List<String> rest(String text, int position, int bound) throws IOException {
        byte[] before = text.substring(Math.max(0, position - 256), position).getBytes(ISO_8859_1);
        InputStream content = new ByteArrayInputStream(text.substring(position).getBytes(ISO_8859_1));
        try (LineReader reader = LineReader.from(content, position, before, bound)) {
            return Lines.of(reader);
        }
    }

    /** Lines of all lengths, with what is special about lines and marks more often than chance would have it. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> special = Arbitraries.of(
                "\n", "\r\n", "\r", "\u00ef\u00bb\u00bf", "\u00ef", "\0", "", "\n\n", "{}\n", "\u008a", "\u000b");
        Arbitrary<String> run = Arbitraries.integers().between(0, 900).map("x"::repeat);
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20);
        return Arbitraries.frequencyOf(Tuple.of(6, special), Tuple.of(2, run), Tuple.of(2, any))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts))
                .filter(LineReaderProperties::isPlain);
    }

    private static boolean isPlain(String text) {
        return Compression.of(new CountedInput(new ByteArrayInputStream(text.getBytes(ISO_8859_1))))
                == Compression.NONE;
    }

    private static List<String> oracle(String text, int bound) {
        String content = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c != '\n') {
                line.append(c);
                continue;
            }
            boolean carriage = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
            lines.add(bounded(carriage ? line.substring(0, line.length() - 1) : line.toString(), bound));
            line.setLength(0);
        }
        if (!line.isEmpty()) {
            lines.add(bounded(line.toString(), bound));
        }
        return lines;
    }

    private static String bounded(String line, int bound) {
        return line.length() <= bound ? line : line.substring(0, bound) + "!";
    }

    /** Reads that return these numbers of bytes, over and over. */
    private static final class Chunked extends InputStream {
        private final ByteArrayInputStream bytes;
        private final List<Integer> chunks;
        private int reads;

        Chunked(String text, List<Integer> chunks) {
            this.bytes = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
            this.chunks = chunks;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, Math.min(length, chunks.get(reads++ % chunks.size())));
        }

        @Override
        public int read() {
            return bytes.read();
        }
    }
}
