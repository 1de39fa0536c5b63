package io.kafkafetch.domain.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Logins;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.users.BatchUsers;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchCounterProperties {

    private static LoginEvent login(long time, long user) {
        return new LoginEvent("2.3.0", "RI", time, "iOS", user);
    }

    /** Of one minute as often as of several. */
    @Provide
    Arbitrary<List<LoginEvent>> batches() {
        Arbitrary<List<LoginEvent>> ofOneMinute = Combinators.combine(
                        Times.any(),
                        Arbitraries.integers().between(0, 59).list().ofMaxSize(9))
                .as((time, seconds) -> seconds.stream()
                        .map(second -> login(time - Math.floorMod(time, 60L) + second, second % 7))
                        .toList());
        return Arbitraries.oneOf(ofOneMinute, Times.logins());
    }

    @Property
    void aBatchAddsWhatItsLoginsOneByOneWould(
            @ForAll("batches") List<LoginEvent> first, @ForAll("batches") List<LoginEvent> next) {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.ASKED);
        TimelineCounter sum = new TimelineCounter(Times.CLOCK, Times.ASKED);
        TimelineCounter expected = new TimelineCounter(Times.CLOCK, Times.ASKED);

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

    /** Above some size the users of a batch of one minute are summarized. */
    @Example
    void aLargeBatchOfOneMinuteHasAllItsUsers() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.ASKED);
        TimelineCounter expected = new TimelineCounter(Times.CLOCK, Times.ASKED);
        for (int i = 0; i < 3_000; i++) {
            LoginEvent login = login(60, i % 700);
            batch.count(login);
            expected.count(login);
        }
        TimelineCounter sum = new TimelineCounter(Times.CLOCK, Times.ASKED);

        batch.times().addTo(sum, batch.tally());

        assertThat(batch.times()).isInstanceOf(BatchTimes.OfOneMinute.class);
        assertThat(batch.times().weight()).isLessThan(10_000);
        assertThat(sum.timeline()).isEqualTo(expected.timeline());
        assertThat(sum.timeline().total().users().sketch().orElseThrow().estimate())
                .isEqualTo(699);
    }

    @Example
    void aBatchOfOneMinuteCostsNoTimeline() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.ASKED);
        batch.count(Logins.at(119));
        batch.count(Logins.at(60));

        assertThat(batch.times()).isEqualTo(new BatchTimes.OfOneMinute(60, BatchUsers.NONE));
    }

    /** Above some size a batch keeps no login. */
    @Example
    void aLargeBatchAddsTheSameAsItsLogins() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.ASKED);
        TimelineCounter expected = new TimelineCounter(Times.CLOCK, Times.ASKED);
        for (int i = 0; i < 3_000; i++) {
            LoginEvent login = login(Times.CHANGE + 60L * (i % 7) * (i % 11), i % 700);
            batch.count(login);
            expected.count(login);
        }
        TimelineCounter sum = new TimelineCounter(Times.CLOCK, Times.ASKED);

        batch.times().addTo(sum, batch.tally());

        assertThat(batch.times()).isInstanceOf(BatchTimes.OfMany.class);
        assertThat(batch.times().weight()).isBetween(2_000L, 30_000L);
        assertThat(sum.timeline()).isEqualTo(expected.timeline());
    }

    @Example
    void aBatchOfFewLoginsWeighsWhatItKeeps() {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.ASKED);
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
        assertThatThrownBy(() -> batch.times().addTo(new TimelineCounter(Times.CLOCK, Times.ASKED), batch.tally()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the times of 1 logins are not known");
    }

    private static LoginTally tally(List<LoginEvent> logins) {
        LoginCounter counter = new LoginCounter(Times.CLOCK);
        logins.forEach(counter::count);
        return counter.tally();
    }

    /** Tallies have names by everything, whatever is published. */
    @Property
    void aBatchWhoseTimesAreAskedForIsCountedByEverything(@ForAll("batches") List<LoginEvent> logins) {
        BatchCounter batch = new BatchCounter(Times.CLOCK, Times.ASKED, Set.of());
        logins.forEach(batch::count);

        assertThat(batch.tally()).isEqualTo(tally(logins));
        for (Dimension dimension : Dimension.values()) {
            assertThat(batch.tally().by(dimension).total()).isEqualTo(logins.size());
        }
    }
}
