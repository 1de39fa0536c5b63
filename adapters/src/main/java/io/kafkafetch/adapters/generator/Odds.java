package io.kafkafetch.adapters.generator;

import java.util.stream.LongStream;

/**
 * Draws indices by weight in constant time: the alias method (Walker 1977, in Vose's form of 1991), with whole numbers
 * throughout, so that the shares are exact and the same everywhere.
 */
final class Odds {

    /** Of a column's {@link #height}, how much is its own; the rest is its alias's. */
    private final long[] own;

    private final int[] alias;
    private final long height;

    private Odds(long[] own, int[] alias, long height) {
        this.own = own;
        this.alias = alias;
        this.height = height;
    }

    /**
     * @param weights not negative, at least one positive
     * @throws ArithmeticException if the sum times the number of weights exceeds a {@code long}
     */
    static Odds of(long... weights) {
        int size = weights.length;
        long height = LongStream.of(weights).reduce(0, Math::addExact);
        if (height <= 0) {
            throw new IllegalArgumentException("no weight is positive");
        }
        long[] own = LongStream.of(weights)
                .map(weight -> Math.multiplyExact(weight, size))
                .toArray();
        return new Odds(own, fill(own, height), height);
    }

    /** Pours what stands over in tall columns into short ones until each is of the same height. */
    private static int[] fill(long[] own, long height) {
        int[] alias = new int[own.length];
        int[] shorts = new int[own.length];
        int[] talls = new int[own.length];
        int shortCount = 0;
        int tallCount = 0;
        for (int column = 0; column < own.length; column++) {
            alias[column] = column;
            if (own[column] < height) {
                shorts[shortCount++] = column;
            } else {
                talls[tallCount++] = column;
            }
        }
        while (shortCount > 0) {
            int low = shorts[--shortCount];
            int high = talls[tallCount - 1];
            alias[low] = high;
            own[high] -= height - own[low];
            if (own[high] < height) {
                tallCount--;
                shorts[shortCount++] = high;
            }
        }
        return alias;
    }

    int draw(Dice dice) {
        int column = dice.below(own.length);
        return dice.below(height) < own[column] ? column : alias[column];
    }
}
