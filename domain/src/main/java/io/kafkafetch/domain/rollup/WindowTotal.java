package io.kafkafetch.domain.rollup;

/**
 * All logins of a window, and how many of them no shorter window tells apart. Immutable.
 *
 * @param coarse logins that came by this window or a longer one: they are in no window of the next finer resolution,
 *     from 0 to all
 */
public record WindowTotal(WindowTally tally, long coarse) {

    /** @throws IllegalArgumentException if {@code coarse} is out of range */
    public WindowTotal {
        if (coarse < 0 || coarse > tally.logins()) {
            throw new IllegalArgumentException(coarse + " of " + tally.logins() + " logins");
        }
    }

    /** No login; so many names of each dimension would be kept. */
    public static WindowTotal none(int mostNames) {
        return new WindowTotal(WindowTally.none(mostNames), 0);
    }

    /**
     * Both counted together.
     *
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public WindowTotal plus(WindowTotal other) {
        return new WindowTotal(tally.plus(other.tally), Math.addExact(coarse, other.coarse));
    }
}
