package io.kafkafetch.domain.rollup;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.users.UniqueUsers;
import io.kafkafetch.domain.users.UserSketch;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is counted of the logins of a window: the same as of a batch, with a bound on the names. The product of
 * commutative monoids, and so one itself. Immutable.
 */
public final class WindowTally {

    private final HourCounts hours;

    private final Map<Dimension, Names> names = new EnumMap<>(Dimension.class);

    private final long logins;
    private final UniqueUsers users;

    /**
     * A tally of these parts.
     *
     * @param users of these logins, or of some of them
     * @throws IllegalArgumentException if they do not count the same number of logins, or there are more logins of users
     */
    public WindowTally(HourCounts hours, Function<Dimension, Names> names, UniqueUsers users) {
        this.hours = hours;
        this.logins = hours.total();
        for (Dimension dimension : Dimension.values()) {
            Names part = names.apply(dimension);
            if (part.total() != logins) {
                throw new IllegalArgumentException("the parts of a window count different numbers of logins");
            }
            this.names.put(dimension, part);
        }
        this.users = users;
        if (users.logins() > logins) {
            throw new IllegalArgumentException("users of " + users.logins() + " of " + logins + " logins");
        }
    }

    /** No login; so many names of each dimension would be kept. */
    public static WindowTally none(int mostNames) {
        return new WindowTally(HourCounts.EMPTY, dimension -> Names.none(mostNames), UniqueUsers.NONE);
    }

    /**
     * What was counted of a batch, or of any other logins whose users nobody asked for, as far as so many names of each
     * dimension are kept.
     */
    public static WindowTally of(LoginTally tally, int mostNames) {
        return new WindowTally(tally.hours(), dimension -> Names.of(tally.by(dimension), mostNames), UniqueUsers.NONE);
    }

    /** How many logins are counted. */
    public long logins() {
        return logins;
    }

    /** Logins per hour of the day. */
    public HourCounts hours() {
        return hours;
    }

    /** Logins per name of this dimension. */
    public Names by(Dimension dimension) {
        return requireNonNull(names.get(dimension));
    }

    /** The different users of the logins, where they were asked for. */
    public UniqueUsers users() {
        return users;
    }

    /**
     * Both counted together.
     *
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     * @throws UserSketch.OtherKeyException if users were hashed with different keys
     */
    public WindowTally plus(WindowTally other) {
        return new WindowTally(
                hours.plus(other.hours), dimension -> by(dimension).plus(other.by(dimension)), users.plus(other.users));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowTally that
                && hours.equals(that.hours)
                && names.equals(that.names)
                && users.equals(that.users);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * hours.hashCode() + names.hashCode()) + users.hashCode();
    }

    @Override
    public String toString() {
        return "WindowTally[hours=" + hours + ", names=" + names + ", users=" + users + "]";
    }
}
