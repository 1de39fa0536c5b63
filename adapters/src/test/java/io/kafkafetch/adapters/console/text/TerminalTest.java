package io.kafkafetch.adapters.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @Test
    void aTerminalIsLiveAndColoured() {
        assertThat(Terminal.of(Map.of("TERM", "xterm"), true, true, OptionalInt.of(100)))
                .isEqualTo(new Terminal(true, 100, true, true));
    }

    @Test
    void noColorTakesTheColoursAlone() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1"), true, true, OptionalInt.empty()))
                .isEqualTo(new Terminal(true, 80, false, true));
        assertThat(Terminal.of(Map.of("NO_COLOR", ""), true, true, OptionalInt.empty())
                        .colour())
                .isTrue();
    }

    @Test
    void aDumbTerminalOrNoneIsPlain() {
        assertThat(Terminal.of(Map.of("TERM", "dumb"), true, false, OptionalInt.empty()))
                .isEqualTo(new Terminal(false, 80, false, false));
        assertThat(Terminal.of(Map.of(), false, true, OptionalInt.empty()))
                .isEqualTo(new Terminal(false, 80, false, true));
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "10, 40", "500, 120", "0, 90", "wide, 90", "123456789012, 90"})
    void theWidthIsTheEnvironmentsWithinBounds(String columns, int width) {
        assertThat(Terminal.of(Map.of("COLUMNS", columns), true, true, OptionalInt.of(90))
                        .width())
                .isEqualTo(width);
    }
}
