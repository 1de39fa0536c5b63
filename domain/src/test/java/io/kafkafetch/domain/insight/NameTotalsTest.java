package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.login.LoginEvent;
import org.junit.jupiter.api.Test;

class NameTotalsTest {

    private final NameTotals totals = new NameTotals(3);

    @Test
    void aNameIsAddedUpAndTheMostFrequentComesFirst() {
        totals.add("RI", 2);
        totals.add("CA", 3);
        totals.add("RI", 2);
        totals.add("AK", 3);

        assertThat(totals.ranking().top()).containsExactly(new Entry("RI", 4), new Entry("AK", 3), new Entry("CA", 3));
        assertThat(totals.total()).isEqualTo(10);
        assertThat(totals.names()).isEqualTo(3);
    }

    @Test
    void namesBeyondTheBoundAreInTheTotalAlone() {
        totals.add("a", 1);
        totals.add("b", 1);
        totals.add("c", 1);
        totals.add("d", 100);
        totals.add("c", 1);

        assertThat(totals.ranking().top()).containsExactly(new Entry("c", 2), new Entry("a", 1), new Entry("b", 1));
        assertThat(totals.total()).isEqualTo(104);
        assertThat(totals.names()).isEqualTo(3);
    }

    @Test
    void aNameLongerThanALoginsMayBeIsInTheTotalAlone() {
        totals.add("x".repeat(2 * LoginEvent.MAX_TEXT), 1);
        totals.add("x".repeat(2 * LoginEvent.MAX_TEXT + 1), 1);

        assertThat(totals.names()).isEqualTo(1);
        assertThat(totals.total()).isEqualTo(2);
    }

    @Test
    void nothingIsAddedUpAtFirst() {
        assertThat(totals.ranking().top()).isEmpty();
        assertThat(totals.total()).isZero();
    }
}
