package io.kafkafetch.adapters.http.live.hub;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import jakarta.inject.Singleton;

/** Ends the streams before the server stops, which else would break them off, or wait for them. */
@Singleton
@Requires(beans = LiveHub.class)
final class LiveEnd implements ApplicationEventListener<ShutdownEvent> {

    private final LiveHub hub;

    LiveEnd(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        hub.close();
    }
}
