package io.kafkafetch.adapters.generator;

/**
 * The source of all chance: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014),
 * written out. A pinned seed must give the same bytes on every machine and JDK for years, and the JDK promises that of
 * {@link java.util.Random} alone, which is slow and poor. Nothing but integer arithmetic is used here and by those who
 * throw the dice: no floating point functions, no hash order, no clock, no locale.
 */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** Dice of their own for another purpose, so that neither shifts the other's throws. */
    Dice split() {
        return new Dice(bits());
    }

    /** 64 even bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound - 1}; by multiplication, whose bias (bound / 2^64) nobody can see. */
    long below(long bound) {
        return Math.unsignedMultiplyHigh(bits(), bound);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) below((long) bound);
    }

    /** True in so many of a hundred throws. */
    boolean percent(int percent) {
        return below(100) < percent;
    }
}
