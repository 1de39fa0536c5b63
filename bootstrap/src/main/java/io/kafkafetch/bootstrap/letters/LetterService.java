package io.kafkafetch.bootstrap.letters;

import io.kafkafetch.adapters.kafka.census.LetterFeed;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Starts counting once the service has what it needs. At the end it stops it without waiting. */
@Singleton
@Requires(beans = {Service.class, LetterFeed.class})
final class LetterService {

    private final Service service;
    private final LetterFeed feed;
    private CompletableFuture<Void> begun = new CompletableFuture<>();

    LetterService(Service service, LetterFeed feed) {
        this.service = service;
        this.feed = feed;
    }

    @EventListener
    void onStartup(StartupEvent event) {
        begun = service.started().thenRun(feed::start);
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        begun.cancel(false);
        feed.stop();
    }
}
