package io.kafkafetch.adapters.file.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressedLinesTest {

    private static final String CONTENT = "first\nsecond\r\n\nlast";
    private static final List<String> CONTENT_LINES = List.of("first", "second", "", "last");

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content.getBytes(ISO_8859_1));
        }
        return compressed.toByteArray();
    }

    private static byte[] zstd(String content) {
        return Zstd.compress(content.getBytes(ISO_8859_1));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static LineReader reader(byte[] input) throws IOException {
        return LineReader.of(new ByteArrayInputStream(input), 1_000);
    }

    private static List<String> lines(byte[] input) throws IOException {
        try (LineReader reader = reader(input)) {
            return Lines.of(reader);
        }
    }

    @Test
    void gzipIsDecompressed() throws IOException {
        assertThat(lines(gzip(CONTENT))).isEqualTo(CONTENT_LINES);
        assertThat(lines(gzip(""))).isEmpty();
    }

    @Test
    void zstdIsDecompressed() throws IOException {
        assertThat(lines(zstd(CONTENT))).isEqualTo(CONTENT_LINES);
        assertThat(lines(zstd(""))).isEmpty();
    }

    private static byte[] zlib(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream zlib = new DeflaterOutputStream(compressed)) {
            zlib.write(content);
        }
        return compressed.toByteArray();
    }

    @Test
    void zlibIsDecompressed() throws IOException {
        byte[] sound = zlib(CONTENT.getBytes(ISO_8859_1));
        assertThat(lines(sound)).isEqualTo(CONTENT_LINES);
        assertUnreadable(
                joined(sound, sound),
                CONTENT_LINES,
                "the zlib data is over, but other bytes follow",
                2L * sound.length);
        assertThatThrownBy(() -> lines(Arrays.copyOf(sound, sound.length - 3))).hasMessageContaining("cut off");
    }

    private static byte[] xz(String content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream xz = new XZOutputStream(compressed, new LZMA2Options())) {
            xz.write(content.getBytes(ISO_8859_1));
        }
        return compressed.toByteArray();
    }

    private static byte[] bzip2(String content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(compressed)) {
            bzip2.write(content.getBytes(ISO_8859_1));
        }
        return compressed.toByteArray();
    }

    @Test
    void xzAndBzip2AreDecompressedStreamAfterStream() throws IOException {
        assertThat(lines(xz(CONTENT))).isEqualTo(CONTENT_LINES);
        assertThat(lines(bzip2(CONTENT))).isEqualTo(CONTENT_LINES);
        assertThat(lines(xz(""))).isEmpty();
        assertThat(lines(bzip2(""))).isEmpty();
        assertThat(lines(joined(xz("a\nb"), xz("c\n"), new byte[4]))).containsExactly("a", "bc");
        assertThat(lines(joined(bzip2("a\nb"), bzip2("c\n")))).containsExactly("a", "bc");
    }

    @Test
    void whatIsWrongWithXzAndBzip2IsToldAfterTheLines() throws IOException {
        byte[] xz = xz(CONTENT);
        byte[] bzip2 = bzip2(CONTENT);
        assertUnreadable(joined(xz, bzip2), CONTENT_LINES, "the xz data is damaged (", xz.length + bzip2.length);
        assertUnreadable(
                joined(bzip2, new byte[] {7}), CONTENT_LINES, "the bzip2 data is damaged (", bzip2.length + 1L);
        assertUnreadable(Arrays.copyOf(xz, xz.length - 3), CONTENT_LINES, "the xz data ends too soon", xz.length - 3L);
        assertUnreadable(
                Arrays.copyOf(bzip2, bzip2.length - 3),
                CONTENT_LINES,
                "the bzip2 data is damaged (Unexpected end of stream)",
                bzip2.length - 3L);
    }

    @Test
    void textThatBeginsLikeBzip2IsText() throws IOException {
        assertThat(lines("BZh9 is a name\n".getBytes(ISO_8859_1))).containsExactly("BZh9 is a name");
    }

    @Test
    void whatWasCompressedTwiceIsDecompressedTwice() throws IOException {
        byte[] twice = zlib(gzip(CONTENT));
        try (LineReader reader = LineReader.of(new ByteArrayInputStream(twice), 1_000, LineReader.Text.AS_IT_IS)) {
            assertThat(Lines.of(reader)).isEqualTo(CONTENT_LINES);
            assertThat(reader.inputBytes()).isEqualTo(twice.length);
        }
    }

    @Test
    void zstdThatIsSoundButNotReadSaysWhatItNeeds() {
        byte[] window = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xa8, 1, 0, 0}; // 2 GiB
        assertThatThrownBy(() -> lines(window))
                .hasMessageContaining("a window above 128 MiB")
                .hasMessageContaining("--long=31");

        byte[] dictionary = Zstd.compressUsingDict(CONTENT.getBytes(ISO_8859_1), dictionary(), 3);
        assertThatThrownBy(() -> lines(dictionary))
                .hasMessageContaining("needs the dictionary")
                .hasMessageContaining("-D");
    }

    private static byte[] dictionary() {
        byte[][] samples = new byte[2_000][];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ("{\"user_id\":\"" + i * 7919 + "\",\"locale\":\"RI\",\"n\":" + i + "}").getBytes(ISO_8859_1);
        }
        byte[] dictionary = new byte[4_096];
        long length = Zstd.trainFromBuffer(samples, dictionary);
        return Arrays.copyOf(dictionary, (int) length);
    }

    @Test
    void positionsAreThoseOfTheContentAndInputBytesThoseOfTheInput() throws IOException {
        byte[] input = gzip(CONTENT);
        try (LineReader reader = reader(input)) {
            reader.next();
            assertThat(reader.position()).isEqualTo("first\n".length());
            Lines.of(reader);
            assertThat(reader.position()).isEqualTo(CONTENT.length());
            assertThat(reader.inputBytes()).isEqualTo(input.length);
        }
    }

    @Test
    void aMarkInsideIsSkipped() throws IOException {
        assertThat(lines(gzip("\u00ef\u00bb\u00bfa\n"))).containsExactly("a");
    }

    @Test
    void severalMembersAreOneContent() throws IOException {
        assertThat(lines(joined(gzip("a\nb"), gzip(""), gzip("c\nd\n"), gzip("e"))))
                .containsExactly("a", "bc", "d", "e");
        assertThat(lines(joined(zstd("a\nb"), zstd(""), zstd("c\nd\n"), zstd("e"))))
                .containsExactly("a", "bc", "d", "e");
    }

    /** {@code available()} of a pipe is 0 between what two writers wrote; GZIPInputStream ends there. */
    @Test
    void membersThatArriveOneByOneAreOneContent() throws IOException {
        InputStream parts = new SequenceInputStream(
                new ByteArrayInputStream(gzip("a\nb\n")), new ByteArrayInputStream(gzip("c\n")));
        try (LineReader reader = LineReader.of(parts, 1_000)) {
            assertThat(Lines.of(reader)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void everyKindOfGzipHeaderIsRead() throws IOException {
        byte[] plain = gzip(CONTENT);
        byte[] header = {
            0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, 'n', 0, 'c', 'c', 0, 9, 9
        };

        assertThat(lines(joined(header, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo(CONTENT_LINES);
    }

    @Test
    void framesToBeSkippedAreSkipped() throws IOException {
        byte[] skipped = {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2};

        assertThat(lines(joined(skipped, zstd(CONTENT)))).isEqualTo(CONTENT_LINES);
    }

    @Test
    void gzipCutOffAnywhereGivesWhatIsThereAndThenSaysWhere() throws IOException {
        byte[] whole = joined(gzip("a\nfirst member"), gzip(CONTENT + noise(300)));
        String content = "a\nfirst member" + CONTENT + noise(300);
        int boundary = gzip("a\nfirst member").length;
        int mostSeen = 0;
        for (int length = 2; length < whole.length; length++) {
            if (length == boundary) {
                continue;
            }
            try (LineReader reader = reader(Arrays.copyOf(whole, length))) {
                List<String> seen = Lines.before(reader, reader::next);

                assertThatThrownBy(reader::next)
                        .isInstanceOf(UnreadableInputException.class)
                        .hasMessage("the gzip data ends too soon: it was cut off, or is still being written, at byte "
                                + length + " of the input");
                assertThat(seen).isEqualTo(linesOf(content, reader.position()));
                assertThat((int) reader.position()).isGreaterThanOrEqualTo(mostSeen);
                mostSeen = (int) reader.position();
            }
        }
        assertThat(mostSeen).isEqualTo(content.length());
    }

    @Test
    void zstdCutOffAnywhereSaysSo() throws IOException {
        byte[] whole = joined(zstd("first\n"), zstd(CONTENT));
        int firstFrame = zstd("first\n").length;
        for (int length = 4; length < whole.length; length++) {
            if (length == firstFrame) {
                continue;
            }
            try (LineReader reader = reader(Arrays.copyOf(whole, length))) {
                List<String> seen = Lines.before(reader, reader::next);

                assertThat(seen).isEqualTo(linesOf("first\n" + CONTENT, reader.position()));
                assertThat(reader.position()).isGreaterThanOrEqualTo(length > firstFrame ? "first\n".length() : 0);
                assertThatThrownBy(reader::next)
                        .isInstanceOf(UnreadableInputException.class)
                        .hasMessage("the zstd data ends too soon: it was cut off, or is still being written, at byte "
                                + length + " of the input");
            }
        }
    }

    @Test
    void aWrongChecksumIsToldAfterTheLines() throws IOException {
        byte[] input = gzip(CONTENT);
        input[input.length - 8] ^= 1;
        assertUnreadable(input, CONTENT_LINES, "does not match its checksum", input.length);
    }

    @Test
    void aWrongLengthIsToldAfterTheLines() throws IOException {
        byte[] input = gzip(CONTENT);
        input[input.length - 4] ^= 1;
        assertUnreadable(input, CONTENT_LINES, "does not match its length", input.length);
    }

    @Test
    void otherBytesAfterGzipAreToldAfterTheLines() throws IOException {
        byte[] input = joined(gzip(CONTENT), "rubbish".getBytes(ISO_8859_1));
        assertUnreadable(input, CONTENT_LINES, "is over, but other bytes follow", gzip(CONTENT).length + 1);
        assertUnreadable(
                joined(gzip(CONTENT), new byte[9], new byte[] {7}),
                CONTENT_LINES,
                "is over, but other bytes follow",
                gzip(CONTENT).length + 10);
    }

    @Test
    void zerosAfterGzipArePadding() throws IOException {
        assertThat(lines(joined(gzip(CONTENT), new byte[100_000]))).isEqualTo(CONTENT_LINES);
    }

    /** The content in front of damage comes, however it lies in the buffers. */
    @Test
    void contentBeforeDamageIsDelivered() throws IOException {
        String content = noise(100_000);
        byte[] input = gzip(content);
        int at = input.length / 2;
        Arrays.fill(input, at, at + 500, (byte) 0xff);
        try (LineReader reader = reader(input)) {
            Lines.before(reader, reader::next);

            assertThat(reader.position()).isGreaterThan(content.length() * 4L / 10);
            assertThatThrownBy(reader::next)
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageStartingWith("the gzip data ");
        }
    }

    @Test
    void contentBeforeDamageOfZstdIsDelivered() throws IOException {
        String content = noise(400_000);
        byte[] frame = zstd(content);
        byte[] reservedBit = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x2c, 1, 2, 3, 4, 5};
        for (byte[] after : List.of(reservedBit, "rubbish".getBytes(ISO_8859_1))) {
            try (LineReader reader = reader(joined(frame, after))) {
                assertThat(Lines.before(reader, reader::next)).isEqualTo(linesOf(content, content.length()));
                assertThatThrownBy(reader::next)
                        .isInstanceOf(UnreadableInputException.class)
                        .hasMessageStartingWith("the zstd data is damaged, at byte ");
            }
        }
    }

    @Test
    void whatHardlyAndWhatWellCompressesIsDecompressed() throws IOException {
        for (String content : List.of(noise(3_000_000), "{}\n".repeat(3_000_000))) {
            assertThat(lines(zstd(content))).isEqualTo(List.of(content.split("\n")));
            assertThat(lines(gzip(content))).isEqualTo(List.of(content.split("\n")));
        }
    }

    /** As readNBytes does once it has enough. */
    @Test
    void readingNothingChangesNothing() throws IOException {
        for (byte[] input : List.of(gzip(CONTENT), zstd(CONTENT))) {
            CountedInput counted = new CountedInput(new ByteArrayInputStream(input));
            try (InputStream content = new ReadAhead(Compression.of(counted).open(counted)).start()) {
                assertThat(content.readNBytes(8)).isEqualTo("first\nse".getBytes(ISO_8859_1));
                assertThat(content.readAllBytes()).isEqualTo("cond\r\n\nlast".getBytes(ISO_8859_1));
            }
            counted = new CountedInput(new ByteArrayInputStream(input));
            try (InputStream content = Compression.of(counted).open(counted)) {
                assertThat(content.readNBytes(8)).isEqualTo("first\nse".getBytes(ISO_8859_1));
                assertThat(content.readAllBytes()).isEqualTo("cond\r\n\nlast".getBytes(ISO_8859_1));
            }
        }
    }

    @Test
    void headersThatNobodyKnowsAreRefused() throws IOException {
        byte[] method = gzip(CONTENT);
        method[2] = 7;
        assertUnreadable(method, List.of(), "unknown method", 3);
        byte[] flags = gzip(CONTENT);
        flags[3] = 0x20;
        assertUnreadable(flags, List.of(), "unknown kind of header", 4);
    }

    @Test
    void longInputIsDecompressedAhead(@TempDir Path folder) throws IOException {
        String content = noise(3_000_000);
        Path file = Files.write(folder.resolve("logins.gz"), gzip(content));
        try (LineReader reader = LineReader.open(file, 1_000, LineReader.Text.AS_IT_IS)) {
            assertThat(Lines.of(reader)).isEqualTo(List.of(content.split("\n")));
            assertThat(reader.next()).isNull();
        }
        Files.write(file, Arrays.copyOf(gzip(content), 1_000_000));
        try (LineReader reader = LineReader.open(file, 1_000, LineReader.Text.AS_IT_IS)) {
            List<String> seen = Lines.before(reader, reader::next);
            assertThat(seen.size()).isGreaterThan(1_000);
            assertThatThrownBy(reader::next).hasMessageContaining("at byte 1000000 of the input");
        }
    }

    private static List<String> linesOf(String content, long length) throws IOException {
        return lines(content.substring(0, (int) length).getBytes(ISO_8859_1));
    }

    private static void assertUnreadable(byte[] input, List<String> lines, String why, long atByte) throws IOException {
        try (LineReader reader = reader(input)) {
            assertThat(Lines.before(reader, reader::next)).isEqualTo(lines);
            assertThatThrownBy(reader::next)
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageContaining(why)
                    .hasMessageEndingWith("at byte " + atByte + " of the input");
        }
    }

    /** Text that hardly compresses, in lines of 60. */
    private static String noise(int length) {
        Random random = new Random(1);
        return IntStream.range(0, length)
                .mapToObj(i -> i % 61 == 60 ? "\n" : Character.toString('a' + random.nextInt(26)))
                .collect(Collectors.joining());
    }
}
