package io.kafkafetch.adapters;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, with a bound. */
public final class Await {

    /** More than anything here takes; a test that waits this long has failed. */
    public static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofMillis(2);

    private Await() {}

    /** Waits until this is so; fails if it takes long, saying what was waited for. */
    public static void until(String what, Callable<Boolean> condition) {
        long start = System.nanoTime();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - start > LONG.toNanos()) {
                    throw new AssertionError("it did not happen that " + what);
                }
                Thread.sleep(STEP);
            }
        } catch (Exception failure) {
            throw new AssertionError("while waiting until " + what, failure);
        }
    }
}
