package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.logging.RejectionLog;
import io.kafkafetch.adapters.logging.TroubleLog;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.ledger.SkippedTotals;
import io.kafkafetch.application.progress.LossTotals;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.tracing.Tracing;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Puts together what every service has; every class it names has a plain constructor. {@link KafkaWiring},
 * {@link FileWiring} and {@link HttpWiring} add what the configured source and sink need.
 */
@Factory
final class Wiring {

    /** How often the same rejection is logged. */
    private static final Duration REJECTION_INTERVAL = Duration.ofSeconds(30);

    @Singleton
    ProcessBatch processBatch(KafkaFetchConfiguration configuration, Tracing tracing) {
        return tracing.batches(new DeriveInsights(configuration.insights()), configuration.consumerGroup());
    }

    @Singleton
    InsightEncoder insightEncoder() {
        return new InsightEncoder();
    }

    @Bean(preDestroy = "close")
    @Singleton
    RejectionLog rejections(KafkaFetchConfiguration configuration, FileConfiguration files) {
        String keptIn = switch (configuration.sink()) {
            case KAFKA -> configuration.dlqTopic();
            case FILE -> files.sinkDir().toString();
            case CONSOLE -> "no place, since SINK=console";
        };
        return new RejectionLog(keptIn, REJECTION_INTERVAL, System::nanoTime).start();
    }

    @Singleton
    TroubleBoard troubles() {
        return new TroubleBoard(new TroubleLog(), InstantSource.system());
    }

    @Singleton
    LossTotals lossTotals() {
        return new LossTotals();
    }

    @Singleton
    SkippedTotals skippedTotals() {
        return new SkippedTotals();
    }

    @Singleton
    InstanceName instanceName(KafkaFetchConfiguration configuration) {
        return InstanceName.find(
                configuration.instanceId(),
                configuration.groupId(),
                host(),
                () -> LockFolder.find(System.getenv(), Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
