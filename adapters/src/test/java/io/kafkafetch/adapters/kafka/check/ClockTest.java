package io.kafkafetch.adapters.kafka.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.check.Finding.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

    @ParameterizedTest
    @CsvSource({
        "0, OK, is the same",
        "-2000, OK, 2000 ms behind",
        "2001, WARN, 2001 ms ahead",
        "-2001, WARN, 2001 ms behind"
    })
    void aClockThatIsFurtherOffThanTwoSecondsIsAWarning(long offMillis, Level level, String text) {
        Finding finding = AbortedTransaction.clock(offMillis);

        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.text()).endsWith(text);
    }
}
