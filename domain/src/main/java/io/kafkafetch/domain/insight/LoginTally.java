package io.kafkafetch.domain.insight;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything that is counted of some logins, by hour and by each {@link Dimension}: the product of commutative monoids,
 * and so one itself. For any split of the same logins {@code tally(a ++ b) = tally(a).plus(tally(b))}, in any order.
 * A {@link LoginCounter} may leave dimensions out that nobody asks for; a sum with such a tally lacks them too. Immutable.
 */
public final class LoginTally {

    /** No login. */
    public static final LoginTally EMPTY = new LoginTally(HourCounts.EMPTY, dimension -> Frequencies.EMPTY);

    /** Stands for a dimension that was left out; known by its identity. */
    private static final Frequencies UNCOUNTED = new Frequencies(Map.of());

    private final HourCounts hours;

    /** By the dimension's ordinal. */
    private final Frequencies[] names;

    private final long events;

    /**
     * A tally of these parts.
     *
     * @throws IllegalArgumentException if they do not count the same number of logins
     */
    public LoginTally(HourCounts hours, Function<Dimension, Frequencies> names) {
        this(hours, Arrays.stream(Dimension.values()).map(names).toArray(Frequencies[]::new));
    }

    /** Of no dimension, by their ordinals. */
    static Frequencies[] uncounted() {
        Frequencies[] names = new Frequencies[Dimension.values().length];
        Arrays.fill(names, UNCOUNTED);
        return names;
    }

    /** @param names by the dimension's ordinal; belongs to this tally from now on */
    LoginTally(HourCounts hours, Frequencies[] names) {
        this.hours = hours;
        this.names = names;
        this.events = hours.total();
        for (Frequencies part : names) {
            if (isCounted(part) && part.total() != events) {
                throw new IllegalArgumentException("the parts of a tally count different numbers of logins");
            }
        }
    }

    /** How many logins are counted. */
    public long events() {
        return events;
    }

    /** Logins per hour of the day. */
    public HourCounts hours() {
        return hours;
    }

    /**
     * Logins per name of this dimension.
     *
     * @throws IllegalStateException if it was left out
     */
    @SuppressWarnings("EnumOrdinal") // for each batch: an array is smaller than a map
    public Frequencies by(Dimension dimension) {
        Frequencies found = names[dimension.ordinal()];
        if (!isCounted(found)) {
            throw new IllegalStateException("nobody asked for logins by " + dimension.singular());
        }
        return found;
    }

    /** Both counted together, by what both are counted by. */
    public LoginTally plus(LoginTally other) {
        Frequencies[] sum = uncounted();
        for (int i = 0; i < sum.length; i++) {
            if (isCounted(names[i]) && isCounted(other.names[i])) {
                sum[i] = names[i].plus(other.names[i]);
            }
        }
        return new LoginTally(hours.plus(other.hours), sum);
    }

    @SuppressWarnings("ReferenceEquality") // one that counted nothing is equal to it
    private static boolean isCounted(Frequencies names) {
        return names != UNCOUNTED;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoginTally that && hours.equals(that.hours) && Arrays.equals(names, that.names);
    }

    @Override
    public int hashCode() {
        return 31 * hours.hashCode() + Arrays.hashCode(names);
    }

    @Override
    public String toString() {
        return "LoginTally[hours=" + hours + ", names=" + Arrays.toString(names) + "]";
    }
}
