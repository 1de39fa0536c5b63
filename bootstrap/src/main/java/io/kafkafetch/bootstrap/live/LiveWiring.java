package io.kafkafetch.bootstrap.live;

import io.kafkafetch.adapters.http.live.hub.LiveHub;
import io.kafkafetch.adapters.http.live.state.LiveInsights;
import io.kafkafetch.adapters.http.live.state.LivePipeline;
import io.kafkafetch.adapters.http.live.state.PipelineFacts;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.published.PublishedFeed;
import io.kafkafetch.adapters.kafka.published.PublishedHistory;
import io.kafkafetch.adapters.kafka.source.Lanes;
import io.kafkafetch.application.ledger.SkippedTotals;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.progress.LossTotals;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.LiveConfiguration;
import io.kafkafetch.bootstrap.health.ServiceHealth;
import io.kafkafetch.bootstrap.process.Version;
import io.kafkafetch.bootstrap.service.InstanceName;
import io.kafkafetch.bootstrap.service.OnRoute;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The live view. It is fed with what is published, read back; where nobody can read it back, with what this process
 * commits.
 */
@Factory
@Requires(condition = OnRoute.Reads.class)
@Requires(condition = LiveView.class)
final class LiveWiring {

    /**
     * Records that are read back of what was published before, where totals come from the rollups: enough for the
     * latest batches and dead letters, and read within a second or so.
     */
    private static final long NEWEST_BESIDE_TOTALS = 20_000;

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.IntoTopics.class)
    PublishedFeed feed(
            KafkaFetchConfiguration configuration,
            LiveConfiguration live,
            KafkaClients clients,
            List<PublishedListener> listeners,
            TroubleBoard board,
            Optional<Lanes> lanes) {
        return new PublishedFeed(
                configuration.pipeline(),
                clients,
                new PublishedHistory(
                        live.liveHistory(),
                        configuration.rollupTopics().isPresent()
                                ? OptionalLong.of(NEWEST_BESIDE_TOTALS)
                                : OptionalLong.empty()),
                listeners,
                board,
                lanes.<BooleanSupplier>map(found -> found::areBusy).orElse(() -> false));
    }

    @Singleton
    @Requires(condition = OnRoute.NotIntoTopics.class)
    LiveTap tap(List<PublishedListener> listeners) {
        return new LiveTap(listeners, InstantSource.system());
    }

    // ---- what is shown

    @Singleton
    LiveInsights insights(KafkaFetchConfiguration configuration) {
        return new LiveInsights(InstantSource.system(), configuration.insights());
    }

    @Singleton
    LivePipeline pipeline(
            KafkaFetchConfiguration configuration,
            InstanceName instance,
            Runbook runbook,
            BeanProvider<ServiceHealth> health,
            LossTotals losses,
            SkippedTotals skipped,
            Optional<LetterCensus> letters) {
        PipelineFacts facts = new PipelineFacts(
                instance.text(),
                Version.text(),
                Instant.now(),
                configuration.source().text(),
                configuration.sink().text(),
                configuration.groupId(),
                configuration.inputTopic(),
                configuration.outputTopic(),
                configuration.dlqTopic(),
                configuration.insights().text(),
                configuration.hasRollups(),
                configuration.batchSize(),
                configuration.batchMaxAge(),
                configuration.hourOfDay().zone(),
                runbook);
        return new LivePipeline(
                facts,
                () -> health.get().troubles(),
                losses,
                skipped,
                () -> letters.flatMap(LetterCensus::counts),
                InstantSource.system(),
                System::nanoTime);
    }

    @Bean(preDestroy = "close")
    @Singleton
    LiveHub hub(LiveInsights insights, LivePipeline pipeline, JsonMapper mapper, LiveConfiguration live) {
        return new LiveHub(insights, pipeline, mapper, live.viewers());
    }
}
