package io.kafkafetch.adapters.http.logins.admission;

/** Where a setting's value has to be. */
final class Range {

    private Range() {}

    /** @throws IllegalArgumentException if it is not there; the message names the setting and its range */
    static <T extends Comparable<T>> void require(String name, T value, T least, T greatest) {
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            throw new IllegalArgumentException(name + "=" + value + " is not within " + least + " to " + greatest);
        }
    }
}
