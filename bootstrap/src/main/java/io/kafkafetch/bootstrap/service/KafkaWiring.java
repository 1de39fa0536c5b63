package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.StartPolicy;
import io.kafkafetch.adapters.kafka.ledger.LaneLedgers;
import io.kafkafetch.adapters.kafka.source.Lanes;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.adapters.kafka.value.ValueDecoder;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.registry.SchemaShelf;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Route;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.tracing.Tracing;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What has to do with Kafka. */
@Factory
final class KafkaWiring {

    @Singleton
    MemoryBudget memoryBudget(KafkaFetchConfiguration configuration) {
        return configuration.memoryBudget();
    }

    @Singleton
    KafkaClients clients(BeanContext context) {
        KafkaClients clients = new KafkaClients(context);
        clients.check();
        return clients;
    }

    @Singleton
    Topics topics(KafkaFetchConfiguration configuration, Payload payload, KafkaClients clients, TroubleBoard board) {
        return new Topics(
                clients::admin,
                clients.bootstrapServers(),
                configuration.inputTopic(),
                configuration.outputTopic(),
                configuration.dlqTopic(),
                configuration.usedTopics(),
                // Where nobody reads logins, as to generate some, there are no totals of them.
                configuration.route().reader() == Route.Reader.NOBODY ? Optional.empty() : configuration.rollupTopics(),
                configuration.topicCreation(),
                board,
                payload::mostBytes,
                configuration.memoryBudget()::shortage);
    }

    @Singleton
    @Requires(condition = OnRoute.ReadsTopic.class)
    InputTopic inputTopic(KafkaFetchConfiguration configuration, KafkaClients clients, List<Losses> losses) {
        return InputTopic.of(
                clients::admin,
                configuration.inputTopic(),
                start(clients.autoOffsetReset(configuration.groupId())),
                configuration.topicRecreated(),
                Losses.all(losses));
    }

    private static StartPolicy start(String autoOffsetReset) {
        try {
            return StartPolicy.of(autoOffsetReset);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidSettingException("KAFKA_AUTO_OFFSET_RESET", autoOffsetReset, StartPolicy.EXPECTED);
        }
    }

    /** None where no registry is known. */
    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.ReadsTopic.class)
    @Requires(property = "kafka-fetch.schema-registry-url", pattern = "(?s)\\s*\\S.*")
    SchemaShelf schemas(KafkaFetchConfiguration configuration) {
        return new SchemaShelf(
                configuration.registry().open().orElseThrow(), ValueDecoder.compiler(configuration.format()));
    }

    @Singleton
    @Requires(condition = OnRoute.ReadsTopic.class)
    Lanes lanes(
            KafkaFetchConfiguration configuration,
            InputTopic input,
            Optional<SchemaShelf> schemas,
            InstanceName instance,
            ProcessBatch processBatch,
            KafkaClients clients,
            Optional<OutcomeLedger> otherLedger,
            InsightEncoder insights,
            Payload payload,
            Rejections rejections,
            Tracing tracing,
            List<Commits> commits,
            TroubleBoard board) {
        Commits all = commits.stream().reduce(Commits.UNHEARD, Commits::and);
        KafkaPipeline pipeline = configuration.pipeline();
        LaneLedgers ledgers = otherLedger
                .map(ledger -> LaneLedgers.shared(pipeline, ledger))
                .orElseGet(() -> LaneLedgers.kafka(
                        pipeline, instance.text(), clients, insights, payload, InstantSource.system()));
        return new Lanes(
                configuration.laneSettings(schemas),
                input,
                processBatch,
                ledgers,
                rejections,
                tracing.records(),
                all,
                board);
    }
}
