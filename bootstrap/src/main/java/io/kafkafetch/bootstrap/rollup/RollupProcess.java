package io.kafkafetch.bootstrap.rollup;

import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.bootstrap.service.ClusterStart;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A service that reads no logins and adds up what others counted. It waits for the cluster and its topics. */
@Singleton
@Requires(condition = OnRollups.Alone.class)
final class RollupProcess implements Service {

    private final ClusterStart cluster;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    RollupProcess(Topics topics) {
        this.cluster = new ClusterStart(topics);
    }

    @Override
    public CompletableFuture<Void> started() {
        return cluster.done();
    }

    /** {@inheritDoc} A topic has no end. */
    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** {@inheritDoc} The board of troubles says how the merger is. */
    @Override
    public List<Vitals> vitals() {
        return List.of();
    }

    @EventListener
    void onStartup(StartupEvent event) {
        cluster.begin(() -> {});
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        cluster.end();
    }
}
