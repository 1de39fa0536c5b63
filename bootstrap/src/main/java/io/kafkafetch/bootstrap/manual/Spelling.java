package io.kafkafetch.bootstrap.manual;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was meant. */
public final class Spelling {

    /** One slip for so many letters. */
    private static final int LETTERS_A_SLIP = 3;

    private Spelling() {}

    /** The nearest of the known names, if it is near enough to have been meant; ties go to the first one. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> slips(written, name) <= Math.max(1, written.length() / LETTERS_A_SLIP))
                .min(Comparator.comparingInt(name -> slips(written, name)));
    }

    /** Letters left out, added, exchanged or swapped with their neighbour (optimal string alignment). */
    static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, one, other, i, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int fewest(int[][] slips, String one, String other, int i, int j) {
        int exchanged = slips[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(exchanged, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(fewest, 1 + slips[i - 2][j - 2]) : fewest;
    }
}
