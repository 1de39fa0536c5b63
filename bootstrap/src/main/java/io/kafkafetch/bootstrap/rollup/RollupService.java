package io.kafkafetch.bootstrap.rollup;

import io.kafkafetch.adapters.kafka.rollup.RollupFeed;
import io.kafkafetch.adapters.kafka.rollup.RollupMerger;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Starts the totals' parts once the service has what it needs, the cluster and its topics. The service does not depend on
 * them: what they lack for a while comes later.
 */
@Singleton
@Requires(beans = {Service.class, RollupFeed.class})
final class RollupService {

    private final Service service;
    private final Optional<RollupMerger> merger;
    private final RollupFeed feed;
    private CompletableFuture<Void> begun = new CompletableFuture<>();

    RollupService(Service service, Optional<RollupMerger> merger, RollupFeed feed) {
        this.service = service;
        this.merger = merger;
        this.feed = feed;
    }

    @EventListener
    void onStartup(StartupEvent event) {
        begun = service.started().thenRun(() -> {
            merger.ifPresent(RollupMerger::start);
            feed.start();
        });
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        begun.cancel(false);
        merger.ifPresent(RollupMerger::stop);
        feed.stop();
    }
}
