package io.kafkafetch.bootstrap.letters;

import io.kafkafetch.adapters.http.letters.LetterAnswers;
import io.kafkafetch.adapters.kafka.census.LetterFeed;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.letters.KafkaNewestLetters;
import io.kafkafetch.adapters.metrics.LetterMetrics;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.replay.desk.ReplayDesk;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.dlq.session.RunName;
import io.kafkafetch.bootstrap.service.OnRoute;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What counts dead letters, and lists them. */
@Factory
@Requires(condition = OnRoute.Reads.class)
@Requires(condition = OnRoute.IntoTopics.class)
final class LetterWiring {

    private static final Logger LOG = LoggerFactory.getLogger(LetterWiring.class);

    /** Records up to this size are sent again, however small the heap is; larger ones up to a share of it. */
    private static final long LEAST_RECORD = 1_100_000;

    /** A record that is sent again is in memory some ten times: as bytes, as text, changed, and in buffers. */
    private static final long SHARE = 64;

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

    @Bean(preDestroy = "close")
    @Singleton
    ReplayDesk desk(KafkaFetchConfiguration configuration, KafkaClients clients) {
        InstantSource clock = InstantSource.system();
        return new ReplayDesk(
                new ServiceReplays(configuration, clients, clock),
                Math.max(LEAST_RECORD, Runtime.getRuntime().maxMemory() / SHARE),
                RunName::of,
                clock,
                System::nanoTime,
                failure -> LOG.error("A replay of dead letters failed", failure));
    }

    @Context
    @Requires(beans = MeterRegistry.class)
    LetterMetrics metrics(MeterRegistry registry, LetterCensus census) {
        return new LetterMetrics(registry, census, InstantSource.system());
    }
}
