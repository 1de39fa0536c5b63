package io.kafkafetch.adapters.registry.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Held against Jackson and the JDK. */
class JsonBytesProperties {

    private final JsonBytes json = new JsonBytes();

    @Property
    void aTextReadsAsItWas(@ForAll String text) {
        json.clear();
        json.text(text);
        byte[] utf8 = text.getBytes(UTF_8);
        String expected = new String(utf8, UTF_8);
        assertThat(Texts.content(written())).isEqualTo(expected);
        json.clear();
        assertThat(json.text(utf8, 0, utf8.length)).isTrue();
        assertThat(Texts.content(written())).isEqualTo(expected);
    }

    @Property(tries = 5_000)
    void utf8IsWhatTheJdkTakes(@ForAll @Size(max = 5) byte[] bytes) {
        assertThat(taken(bytes)).isEqualTo(isUtf8(bytes));
    }

    @Example
    void utf8IsWhatTheJdkTakesAtItsEdges() {
        int[] edges = {0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int first = 0x80; first <= 0xff; first++) {
            for (int second : edges) {
                for (int third : edges) {
                    byte[] three = {(byte) first, (byte) second, (byte) third};
                    byte[] four = {(byte) first, (byte) second, (byte) third, (byte) 0xbf};
                    for (byte[] bytes : List.of(three, four, Arrays.copyOf(three, 2))) {
                        assertThat(taken(bytes)).isEqualTo(isUtf8(bytes));
                    }
                }
            }
        }
    }

    @Property
    void aNumberReadsAsItWas(@ForAll long number) {
        json.clear();
        json.number(number);
        assertThat(written()).isEqualTo(Long.toString(number));
    }

    @Property
    void aFractionReadsAsItWas(@ForAll double number) {
        json.clear();
        json.number(number);
        assertThat(Texts.content(written())).isEqualTo(Texts.number(new BigDecimal(Double.toString(number))));
    }

    @Example
    void longsOfAllLengths() {
        for (long number :
                new long[] {0, 9, 10, 99, 100, -1, -10, Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_000L}) {
            aNumberReadsAsItWas(number);
        }
    }

    @Example
    void commasStandBetween() {
        json.beginObject();
        json.name("a");
        json.beginArray();
        json.number(1);
        json.nothing();
        json.beginArray();
        json.endArray();
        json.bool(true);
        json.endArray();
        json.name(JsonBytes.quoted("b"));
        json.number(Double.NaN);
        json.name(new byte[] {'c'}, 0, 1);
        json.number(0.1f);
        json.endObject();
        assertThat(written()).isEqualTo("{\"a\":[1,null,[],true],\"b\":\"NaN\",\"c\":0.1}");
    }

    @Example
    void theBoundIsKept() {
        JsonBytes small = new JsonBytes(2_000);
        small.text("x".repeat(1_997));
        assertThat(small.text().remaining()).isEqualTo(1_999);
        small.clear();
        assertThatExceptionOfType(JsonBytes.TooLongException.class).isThrownBy(() -> small.text("x".repeat(1_999)));
        small.clear();
        assertThatExceptionOfType(JsonBytes.TooLongException.class)
                .isThrownBy(() -> small.base64(ByteBuffer.allocate(1_600)));
        small.clear();
        assertThatExceptionOfType(JsonBytes.TooLongException.class)
                .isThrownBy(() -> small.whole(ByteBuffer.allocate(2_001)));
    }

    @Example
    void aLongTextIsNotKept() {
        json.text("x".repeat(3 << 20));
        json.clear();
        assertThat(json.text().array().length).isLessThanOrEqualTo(1 << 20);
        json.text("y");
        assertThat(written()).isEqualTo("\"y\"");
    }

    private boolean taken(byte[] bytes) {
        json.clear();
        return json.text(bytes, 0, bytes.length);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private String written() {
        return UTF_8.decode(json.text()).toString();
    }
}
