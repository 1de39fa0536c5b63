package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrequenciesProperties extends CommutativeMonoidLaws<Frequencies> {

    private static final Arbitrary<String> NAMES =
            Arbitraries.of("iOS", "ios", "android", "", "Z", "ÅÄ", "\uFF21", "\uD83D\uDE00");

    @Override
    public Frequencies empty() {
        return Frequencies.EMPTY;
    }

    @Override
    public Frequencies plus(Frequencies left, Frequencies right) {
        return left.plus(right);
    }

    /** Small counts, so that names tie, and great ones, of which three maps add up without overflow. */
    @Provide
    @Override
    public Arbitrary<Frequencies> values() {
        Arbitrary<Long> counts = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 3), Arbitraries.longs().between(1, Long.MAX_VALUE / 32));
        return Arbitraries.maps(NAMES, counts)
                .ofMaxSize(8)
                .map(Frequencies::new)
                .withoutEdgeCases();
    }

    @Property
    void plusAddsEveryNameAndSoTheTotal(@ForAll("values") Frequencies a, @ForAll("values") Frequencies b) {
        Frequencies sum = a.plus(b);

        NAMES.allValues().orElseThrow().forEach(name -> assertThat(sum.of(name)).isEqualTo(a.of(name) + b.of(name)));
        assertThat(sum.total()).isEqualTo(a.total() + b.total());
    }

    @Property
    void rankedHoldsEveryNameOnceMostFrequentFirstThenByName(@ForAll("values") Frequencies frequencies) {
        List<Frequencies.Entry> ranked = frequencies.ranked();

        assertThat(ranked).hasSameSizeAs(frequencies.counts().keySet());
        ranked.forEach(
                entry -> assertThat(frequencies.counts().get(entry.name())).isEqualTo(entry.count()));
        for (int i = 1; i < ranked.size(); i++) {
            Frequencies.Entry before = ranked.get(i - 1);
            Frequencies.Entry after = ranked.get(i);
            assertThat(before.count() > after.count()
                            || (before.count() == after.count() && before.name().compareTo(after.name()) < 0))
                    .as("%s stands before %s", before, after)
                    .isTrue();
        }
    }
}
