package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.adapters.kafka.KafkaClients;
import io.kafkafetch.adapters.kafka.PublishedFeed;
import io.kafkafetch.adapters.kafka.PublishedListener;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** What feeds the live view: what is published, read back; where nobody can read it back, what this process commits. */
@Factory
@Requires(condition = LiveView.class)
final class LiveWiring {

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = "kafka-fetch.sink", value = "kafka")
    PublishedFeed feed(
            KafkaFetchConfiguration configuration,
            LiveConfiguration live,
            KafkaClients clients,
            ObjectMapper mapper,
            List<PublishedListener> listeners) {
        return new PublishedFeed(
                configuration.laneSettings("any"),
                clients,
                new InsightDecoder(mapper),
                live.liveHistory(),
                PublishedListener.all(listeners));
    }

    @Singleton
    @Requires(property = "kafka-fetch.sink", notEquals = "kafka")
    LiveTap tap(List<PublishedListener> listeners) {
        return new LiveTap(PublishedListener.all(listeners), InstantSource.system());
    }
}
