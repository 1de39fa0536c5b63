package io.kafkafetch.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for conditions, which are looked at every few milliseconds. */
final class Await {

    /** How far a moment that was waited for may lie back when it is noticed. */
    static final Duration STEP = Duration.ofMillis(5);

    private Await() {}

    /** @throws IllegalStateException where it takes longer than this */
    static void until(String what, long seconds, BooleanSupplier condition) {
        if (!within(seconds, condition)) {
            throw new IllegalStateException("not within " + seconds + " s: " + what);
        }
    }

    /** Whether it came true within this time. */
    static boolean within(long seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }
}
