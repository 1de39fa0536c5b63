package io.kafkafetch.bootstrap.service;

import io.kafkafetch.application.health.Vitals;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What {@code run} runs, whatever its source. It starts and stops with the application context. */
public interface Service {

    /** Completes when all that it needs is there; exceptionally if it cannot start. */
    CompletableFuture<Void> started();

    /** Completes when its source has no more; exceptionally if it cannot go on. Of a source without an end it never does. */
    CompletableFuture<Void> ended();

    /** Signs of life of those who work in it; none yet where it has not begun. */
    List<Vitals> vitals();
}
