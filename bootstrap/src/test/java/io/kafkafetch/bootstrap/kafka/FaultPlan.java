package io.kafkafetch.bootstrap.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;

/** What goes wrong with a producer's transactions, and when. Called on the commit threads. */
@FunctionalInterface
interface FaultPlan {

    /**
     * Stands in for this call of a producer's method: makes it, or fails before or after it.
     *
     * @param method such as {@code commitTransaction}
     */
    void call(String method, Call call) throws Throwable;

    /** The call itself. */
    @FunctionalInterface
    interface Call {
        void make() throws Throwable;
    }

    /** The method fails without being called, every nth time. */
    static FaultPlan failing(String failing, int everyNth) {
        AtomicInteger calls = new AtomicInteger();
        return (method, call) -> {
            if (method.equals(failing) && calls.incrementAndGet() % everyNth == 0) {
                throw new TimeoutException("injected: " + method + " fails");
            }
            call.make();
        };
    }

    /** Every nth commit succeeds at the broker, but its answer is lost. */
    static FaultPlan losingAnswers(int everyNth) {
        AtomicInteger calls = new AtomicInteger();
        return (method, call) -> {
            call.make();
            if (method.equals("commitTransaction") && calls.incrementAndGet() % everyNth == 0) {
                throw new TimeoutException("injected: the answer to " + method + " is lost");
            }
        };
    }
}
