package io.kafkafetch.adapters.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayTextTest {

    @Test
    void commandsBecomeQuestionMarks() {
        assertThat(DisplayText.harmless("\u001b[2Jx\u009b\u202e\ud800", true)).isEqualTo("?[2Jx???");
    }

    @Test
    void lettersOfAnyScriptStay() {
        assertThat(DisplayText.harmless("Île-de-France 東京 e\u0301", true)).isEqualTo("Île-de-France 東京 é");
    }

    @Test
    void marksDoNotPileUp() {
        assertThat(DisplayText.harmless("z" + "\u0301".repeat(50), true)).isEqualTo("ź\u0301\u0301");
    }

    @Test
    void aWideCharacterTakesTwoColumnsAndAMarkNone() {
        assertThat(DisplayText.width("東京a\u0301")).isEqualTo(5);
        assertThat(DisplayText.width("\ud83d\ude00")).isEqualTo(2);
    }

    @Test
    void aNameIsCutByColumnsAndNotByCharacters() {
        assertThat(DisplayText.fit("東京都港区", 6, "…")).isEqualTo("東京…");
        assertThat(DisplayText.fit("東京", 4, "…")).isEqualTo("東京");
        assertThat(DisplayText.fit("東京", 0, "…")).isEmpty();
    }
}
