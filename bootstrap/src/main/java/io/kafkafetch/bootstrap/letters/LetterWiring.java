package io.kafkafetch.bootstrap.letters;

import io.kafkafetch.adapters.http.letters.LetterAnswers;
import io.kafkafetch.adapters.kafka.census.LetterFeed;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.letters.KafkaNewestLetters;
import io.kafkafetch.adapters.metrics.LetterMetrics;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.service.OnRoute;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What counts dead letters, and lists them. */
@Factory
@Requires(condition = OnRoute.Reads.class)
@Requires(condition = OnRoute.IntoTopics.class)
final class LetterWiring {

    @Singleton
    LetterCensus census() {
        return new LetterCensus();
    }

    @Bean(preDestroy = "close")
    @Singleton
    LetterFeed feed(KafkaFetchConfiguration configuration, KafkaClients clients, LetterCensus census) {
        return new LetterFeed(configuration.pipeline(), clients, census);
    }

    @Singleton
    LetterAnswers answers(KafkaFetchConfiguration configuration, KafkaClients clients, LetterCensus census) {
        return new LetterAnswers(
                new KafkaNewestLetters(clients, configuration.dlqTopic()), census, configuration.zone());
    }

    @Context
    @Requires(beans = MeterRegistry.class)
    LetterMetrics metrics(MeterRegistry registry, LetterCensus census) {
        return new LetterMetrics(registry, census, InstantSource.system());
    }
}
