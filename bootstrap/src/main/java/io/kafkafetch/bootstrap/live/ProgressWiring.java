package io.kafkafetch.bootstrap.live;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.progress.GroupProgress;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.progress.HeldRecords;
import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.service.OnRoute;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** What reports how far the pipeline is: the group's offsets where there is a group, else what this process commits. */
@Factory
final class ProgressWiring {

    @Singleton
    HeldRecords held(TroubleBoard board) {
        return new HeldRecords(board);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.ReadsTopic.class)
    GroupProgress ofTopic(
            KafkaFetchConfiguration configuration,
            KafkaClients clients,
            List<ProgressListener> listeners,
            TroubleBoard board) {
        return GroupProgress.ofTopic(configuration.pipeline(), clients, all(listeners), board);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.ReadsFile.class)
    @Requires(condition = OnRoute.IntoTopics.class)
    GroupProgress ofFile(
            KafkaFetchConfiguration configuration,
            KafkaClients clients,
            List<ProgressListener> listeners,
            TroubleBoard board) {
        return GroupProgress.ofFile(configuration.pipeline(), clients, all(listeners), board);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.ReadsFile.class)
    @Requires(condition = OnRoute.NotIntoTopics.class)
    SourceProgress ofSource(
            KafkaFetchConfiguration configuration, OutcomeLedger ledger, List<ProgressListener> listeners) {
        return new SourceProgress(
                ledger, new Partition(configuration.inputTopic(), 0), all(listeners), InstantSource.system());
    }

    private static ProgressListener all(List<ProgressListener> listeners) {
        return listeners.stream().reduce(ProgressListener.UNHEARD, ProgressListener::and);
    }
}
