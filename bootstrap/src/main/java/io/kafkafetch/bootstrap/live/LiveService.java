package io.kafkafetch.bootstrap.live;

import io.kafkafetch.adapters.kafka.progress.GroupProgress;
import io.kafkafetch.adapters.kafka.published.PublishedFeed;
import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Starts what reports on the whole pipeline once the service has what it needs, the cluster and its topics. At the end it
 * stops it without waiting: the service has its last batches to commit.
 */
@Singleton
@Requires(beans = Service.class)
final class LiveService {

    private static final Fault WAITING = Fault.of(TroubleCode.STARTING);

    private final Service service;
    private final Optional<GroupProgress> group;
    private final Optional<SourceProgress> source;
    private final Optional<PublishedFeed> feed;
    private final List<PublishedListener> ofPublished;
    private final List<ProgressListener> ofProgress;
    private CompletableFuture<Void> begun = new CompletableFuture<>();

    LiveService(
            Service service,
            Optional<GroupProgress> group,
            Optional<SourceProgress> source,
            Optional<PublishedFeed> feed,
            List<PublishedListener> ofPublished,
            List<ProgressListener> ofProgress) {
        this.service = service;
        this.group = group;
        this.source = source;
        this.feed = feed;
        this.ofPublished = List.copyOf(ofPublished);
        this.ofProgress = List.copyOf(ofProgress);
    }

    @EventListener
    void onStartup(StartupEvent event) {
        feed.ifPresent(waits -> ofPublished.forEach(listener -> listener.unavailable(WAITING.sentence())));
        group.ifPresent(waits -> ofProgress.forEach(listener -> listener.unknown(WAITING)));
        begun = service.started().thenRun(() -> {
            group.ifPresent(GroupProgress::start);
            source.ifPresent(SourceProgress::start);
            feed.ifPresent(PublishedFeed::start);
        });
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        begun.cancel(false);
        feed.ifPresent(PublishedFeed::stop);
        group.ifPresent(GroupProgress::stop);
        source.ifPresent(SourceProgress::close);
    }
}
