package io.kafkafetch.domain.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.CommutativeMonoidLaws;
import io.kafkafetch.domain.insight.Frequencies;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamesProperties extends CommutativeMonoidLaws<Names> {

    private static final int MOST = 40;

    @Override
    public Names empty() {
        return Names.none(MOST);
    }

    @Override
    public Names plus(Names left, Names right) {
        return left.plus(right);
    }

    @Provide
    @Override
    public Arbitrary<Names> values() {
        return frequencies().map(names -> Names.of(names, MOST));
    }

    /** Names of many lengths from a span that overlaps with others', often more than are kept. */
    @Provide
    Arbitrary<Frequencies> frequencies() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2 * MOST),
                        Arbitraries.integers().between(0, 3 * MOST / 2),
                        Arbitraries.longs().between(1, 9))
                .as((first, size, count) -> {
                    Map<String, Long> counts = new HashMap<>();
                    IntStream.range(first, first + size).forEach(i -> counts.put(Integer.toString(i * 7, 36), count));
                    return new Frequencies(counts);
                });
    }

    @Property(tries = 100)
    void theBoundOfASumIsTheSumOfBoundedParts(
            @ForAll("frequencies") Frequencies a, @ForAll("frequencies") Frequencies b) {
        Frequencies both = a.plus(b);

        Names sum = Names.of(a, MOST).plus(Names.of(b, MOST));

        assertThat(sum).isEqualTo(Names.of(both, MOST));
        assertThat(sum.total()).isEqualTo(both.total());
        assertThat(sum.kept().ranked())
                .allSatisfy(entry -> assertThat(entry.count()).isEqualTo(both.of(entry.name())));
    }

    @Example
    void ofAMillionNamesTheShortestAreKept() {
        Map<String, Long> counts = new HashMap<>(Map.of("RI", 5L, "NY", 3L));
        for (int i = 0; i < 1_000_000; i++) {
            counts.put("junk " + i, 1L);
        }

        Names names = Names.of(new Frequencies(counts), MOST);

        assertThat(names.kept().ranked()).hasSize(MOST);
        assertThat(names.kept().of("RI")).isEqualTo(5);
        assertThat(names.kept().of("NY")).isEqualTo(3);
        assertThat(names.total()).isEqualTo(1_000_008);
    }

    @Example
    void longNamesHaveABoundTogether() {
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < MOST; i++) {
            counts.put("x".repeat(500) + (char) ('a' + i), 1L);
        }

        Names names = Names.of(new Frequencies(counts), MOST);

        assertThat(names.kept().ranked()).hasSize(MOST * 32 / 501);
        assertThat(names.total()).isEqualTo(MOST);
        assertThat(Names.of(new Frequencies(Map.of("x".repeat(512), 1L)), 1).others())
                .isZero();
    }

    /** Some are so long that few of them fit. */
    @Provide
    Arbitrary<Frequencies> longNames() {
        return Arbitraries.maps(
                        Combinators.combine(
                                        Arbitraries.chars().range('a', 'f'),
                                        Arbitraries.integers().between(1, 512))
                                .as((letter, length) -> String.valueOf(letter).repeat(length)),
                        Arbitraries.longs().between(1, 9))
                .ofMaxSize(30)
                .map(Frequencies::new);
    }

    @Property(tries = 100)
    void theBoundOfLongNamesIsTheSumOfBoundedPartsToo(
            @ForAll("longNames") Frequencies a,
            @ForAll("longNames") Frequencies b,
            @ForAll("longNames") Frequencies c) {
        Names sum = Names.of(a, MOST).plus(Names.of(b, MOST)).plus(Names.of(c, MOST));

        assertThat(sum).isEqualTo(Names.of(a.plus(b).plus(c), MOST));
    }

    @Example
    void boundsDoNotMix() {
        assertThatThrownBy(() -> Names.none(1).plus(Names.none(2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void othersComeOnlyBehindTheBound() {
        assertThatThrownBy(() -> new Names(Frequencies.EMPTY, 1, MOST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Names(Frequencies.EMPTY, -1, MOST)).isInstanceOf(IllegalArgumentException.class);
    }
}
