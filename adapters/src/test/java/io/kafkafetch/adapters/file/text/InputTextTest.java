package io.kafkafetch.adapters.file.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTextTest {

    private static final String MARK = "\ufeff";
    private static final List<String> ENCODINGS = List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE");

    private final InputText text = new InputText();

    /** How objects are laid out in an input; each has two at least. */
    enum Layout {
        LINES("", "\n", "\n"),
        CRLF("", "\r\n", "\r\n"),
        CR("", "\r", "\r"),
        UNTERMINATED("", "\n", ""),
        ARRAY_IN_LINES("[", ",\n", "]"),
        ARRAY_WITH_LEADING_COMMAS("[\n", "\n, ", "\n]\n"),
        ARRAY_IN_CRLF("[\r\n", ",\r\n", "\r\n]\r\n"),
        ARRAY_IN_ONE_LINE("[", ",", "]"),
        PRETTY_ARRAY("[\n", ",\n", "\n]"),
        PRETTY_OBJECTS("", "\n", "\n"),
        CONCATENATED("", "", "");

        private final String before;
        private final String between;
        private final String after;

        Layout(String before, String between, String after) {
            this.before = before;
            this.between = between;
            this.after = after;
        }

        String of(List<String> objects) {
            boolean pretty = this == PRETTY_ARRAY || this == PRETTY_OBJECTS;
            return before
                    + objects.stream()
                            .map(object -> pretty ? "{\n  " + object.substring(1, object.length() - 1) + "\n}" : object)
                            .collect(Collectors.joining(between))
                    + after;
        }
    }

    private static InputStream bytes(String content, String charset) {
        return new ByteArrayInputStream(content.getBytes(Charset.forName(charset)));
    }

    private List<String> read(InputStream content) throws IOException {
        try (InputStream read = text.open(content)) {
            return new String(read.readAllBytes(), UTF_8).lines().toList();
        }
    }

    @Property(tries = 400)
    void everyLayoutInEveryEncodingHoldsTheSameObjects(
            @ForAll("objects") List<String> objects,
            @ForAll Layout layout,
            @ForAll("encodings") String encoding,
            @ForAll boolean marked,
            @ForAll @IntRange(min = 1, max = 7) int chunk)
            throws IOException {
        String content = (marked ? MARK : "") + layout.of(objects);
        InputStream slow = new InputStream() {
            private final InputStream input = bytes(content, encoding);

            @Override
            public int read() throws IOException {
                return input.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return input.read(bytes, offset, Math.min(length, chunk));
            }
        };

        List<String> lines = new ArrayList<>(read(slow));
        lines.set(0, lines.getFirst().replace(MARK, "")); // the mark of UTF-8 is for the reader of lines
        lines.replaceAll(line -> line.replaceFirst("^\\{ ", "{").replaceFirst(" }$", "}"));

        assertThat(lines).isEqualTo(objects);
    }

    @Provide
    Arbitrary<List<String>> objects() {
        return Arbitraries.strings()
                .ofMinLength(0)
                .ofMaxLength(20)
                .withChars("ab ,:[]'é日")
                .map(value -> "{\"a\":\"" + value + "\\\\\",\"b\":[1,{\"c\":\"\\\"{\"}]}")
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of(ENCODINGS);
    }

    /** A partition that was exported may begin with any record; each of its lines is one all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1}]",
                "[1,2]",
                "[]",
                "{",
                "{\"a\":\"cut o",
                "{\"a\":1}{\"b\":2}",
                "null",
                "\"text\"",
                "x,y,z",
                "[{\"a\":\"cut o"
            })
    void aFirstLineThatIsOddLeavesTheOthersTheirLines(String first) throws IOException {
        List<String> lines = List.of(first, "{\"user_id\":\"u\"}", "{\"user_id\":\"v\"}");

        assertThat(read(bytes(String.join("\n", lines), "UTF-8"))).isEqualTo(lines);
    }

    @Test
    void whatIsNoCharacterIsNoUtf8AndLeavesTheOtherLinesAlone() throws IOException {
        byte[] loneHigh = {'{', 0, '\n', 0, 0, (byte) 0xd8, '\n', 0, 'b', 0, 'x'};
        try (InputStream read = text.open(new ByteArrayInputStream(loneHigh))) {
            assertThat(new String(read.readAllBytes(), ISO_8859_1)).isEqualTo("{\n\u00ed\u00a0\u0080\nb\u00ff");
        }
    }

    @Test
    void aFailureComesAfterWhatWasReadBeforeIt() throws IOException {
        InputStream failing = new InputStream() {
            private int next;

            @Override
            public int read() throws IOException {
                if (next == 3) {
                    throw new IOException("gone");
                }
                return "a\nb".charAt(next++);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        try (InputStream read = text.open(failing)) {
            assertThat(read.readNBytes(3)).asString(UTF_8).isEqualTo("a\nb");
            assertThatThrownBy(read::read).hasMessage("gone");
        }
    }

    @Test
    void aJsonLineIsNotWaitedBehind() throws IOException {
        InputStream pipe = new InputStream() {
            private int next;

            @Override
            public int read() {
                String line = "{\"a\":1}\n";
                if (next == line.length()) {
                    throw new AssertionError("nothing more will come");
                }
                return line.charAt(next++);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        try (InputStream read = text.open(pipe)) {
            assertThat(read.readNBytes(8)).asString(UTF_8).isEqualTo("{\"a\":1}\n");
        }
    }

    @Test
    void aDocumentMayBeOfAnyLength() throws IOException {
        List<String> objects = IntStream.range(0, 50_000)
                .mapToObj(i -> "{\"n\":\"" + i + "\"}")
                .toList();

        assertThat(read(bytes(Layout.PRETTY_ARRAY.of(objects), "UTF-16BE")))
                .hasSize(50_000)
                .last()
                .isEqualTo("{ \"n\":\"49999\" }");
        assertThat(text.differences())
                .hasValueSatisfying(said ->
                        assertThat(said).isEqualTo("UTF-16 (big endian), JSON arrays or several lines a record"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            user_id,ip,timestamp\\na,1.2.3.4,5 | CSV
            user_id;ip;timestamp\\na;1.2.3.4;5 | CSV
            user_id\\tip\\ttimestamp\\na\\t1\\t5 | tab-separated
            2026-01-05 10:00:00,123 INFO login ok | a log:
            Jan  5 10:00:00 host sshd[1]: login | a log:
            127.0.0.1 - - [05/Jan/2026] "GET /" | a log:
            2026-01-05T10:00:00Z INFO {"user_id":"u"} | a log with JSON
            <?xml version="1.0"?>\\n<a/> | XML
            \\1\\2\\3 | binary
            {"a": | JSON, but
            hello | something else
            """)
    void whatIsNotReadIsNamed(String content, String named) throws IOException {
        read(bytes(content.translateEscapes(), "UTF-8"));

        assertThat(text.differences()).isEmpty();
        assertThat(text.hint()).contains("looks like " + named);
    }

    @ParameterizedTest
    @CsvSource({
        "504b0304, zip",
        "fd377a585a00, xz",
        "425a68, bzip2",
        "04224d18, lz4",
        "50415231, Parquet",
        "4f626a01, Avro"
    })
    void whatIsPackedIsRefusedAndSaysHowToUnpackIt(String hex, String named) {
        byte[] packed = HexFormat.of().parseHex(hex + "00ff00ff");

        assertThatThrownBy(() -> text.open(new ByteArrayInputStream(packed)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("| kafka-fetch analyze -");
    }

    @Test
    void nothingIsNothing() throws IOException {
        assertThat(Stream.of("", "\n", "\r").map(content -> bytes(content, "UTF-8")))
                .allSatisfy(content -> assertThat(read(content)).allMatch(String::isBlank));
    }
}
