package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.kafka.source.Lanes;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.application.health.Vitals;
import io.micronaut.configuration.kafka.ConsumerRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Starts the lanes once the cluster and its topics are there, without holding up the start of the service (its health
 * tells that it waits), and stops them before Micronaut closes anything they use.
 */
@Singleton
@Requires(condition = OnRoute.ReadsTopic.class)
final class LanesService implements Service {

    private final Lanes lanes;
    private final Topics topics;
    private final ConsumerRegistry consumers;
    private @Nullable Thread watching;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    LanesService(Lanes lanes, Topics topics, ConsumerRegistry consumers) {
        this.lanes = lanes;
        this.topics = topics;
        this.consumers = consumers;
    }

    /** {@inheritDoc} It needs the cluster and its topics; a topic that is missing is exceptional. */
    @Override
    public CompletableFuture<Void> started() {
        return started;
    }

    /** {@inheritDoc} A topic has no end. */
    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public List<Vitals> vitals() {
        return lanes.vitals();
    }

    @EventListener
    void onStartup(StartupEvent event) {
        watching = Thread.ofPlatform().name("kafka-fetch-cluster").daemon().start(this::watchCluster);
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        if (watching != null) {
            watching.interrupt();
        }
        if (consumers instanceof AutoCloseable closeable) {
            lanes.stop(closeable);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void watchCluster() {
        try {
            topics.await();
            lanes.clusterReady();
            started.complete(null);
            topics.watch();
        } catch (InterruptedException | RuntimeException failure) {
            started.completeExceptionally(failure);
        }
    }
}
