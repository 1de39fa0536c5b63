package io.kafkafetch.bootstrap;

import java.util.concurrent.CompletableFuture;

/** What {@code run} runs, whatever its source. It starts and stops with the application context. */
interface Service {

    /** Completes when all that it needs is there; exceptionally if it cannot start. */
    CompletableFuture<Void> started();

    /** Completes when its source has no more; exceptionally if it cannot go on. Of a source without an end it never does. */
    CompletableFuture<Void> ended();
}
