package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.kafka.topics.Topics;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the cluster and its topics without holding up the start of the service (its health tells that it waits), and
 * then watches the cluster. Used by one thread.
 */
public final class ClusterStart {

    private final Topics topics;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private @Nullable Thread watching;

    /** Nothing is waited for yet. */
    public ClusterStart(Topics topics) {
        this.topics = topics;
    }

    /** Completes when the cluster and its topics are there; exceptionally if the service cannot start. */
    public CompletableFuture<Void> done() {
        return done;
    }

    /**
     * Begins, once.
     *
     * @param ready called by another thread, before {@link #done} completes
     */
    public void begin(Runnable ready) {
        watching = Thread.ofPlatform().name("kafka-fetch-cluster").daemon().start(() -> watch(ready));
    }

    /** Neither waits nor watches any more. */
    public void end() {
        if (watching != null) {
            watching.interrupt();
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void watch(Runnable ready) {
        try {
            topics.await();
            ready.run();
            done.complete(null);
            topics.watch();
        } catch (InterruptedException | RuntimeException failure) {
            done.completeExceptionally(failure);
        }
    }
}
