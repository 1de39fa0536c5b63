package io.kafkafetch.adapters.file.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsInputTest {

    private static final Path SAMPLES = Path.of("src/test/resources/io/kafkafetch/adapters/json/mapping");
    private static final Pointer POINTER = Pointer.of("/a~1b/1/Records");

    /** What an export holds beside its array, and what looks like the array and is not. */
    private static final List<String> BEFORE = List.of(
            "",
            "\"Records\":[1,2],",
            "\"n\":\"\\\"}]{[,\\\\\",\"a\":{\"b\":[{},[]]},",
            "\"a/\":[0,{\"Records\":[3]}],\"a~1b\":[0,{\"Records\":[4]}],\"1\":{\"Records\":[5]},",
            "\"x\":{\"a/b\":[0,{\"Records\":[6]}]},");

    private static final List<String> AFTER = List.of("", ",\"nextLink\":\"https://[]{}\",\"Records\":[7]");

    static Stream<String> exported() {
        return Presets.NAMES.stream().filter(name -> Files.exists(SAMPLES.resolve(name + ".export.json")));
    }

    @ParameterizedTest
    @MethodSource("exported")
    void anExportHoldsWhatItsEventsAreALineEach(String name) throws IOException, FaultyMappingException {
        LoginMapping mapping = MappingReader.read(Presets.text(name).orElseThrow());
        byte[] lines = Files.readAllBytes(SAMPLES.resolve(name + ".jsonl"));
        byte[] export = Files.readAllBytes(SAMPLES.resolve(name + ".export.json"));
        byte[] inOneLine = new String(export, UTF_8).replaceAll("\\n *", "").getBytes(UTF_8);

        List<Validation> verdicts = verdicts(mapping, lines);
        assertThat(verdicts).hasSizeGreaterThan(10);
        assertThat(verdicts(mapping, export)).isEqualTo(verdicts);
        assertThat(verdicts(mapping, inOneLine)).isEqualTo(verdicts);
    }

    private static List<Validation> verdicts(LoginMapping mapping, byte[] content) throws IOException {
        LoginDecoder decoder = LoginDecoder.small(new LoginFormat(MissingDeviceType.DEAD_LETTER, Optional.of(mapping)));
        InputText text = new InputText(mapping.events());
        try (InputStream read = text.open(new ByteArrayInputStream(content))) {
            return new String(read.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> decoder.decode(ByteBuffer.wrap(line.getBytes(UTF_8))))
                    .toList();
        }
    }

    @Property(tries = 500)
    void theEventsOfDocumentsAndTheLinesBetweenThemComeAsTheyAre(
            @ForAll("documents") List<List<String>> documents,
            @ForAll("surroundings") List<String> around,
            @ForAll boolean marked,
            @ForAll boolean concatenated,
            @ForAll @IntRange(min = 1, max = 9) int cut)
            throws IOException {
        String content = documents.stream()
                .map(events -> "{" + around.getFirst() + "\"a\\/b\" : [ [9] ,{ \"x\":0,\"Rec\\u006frds\":["
                        + String.join(" , ", events) + " ]} ]" + around.getLast() + "}")
                .collect(Collectors.joining(concatenated ? "" : "\n{\"plain\":[1.50e3]}\r\n"));
        List<String> expected = new ArrayList<>(documents.getFirst());
        for (List<String> events : documents.subList(1, documents.size())) {
            if (!concatenated) {
                expected.add("{\"plain\":[1.50e3]}\r");
            }
            expected.addAll(events);
        }

        assertThat(lines((marked ? "\ufeff" : "") + content, cut)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<List<String>>> documents() {
        return Arbitraries.of(
                        "{}",
                        "{\"a/b\":[0,{\"Records\":[1]}]}",
                        "{\"t\":\"}],\\\"{[\\\\\"}",
                        "[1,[2]]",
                        "123456789012345678901234567890.10",
                        "1E400",
                        "\"te,x]t\"",
                        "null",
                        "{\"broken\":]",
                        "{\"u\":\"\\u00e9é日\"}")
                .list()
                .ofMaxSize(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<String>> surroundings() {
        return Arbitraries.of(BEFORE).flatMap(before -> Arbitraries.of(AFTER).map(after -> List.of(before, after)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a/b\":[0,{\"Records\":{}}]}",
                "{\"a/b\":[0,{\"Records\":null}]}",
                "{\"a/b\":{\"Records\":[1]}}",
                "{\"a/b\":[{\"Records\":[1]}]}",
                "[{\"a/b\":[0,{\"Records\":[1]}]}]",
                "{\"cut\":\"o",
                "{\"a/b\":[0,{\"Records\"",
                "{\"a/b\":[0,{]",
                "{\"one\":1}{\"two\":2}",
                "",
                "  ",
                "null"
            })
    void aLineWithoutTheArrayIsAnEvent(String line) throws IOException {
        List<String> lines = List.of(line, "{\"one\":1}", line, "{\"two\":2}");

        assertThat(lines(String.join("\n", lines), 3)).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Records":[1,2          | 1,2 | behind event 1 of it: it breaks off
            {"Records":[1,           | 1   | behind event 1 of it: it breaks off
            {"Records":[1]           | 1   | behind event 1 of it: it breaks off
            {"Records":[             |     | behind event 0 of it: it breaks off
            {"Records":[1 2]}        | 1   | behind event 1 of it: expected a comma, or a bracket to close the array
            {"Records":[1}           | 1   | behind event 1 of it: expected a comma, or a bracket to close the array
            {"Records":[1,]}         | 1   | behind event 1 of it: expected an event behind the comma
            {"Records":[,1]}         |     | behind event 0 of it: expected an event before the comma
            {"Records":[1],"x":1]    | 1   | behind event 1 of it: expected a brace to close the document
            """)
    void whatComesBeforeABreakIsReadAndTheBreakIsNamed(String broken, String events, String message)
            throws IOException {
        EventsInput input =
                new EventsInput(bytes("{\"Records\":[0]}\n" + broken + "\nnever read", 4), Pointer.of("/Records"));
        ByteArrayOutputStream read = new ByteArrayOutputStream();

        assertThatThrownBy(() -> input.transferTo(read))
                .isInstanceOf(IOException.class)
                .hasMessage("JSON document 2, " + message);
        assertThatThrownBy(input::read).hasMessageContaining("JSON document 2");
        assertThat(read.toString(UTF_8).lines().collect(Collectors.joining(",")))
                .isEqualTo(events == null ? "0" : "0," + events);
    }

    /** As long an event as there is: of a line above its bound a reader keeps the beginning alone. */
    @Test
    void aLongEventPassesAndALongWayToTheArrayIsRefused() throws IOException {
        String longEvent = "{\"x\":\"" + "y".repeat(EventsInput.MOST_BEFORE) + "\"}";
        String tooLate = longEvent.substring(0, longEvent.length() - 1) + ",\"Records\":[1]}";
        Pointer records = Pointer.of("/Records");

        assertThat(new EventsInput(bytes(longEvent + "\n{\"Records\":[" + longEvent + "]}", 1 << 16), records)
                        .readAllBytes())
                .asString(UTF_8)
                .isEqualTo(longEvent + "\n" + longEvent + "\n");
        assertThatThrownBy(() -> new EventsInput(bytes(tooLate, 1 << 16), records).readAllBytes())
                .hasMessage(
                        "JSON document 1, behind event 0 of it: its array at /Records begins after more than 1048576 bytes");
    }

    /** 200 MB that nobody holds: neither whole nor in a part that grows. */
    @Test
    void blanksBehindADocumentAreNoRecord() throws IOException {
        for (String end : List.of("", "\n", " ", " \r", "\n\n".substring(1))) {
            assertThat(new EventsInput(bytes("{\"Records\":[{\"x\":1}]}" + end, 1 << 16), Pointer.of("/Records"))
                            .readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo("{\"x\":1}\n");
        }
    }

    @Test
    void anArrayMayBeOfAnyLength() throws IOException {
        int events = 100_000;
        byte[] event = ("{\"x\":\"" + "y".repeat(2_000) + "\"},").getBytes(UTF_8);
        InputStream endless = new InputStream() {
            private final byte[] start = "{\"Records\":[".getBytes(UTF_8);
            private long sent = -start.length;

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (sent < 0) {
                    System.arraycopy(start, 0, bytes, offset, start.length);
                    sent = 0;
                    return start.length;
                }
                if (sent == (long) events * event.length - 1) {
                    sent++;
                    bytes[offset] = ']';
                    bytes[offset + 1] = '}';
                    return 2;
                }
                if (sent > (long) events * event.length - 1) {
                    return -1;
                }
                int from = (int) (sent % event.length);
                int count =
                        (int) Math.min(Math.min(length, event.length - from), (long) events * event.length - 1 - sent);
                System.arraycopy(event, from, bytes, offset, count);
                sent += count;
                return count;
            }

            @Override
            public int read() {
                throw new AssertionError("a byte at a time");
            }
        };
        long lines = 0;
        byte[] block = new byte[1 << 16];
        EventsInput input = new EventsInput(endless, Pointer.of("/Records"));
        for (int count = input.read(block); count >= 0; count = input.read(block)) {
            for (int i = 0; i < count; i++) {
                lines += block[i] == '\n' ? 1 : 0;
            }
        }

        assertThat(lines).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Records":[\\n{"a":1},\\n{"a":2}\\n]}\\n                  | {"a":1},{"a":2}
            {"Records":[{"a":1}\\n,{"a":2}]}                           | {"a":1},{"a":2}
            {"next":null,\\n"Records":[{"a":1},{"a":2}]}               | {"a":1},{"a":2}
            {"next":null\\n,"Records":[{"a":1},{"a":2}]}               | {"a":1},{"a":2}
            [{"Records":[{"a":1}]},\\n{"Records":[]},\\n{"a":2}]       | {"a":1},{"a":2}
            {"Records":[{"a":1}]}\\n{"cut":"o\\n{"Records":[{"a":2}]}  | {"a":1},{"cut":"o,{"a":2}
            {"cut":"o\\n{"Records":[{"a":1}]}\\n{"a":2}                | {"cut":"o,{"a":1},{"a":2}
            """)
    void documentsMayBeLaidOutInAnyWay(String content, String expected) throws IOException {
        InputText text = new InputText(Optional.of(Pointer.of("/Records")));
        try (InputStream read = text.open(bytes(content.translateEscapes(), 5))) {
            assertThat(new String(read.readAllBytes(), UTF_8).lines().collect(Collectors.joining(",")))
                    .isEqualTo(expected);
        }
        assertThat(text.differences().orElseThrow()).endsWith("documents with an array of records");
    }

    private static List<String> lines(String content, int cut) throws IOException {
        String read = new String(new EventsInput(bytes(content, cut), POINTER).readAllBytes(), UTF_8);
        List<String> lines = new ArrayList<>(List.of(read.split("\n", -1)));
        if (lines.getLast().isEmpty() && (read.isEmpty() || !content.endsWith("\n"))) {
            lines.removeLast();
        }
        return lines;
    }

    /** Gives at most so many bytes at a time. */
    private static InputStream bytes(String content, int cut) {
        return new ByteArrayInputStream(content.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, cut));
            }
        };
    }
}
