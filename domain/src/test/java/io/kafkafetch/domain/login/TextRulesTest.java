package io.kafkafetch.domain.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

    private static final String ASTRAL = "\uD83D\uDE00";

    /** java.util.regex carries the property list of Unicode itself, and so is the oracle. */
    @Test
    void blankIsExactlyUnicodesWhiteSpace() {
        Pattern whiteSpace = Pattern.compile("\\p{IsWhite_Space}");
        IntPredicate blank = c -> TextRules.faultOf(String.valueOf((char) c))
                .filter(FieldFault.BLANK::equals)
                .isPresent();

        assertThat(IntStream.rangeClosed(0, 0xFFFF).filter(blank).boxed())
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 0xFFFF)
                        .filter(c ->
                                whiteSpace.matcher(String.valueOf((char) c)).matches())
                        .boxed()
                        .toList())
                .hasSize(25);
    }

    @Test
    void noCharacterBeyondTheBasicPlaneIsWhiteSpaceSoThatCharsAreEnough() {
        Pattern whiteSpace = Pattern.compile("\\p{IsWhite_Space}");

        assertThat(IntStream.rangeClosed(0x10000, Character.MAX_CODE_POINT)
                        .filter(c -> whiteSpace.matcher(Character.toString(c)).matches()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u00a0\u3000\u2003", "\u0085"})
    void nothingButWhiteSpaceIsBlank(String text) {
        assertThat(TextRules.faultOf(text)).contains(FieldFault.BLANK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", " a", "a ", "\u200b", "\u0000", "\ufeff", "\u001c", "0", "null", ASTRAL, "\u3000" + ASTRAL})
    void oneOtherCharacterMakesATextFit(String text) {
        assertThat(TextRules.faultOf(text)).isEmpty();
    }

    @Test
    void aTextHasAtMostTwoHundredAndFiftySixCodePointsHoweverManyCharsThoseAre() {
        assertThat(TextRules.faultOf("a".repeat(256))).isEmpty();
        assertThat(TextRules.faultOf("a".repeat(257))).contains(FieldFault.TOO_LONG);
        assertThat(TextRules.faultOf(ASTRAL.repeat(256))).isEmpty();
        assertThat(TextRules.faultOf(ASTRAL.repeat(257))).contains(FieldFault.TOO_LONG);
        assertThat(TextRules.faultOf("a" + ASTRAL.repeat(255))).isEmpty();
        assertThat(TextRules.faultOf("a" + ASTRAL.repeat(256))).contains(FieldFault.TOO_LONG);
    }

    @Test
    void aLongBlankIsBlankRatherThanTooLong() {
        assertThat(TextRules.faultOf(" ".repeat(257))).contains(FieldFault.BLANK);
        assertThat(TextRules.faultOf(" ".repeat(257) + "a")).contains(FieldFault.TOO_LONG);
    }

    @Test
    void aLoneSurrogateAnywhereIsNotUnicode() {
        char high = ASTRAL.charAt(0);
        char low = ASTRAL.charAt(1);

        for (String text : new String[] {
            "" + high,
            "" + low,
            "a" + high,
            "a" + low,
            high + "a",
            low + "a",
            "" + low + high,
            "" + high + high + low,
            "" + high + low + low,
            ASTRAL + high,
            ASTRAL + low,
            ASTRAL + low + "a",
        }) {
            assertThat(TextRules.faultOf(text)).as(asHex(text)).contains(FieldFault.NOT_UNICODE);
        }
    }

    @Test
    void surrogatesInPairsAreUnicode() {
        assertThat(TextRules.faultOf(ASTRAL + ASTRAL + "a" + ASTRAL)).isEmpty();
        assertThat(TextRules.faultOf("\ud800\udc00\udbff\udfff")).isEmpty();
    }

    @Test
    void aTextTooLongIsSoEvenIfItIsNotUnicode() {
        assertThat(TextRules.faultOf("a".repeat(256) + "\ud800")).contains(FieldFault.TOO_LONG);
    }

    private static String asHex(String text) {
        return String.join(" ", text.chars().mapToObj(Integer::toHexString).toList());
    }
}
