package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.adapters.Await;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A call on a thread of its own that is known to wait, or to have returned. */
public final class Waiting<T> {

    /** More than anything here takes; a test that waits this long has failed. */
    public static final Duration LONG = Duration.ofSeconds(30);

    /** Less than {@link #LONG}, so that a wait that merely ran out is seen. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private Waiting(Callable<T> call) {
        this.thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(call.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
    }

    /** Makes the call, and returns once it waits for something. */
    public static <T> Waiting<T> in(Callable<T> call) {
        Waiting<T> waiting = new Waiting<>(call);
        Await.until("the call waits", () -> waiting.isWaiting() || waiting.result.isDone());
        return waiting;
    }

    boolean isWaiting() {
        return thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING;
    }

    public boolean isOver() {
        return result.isDone();
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** What the call returned; fails if it does not soon. */
    public T result() throws Exception {
        return result.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
