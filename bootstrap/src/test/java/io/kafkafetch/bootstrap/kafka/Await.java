package io.kafkafetch.bootstrap.kafka;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, with a bound. */
public final class Await {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(25);

    private Await() {}

    /** Waits until this is so; fails after a minute, saying what was waited for. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, condition, () -> "");
    }

    /** The same; a failure also says what these details are then. */
    public static void until(String what, Callable<Boolean> condition, Callable<String> details) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > BOUND.toNanos()) {
                throw new AssertionError(
                        "within " + BOUND.toSeconds() + " s it did not happen that " + what + "\n" + details.call());
            }
            Thread.sleep(STEP);
        }
    }
}
