package io.kafkafetch.adapters.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiceTest {

    /** The reference values of SplitMix64 for the seed 1234567, as many implementations publish them. */
    @Test
    void theDiceThrowWhatTheAlgorithmsReferenceThrows() {
        Dice dice = new Dice(1_234_567);

        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("9817491932198370423");
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("4593380528125082431");
        assertThat(Long.toUnsignedString(dice.bits())).isEqualTo("16408922859458223821");
    }
}
