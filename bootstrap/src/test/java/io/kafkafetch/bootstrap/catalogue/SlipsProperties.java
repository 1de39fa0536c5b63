package io.kafkafetch.bootstrap.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Of the distance between two names. */
class SlipsProperties {

    @Property
    void aWordIsItself(@ForAll @AlphaChars @StringLength(max = 12) String word) {
        assertThat(SettingsCheck.slips(word, word)).isZero();
    }

    @Property
    void itIsTheSameFromBothSides(
            @ForAll @AlphaChars @StringLength(max = 8) String one,
            @ForAll @AlphaChars @StringLength(max = 8) String other) {
        assertThat(SettingsCheck.slips(one, other)).isEqualTo(SettingsCheck.slips(other, one));
    }

    @Property
    void aLetterLeftOutIsOneSlip(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String word, @ForAll @IntRange(max = 11) int at) {
        int letter = at % word.length();
        assertThat(SettingsCheck.slips(word, word.substring(0, letter) + word.substring(letter + 1)))
                .isEqualTo(1);
    }

    @Property
    void twoLettersSwappedAreAtMostOneSlip(
            @ForAll @AlphaChars @StringLength(min = 2, max = 12) String word, @ForAll @IntRange(max = 10) int at) {
        int letter = at % (word.length() - 1);
        String swapped =
                word.substring(0, letter) + word.charAt(letter + 1) + word.charAt(letter) + word.substring(letter + 2);
        assertThat(SettingsCheck.slips(word, swapped)).isLessThanOrEqualTo(1);
    }
}
