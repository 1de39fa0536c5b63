package io.kafkafetch.domain.rollup;

/**
 * All logins of a window, how many of them no shorter window tells apart, and how many records were rejected meanwhile.
 * Immutable.
 *
 * @param coarse logins that came by this window or a longer one: they are in no window of the next finer resolution,
 *     from 0 to all
 * @param rejected records that were rejected while the window lasted, from 0: most of them have no time of their own
 */
public record WindowTotal(WindowTally tally, long coarse, long rejected) {

    /** @throws IllegalArgumentException if {@code coarse} or {@code rejected} is out of range */
    public WindowTotal {
        if (coarse < 0 || coarse > tally.logins() || rejected < 0) {
            throw new IllegalArgumentException(coarse + " of " + tally.logins() + " logins, " + rejected + " rejected");
        }
    }

    /** Logins alone. @throws IllegalArgumentException if {@code coarse} is out of range */
    public WindowTotal(WindowTally tally, long coarse) {
        this(tally, coarse, 0);
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
        return new WindowTotal(
                tally.plus(other.tally), Math.addExact(coarse, other.coarse), Math.addExact(rejected, other.rejected));
    }
}
