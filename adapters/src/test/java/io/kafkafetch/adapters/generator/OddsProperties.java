package io.kafkafetch.adapters.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class OddsProperties {

    private static final int DRAWS = 40_000;

    @Property(tries = 50)
    void eachIndexIsDrawnByItsWeight(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(max = 1_000_000) Long> shares, @ForAll long seed) {
        long[] weights = shares.stream().mapToLong(Long::longValue).toArray();
        weights[0]++; // at least one is positive
        long total = LongStream.of(weights).sum();
        Odds odds = Odds.of(weights);
        Dice dice = new Dice(seed);

        int[] drawn = new int[weights.length];
        for (int i = 0; i < DRAWS; i++) {
            drawn[odds.draw(dice)]++;
        }

        for (int i = 0; i < weights.length; i++) {
            assertThat((double) drawn[i] / DRAWS).isCloseTo((double) weights[i] / total, within(0.015)); // 6 sigma
        }
    }

    @Example
    void whatHasNoWeightIsNeverDrawn() {
        Odds odds = Odds.of(0, 1, 0, 5);
        Dice dice = new Dice(1);

        for (int i = 0; i < DRAWS; i++) {
            assertThat(odds.draw(dice)).isIn(1, 3);
        }
    }

    @Example
    void weightsOfNothingAreRefused() {
        assertThatThrownBy(() -> Odds.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
