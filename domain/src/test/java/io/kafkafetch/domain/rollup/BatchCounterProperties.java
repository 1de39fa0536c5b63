package io.kafkafetch.domain.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Logins;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchCounterProperties {

    /** Of one minute as often as of several. */
    @Provide
    Arbitrary<List<LoginEvent>> batches() {
        Arbitrary<List<LoginEvent>> ofOneMinute = Combinators.combine(
                        Times.any(),
                        Arbitraries.integers().between(0, 59).list().ofMaxSize(9))
                .as((time, seconds) -> seconds.stream()
                        .map(second -> Logins.at(time - Math.floorMod(time, 60L) + second))
                        .toList());
        return Arbitraries.oneOf(ofOneMinute, Times.logins());
    }

    @Property
    void aBatchAddsWhatItsLoginsOneByOneWould(
            @ForAll("batches") List<LoginEvent> first, @ForAll("batches") List<LoginEvent> next) {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.DETAIL);
        TimelineCounter sum = new TimelineCounter(Times.CLOCK, Times.DETAIL);
        TimelineCounter expected = new TimelineCounter(Times.CLOCK, Times.DETAIL);

        for (List<LoginEvent> logins : List.of(first, next)) {
            logins.forEach(batch::count);
            batch.times().addTo(sum, batch.tally());
            assertThat(batch.tally()).isEqualTo(tally(logins));
            assertThat(batch.events()).isEqualTo(logins.size());
            batch.clear();
            logins.forEach(expected::count);
        }

        assertThat(sum.timeline()).isEqualTo(expected.timeline());
    }

    @Example
    void aBatchOfOneMinuteCostsNoTimeline() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.DETAIL);
        batch.count(Logins.at(119));
        batch.count(Logins.at(60));

        assertThat(batch.times()).isEqualTo(new BatchTimes.OfOneMinute(60));
    }

    /** Above some size a batch keeps no login. */
    @Example
    void aLargeBatchAddsTheSameAsItsLogins() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.DETAIL);
        TimelineCounter expected = new TimelineCounter(Times.CLOCK, Times.DETAIL);
        for (int i = 0; i < 3_000; i++) {
            LoginEvent login = Logins.at(Times.CHANGE + 60L * (i % 7) * (i % 11));
            batch.count(login);
            expected.count(login);
        }
        TimelineCounter sum = new TimelineCounter(Times.CLOCK, Times.DETAIL);

        batch.times().addTo(sum, batch.tally());

        assertThat(batch.times()).isInstanceOf(BatchTimes.OfMany.class);
        assertThat(batch.times().weight()).isBetween(2_000L, 30_000L);
        assertThat(sum.timeline()).isEqualTo(expected.timeline());
    }

    @Example
    void aBatchOfFewLoginsWeighsWhatItKeeps() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.DETAIL);
        for (int i = 0; i < 50; i++) {
            batch.count(Logins.at(60L * i));
        }

        assertThat(batch.times().weight()).isEqualTo(49 * 40);
        assertThat(BatchTimes.NONE.weight()).isZero();
    }

    @Example
    void whereNobodyAsksForTimesThereAreNone() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, null);
        batch.count(Logins.at(60));

        assertThat(batch.times()).isEqualTo(BatchTimes.NONE);
        assertThatThrownBy(() -> batch.times().addTo(new TimelineCounter(Times.CLOCK, Times.DETAIL), batch.tally()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the times of 1 logins are not known");
    }

    private static LoginTally tally(List<LoginEvent> logins) {
        LoginCounter counter = new LoginCounter(Times.CLOCK);
        logins.forEach(counter::count);
        return counter.tally();
    }
}
