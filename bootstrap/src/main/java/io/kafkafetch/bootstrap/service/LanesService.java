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

/**
 * Starts the lanes once the cluster and its topics are there, without holding up the start of the service (its health
 * tells that it waits), and stops them before Micronaut closes anything they use.
 */
@Singleton
@Requires(condition = OnRoute.ReadsTopic.class)
final class LanesService implements Service {

    private final Lanes lanes;
    private final ClusterStart cluster;
    private final ConsumerRegistry consumers;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    LanesService(Lanes lanes, Topics topics, ConsumerRegistry consumers) {
        this.lanes = lanes;
        this.cluster = new ClusterStart(topics);
        this.consumers = consumers;
    }

    /** {@inheritDoc} It needs the cluster and its topics; a topic that is missing is exceptional. */
    @Override
    public CompletableFuture<Void> started() {
        return cluster.done();
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
        cluster.begin(lanes::clusterReady);
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        cluster.end();
        if (consumers instanceof AutoCloseable closeable) {
            lanes.stop(closeable);
        }
    }
}
