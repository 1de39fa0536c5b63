package io.kafkafetch.bootstrap.rollup;

import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.file.rollup.FolderRollups;
import io.kafkafetch.adapters.http.rollups.RollupAnswers;
import io.kafkafetch.adapters.http.rollups.RollupResponses;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.rollup.RollupFeed;
import io.kafkafetch.adapters.kafka.rollup.RollupMerger;
import io.kafkafetch.adapters.metrics.RollupMetrics;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What makes totals, and what reads them back. */
@Factory
final class RollupWiring {

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRollups.Merges.class)
    RollupMerger merger(KafkaFetchConfiguration configuration, KafkaClients clients, TroubleBoard board) {
        return new RollupMerger(configuration.pipeline(), topics(configuration), clients, board);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRollups.Reads.class)
    RollupFeed feed(
            KafkaFetchConfiguration configuration,
            KafkaClients clients,
            List<RollupListener> listeners,
            TroubleBoard board) {
        return new RollupFeed(configuration.pipeline(), topics(configuration), clients, listeners, board);
    }

    @Bean(preDestroy = "close")
    @Context
    @Requires(condition = OnRollups.InFolder.class)
    FolderRollups folder(
            KafkaFetchConfiguration configuration,
            FileLedger ledger,
            List<RollupListener> listeners,
            TroubleBoard board) {
        FolderRollups folder = new FolderRollups(ledger, configuration.rules(), listeners, board);
        folder.start();
        return folder;
    }

    @Singleton
    @Requires(condition = OnRollups.Known.class)
    RollupView view() {
        return new RollupView();
    }

    @Context
    @Requires(condition = OnRollups.Known.class)
    @Requires(beans = MeterRegistry.class)
    RollupMetrics metrics(MeterRegistry registry, KafkaFetchConfiguration configuration, RollupView view) {
        return new RollupMetrics(registry, view, configuration.hourOfDay(), InstantSource.system());
    }

    /** Where there are no totals, the answers say so. */
    @Singleton
    RollupResponses responses(KafkaFetchConfiguration configuration, Optional<RollupView> view) {
        return new RollupResponses(
                view.map(known -> new RollupAnswers(known, configuration.hourOfDay(), InstantSource.system())));
    }

    private static RollupTopics topics(KafkaFetchConfiguration configuration) {
        return configuration.rollupTopics().orElseThrow();
    }
}
