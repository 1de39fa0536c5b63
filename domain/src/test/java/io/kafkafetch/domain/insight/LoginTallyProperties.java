package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LoginTallyProperties extends CommutativeMonoidLaws<LoginTally> {

    @Override
    public LoginTally empty() {
        return LoginTally.EMPTY;
    }

    @Override
    public LoginTally plus(LoginTally left, LoginTally right) {
        return left.plus(right);
    }

    @Provide
    @Override
    public Arbitrary<LoginTally> values() {
        return Logins.lists().map(Logins::tally);
    }

    @Provide
    Arbitrary<List<LoginEvent>> logins() {
        return Logins.lists();
    }

    /** {@code tally(a ++ b) = tally(a).plus(tally(b))}. */
    @Property
    void tallyOfAllIsTheSumOfTheTalliesOfAnySplit(
            @ForAll("logins") List<LoginEvent> a, @ForAll("logins") List<LoginEvent> b) {
        assertThat(Logins.tally(Stream.concat(a.stream(), b.stream()).toList()))
                .isEqualTo(Logins.tally(a).plus(Logins.tally(b)));
    }

    @Property
    void anyPermutationGivesTheSameTally(@ForAll("logins") List<LoginEvent> logins, @ForAll Random random) {
        List<LoginEvent> shuffled = new ArrayList<>(logins);
        Collections.shuffle(shuffled, random);

        assertThat(Logins.tally(shuffled)).isEqualTo(Logins.tally(logins));
    }

    @Property
    void aClearedCounterCountsAsANewOneDoes(
            @ForAll("logins") List<LoginEvent> before,
            @ForAll @IntRange(max = 2 * NameCounter.MOST_KEPT) int otherRegions,
            @ForAll("logins") List<LoginEvent> logins) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        before.forEach(counter::count);
        for (int i = 0; i < otherRegions; i++) {
            counter.count(Logins.of(0, "region " + i, "iOS"));
        }

        counter.clear();
        assertThat(counter.events()).isZero();
        logins.forEach(counter::count);

        assertThat(counter.events()).isEqualTo(logins.size());
        assertThat(counter.tally()).isEqualTo(Logins.tally(logins));
    }

    @Property
    void anyGroupingIntoBatchesAddedInAnyOrderGivesTheSameTally(
            @ForAll("logins") List<LoginEvent> logins,
            @ForAll @IntRange(min = 1, max = 9) int groups,
            @ForAll Random random) {
        List<List<LoginEvent>> batches = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            batches.add(new ArrayList<>());
        }
        logins.forEach(login -> batches.get(random.nextInt(groups)).add(login));

        assertThat(batches.stream().map(Logins::tally).reduce(LoginTally.EMPTY, LoginTally::plus))
                .isEqualTo(Logins.tally(logins));
    }

    @Property
    void everyLoginIsCountedOnceInEveryPart(@ForAll("logins") List<LoginEvent> logins) {
        LoginTally tally = Logins.tally(logins);

        assertThat(tally.events()).isEqualTo(logins.size());
        for (LoginEvent login : logins) {
            for (Dimension dimension : Dimension.values()) {
                String name = dimension.of(login);
                assertThat(tally.by(dimension).of(name))
                        .isEqualTo(logins.stream()
                                .filter(other -> dimension.of(other).equals(name))
                                .count());
            }
            assertThat(tally.hours().at(HourOfDay.UTC.at(login.timestamp())))
                    .isEqualTo(logins.stream()
                            .filter(other -> HourOfDay.UTC.at(other.timestamp()) == HourOfDay.UTC.at(login.timestamp()))
                            .count());
        }
    }
}
