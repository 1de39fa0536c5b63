package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.Frequencies.Entry;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrequenciesTest {

    @Test
    void namesAreRankedByCountThenByTheirUtf16Units() {
        // U+1F600 is written D83D DE00, and so stands before U+FF21.
        Frequencies frequencies = new Frequencies(
                Map.of("\uFF21", 2L, "\uD83D\uDE00", 2L, "ios", 2L, "iOS", 2L, "android", 5L, "web", 1L));

        assertThat(frequencies.ranked())
                .containsExactly(
                        new Entry("android", 5),
                        new Entry("iOS", 2),
                        new Entry("ios", 2),
                        new Entry("\uD83D\uDE00", 2),
                        new Entry("\uFF21", 2),
                        new Entry("web", 1));
    }

    @Test
    void aNameThatNeverOccurredCountsZero() {
        assertThat(new Frequencies(Map.of("RI", 3L)).of("NY")).isZero();
        assertThat(Frequencies.EMPTY.total()).isZero();
        assertThat(Frequencies.EMPTY.ranked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aCountBelowOneIsRefused(long count) {
        assertThatThrownBy(() -> new Frequencies(Map.of("RI", 1L, "NY", count)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a count is below 1");
    }

    @Test
    void aSumThatNoLongHoldsIsRefusedInsteadOfWrapped() {
        Frequencies full = new Frequencies(Map.of("RI", Long.MAX_VALUE));

        assertThatThrownBy(() -> full.plus(new Frequencies(Map.of("RI", 1L)))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aTotalThatNoLongHoldsIsRefusedInsteadOfWrapped() {
        Frequencies frequencies = new Frequencies(Map.of("RI", Long.MAX_VALUE, "NY", 1L));

        assertThatThrownBy(frequencies::total).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void frequenciesKeepNoHoldOnTheMapTheyAreMadeOf() {
        Map<String, Long> given = new HashMap<>(Map.of("RI", 1L));
        Frequencies frequencies = new Frequencies(given);
        given.put("RI", 7L);

        assertThat(frequencies.of("RI")).isEqualTo(1);
    }

    @Test
    void frequenciesEqualNothingOfAnotherTypeAndPrintByRank() {
        Frequencies frequencies = new Frequencies(Map.of("RI", 1L, "NY", 2L));

        assertThat(frequencies.equals((Object) "RI")).isFalse();
        assertThat(frequencies).hasToString("[Entry[name=NY, count=2], Entry[name=RI, count=1]]");
        assertThat(frequencies.counts()).isEqualTo(Map.of("RI", 1L, "NY", 2L));
    }
}
