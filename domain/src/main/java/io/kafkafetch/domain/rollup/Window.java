package io.kafkafetch.domain.rollup;

import java.util.Comparator;

/**
 * A span of time that logins are counted in. Ordered by resolution, then by time.
 *
 * @param start in epoch seconds; belongs to the window
 */
public record Window(Resolution resolution, long start) implements Comparable<Window> {

    private static final Comparator<Window> ORDER =
            Comparator.comparing(Window::resolution).thenComparingLong(Window::start);

    @Override
    public int compareTo(Window other) {
        return ORDER.compare(this, other);
    }
}
