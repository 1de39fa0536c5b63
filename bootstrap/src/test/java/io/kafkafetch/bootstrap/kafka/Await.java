package io.kafkafetch.bootstrap.kafka;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, with a bound. */
public final class Await {

    /** Ends a test that hangs, also on busy cores. It is no promise: what must be quick is measured. */
    private static final Duration BOUND = Duration.ofMinutes(2);

    private static final Duration STEP = Duration.ofMillis(25);
    private static final Duration LONGEST_STEP = Duration.ofMillis(500);

    /** Of what a look took, so that looks at a broker leave the cores to those that are waited for. */
    private static final int REST_PER_LOOK = 2;

    private Await() {}

    /** Waits until this is so; fails after two minutes, saying what was waited for. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, condition, () -> "");
    }

    /** The same; a failure also says what these details are then. */
    public static void until(String what, Callable<Boolean> condition, Callable<String> details) throws Exception {
        long start = System.nanoTime();
        long look = start;
        while (!condition.call()) {
            long took = System.nanoTime() - look;
            if (System.nanoTime() - start > BOUND.toNanos()) {
                throw new AssertionError(
                        "within " + BOUND.toSeconds() + " s it did not happen that " + what + "\n" + details.call());
            }
            Thread.sleep(Duration.ofNanos(Math.clamp(REST_PER_LOOK * took, STEP.toNanos(), LONGEST_STEP.toNanos())));
            look = System.nanoTime();
        }
    }
}
