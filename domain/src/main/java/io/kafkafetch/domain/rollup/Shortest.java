package io.kafkafetch.domain.rollup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which names are kept where there are too many. */
final class Shortest {

    private static final Comparator<String> FIRST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private Shortest() {}

    /** All of these names but the shortest. */
    static List<String> beyond(int most, Collection<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(FIRST);
        return sorted.subList(Math.min(most, sorted.size()), sorted.size());
    }
}
