package io.kafkafetch.bootstrap.letters;

import io.kafkafetch.adapters.http.replays.ReplayStreams;
import io.kafkafetch.application.replay.desk.ReplayDesk;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** Ends a replay before the service does, and lets those who watch it hear so. */
@Singleton
@Requires(beans = ReplayDesk.class)
final class ReplayService {

    private final ReplayDesk desk;
    private final ReplayStreams streams;

    ReplayService(ReplayDesk desk, ReplayStreams streams) {
        this.desk = desk;
        this.streams = streams;
    }

    @EventListener
    void onShutdown(ShutdownEvent event) {
        desk.close();
        streams.close();
    }
}
