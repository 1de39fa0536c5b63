package io.kafkafetch.benchmarks.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for conditions. */
public final class Await {

    /** How far a moment that {@link #until} waited for may lie back when it is noticed. */
    static final Duration STEP = Duration.ofMillis(5);

    private Await() {}

    /** Waits until this is so; an {@link IllegalStateException} where it takes longer. */
    public static void until(String what, long seconds, BooleanSupplier condition) {
        if (!within(seconds, STEP, condition)) {
            throw new IllegalStateException("not within " + seconds + " s: " + what);
        }
    }

    /** Whether it came true within this time; it is looked at once a step. */
    public static boolean within(long seconds, Duration step, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(step.toNanos());
        }
        return true;
    }
}
