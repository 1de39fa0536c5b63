package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which names are kept where there are too many: the first in an order by length, then by UTF-16 code units, as many as
 * their number and their length together allow. A name that is kept among many is kept among a part of them too.
 */
final class Shortest {

    /** So many UTF-16 code units are kept for each name that may be, on average. */
    private static final int LENGTH_EACH = 32;

    /** The longest name of a login, in UTF-16 code units: it fits for itself, whatever the bound. */
    private static final int LONGEST = 2 * LoginEvent.MAX_TEXT;

    private static final Comparator<String> FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private Shortest() {}

    /** How long the names that are kept may be together, in UTF-16 code units. */
    private static int length(int most) {
        return Math.max(LONGEST, most * LENGTH_EACH);
    }

    /**
     * Whether all names are kept.
     *
     * @param names how many there are
     * @param together how long they are together, in UTF-16 code units
     */
    static boolean fit(int most, int names, int together) {
        return names <= most && together <= length(most);
    }

    /** Whether a further name may have been dropped beside these. */
    static boolean leaveNone(int most, int names, int together) {
        return names == most || together + LONGEST > length(most);
    }

    /** All of these names but those that are kept. */
    static List<String> beyond(int most, Collection<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(FIRST);
        int kept = 0;
        int left = length(most);
        while (kept < Math.min(most, sorted.size()) && sorted.get(kept).length() <= left) {
            left -= sorted.get(kept).length();
            kept++;
        }
        return sorted.subList(kept, sorted.size());
    }
}
