package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentageTest {

    @ParameterizedTest
    @CsvSource({
        "0, 7, 0.0",
        "7, 7, 100.0",
        "26, 50, 52.0",
        "1, 10, 10.0",
        "1, 3, 33.33",
        "2, 3, 66.67",
        "1, 8, 12.5",
        "1, 1000, 0.1",
        "1, 20000, 0.0",
        "3, 20000, 0.02",
        "5, 20000, 0.02",
        "7, 20000, 0.04",
        "19999, 20000, 100.0",
        "1, 9223372036854775807, 0.0",
        "9223372036854775807, 9223372036854775807, 100.0",
    })
    void aShareIsRoundedHalfEvenAndShowsAtLeastOneDigitBehindThePoint(long count, long total, String percentage) {
        assertThat(Percentage.of(count, total)).hasToString(percentage);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", "0, 0", "0, -1", "-2, -1"})
    void whatIsNoShareIsRefused(long count, long total) {
        assertThatThrownBy(() -> Percentage.of(count, total))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(count + " of " + total + " is no share");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_001})
    void noPercentageIsOutOfRange(int hundredths) {
        assertThatThrownBy(() -> new Percentage(hundredths)).isInstanceOf(IllegalArgumentException.class);
    }
}
