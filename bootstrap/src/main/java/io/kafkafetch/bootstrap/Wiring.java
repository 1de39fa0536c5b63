package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.http.guard.Sites;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.logging.RejectionLog;
import io.kafkafetch.adapters.logging.TroubleLog;
import io.kafkafetch.application.DeriveInsights;
import io.kafkafetch.application.LossTotals;
import io.kafkafetch.application.ProcessBatch;
import io.kafkafetch.application.Rejections;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Puts together what every service has; every class it names has a plain constructor. {@link KafkaWiring},
 * {@link FileWiring} and {@link HttpWiring} add what the configured source and sink need.
 */
@Factory
final class Wiring {

    /** How often the same rejection is logged. */
    private static final Duration REJECTION_INTERVAL = Duration.ofSeconds(30);

    @Singleton
    Settings settings(Environment environment) {
        return new Settings(name -> environment.getProperty("kafka-fetch." + name, String.class));
    }

    /** Made at once, so that it is told of before the source starts. */
    @Context
    ManagementPort managementPort(Environment environment) {
        return ManagementPort.of(
                environment.getProperty("endpoints.all.port", String.class).orElse(""));
    }

    /** The same. */
    @Context
    ServerAddress serverAddress(Environment environment) {
        return ServerAddress.of(
                environment.getProperty("micronaut.server.host", String.class).orElse("127.0.0.1"),
                environment.getProperty("micronaut.server.port", String.class).orElse("8080"));
    }

    /** Made at once, so that what is wrong with it is reported before the source starts. */
    @Context
    Sites sites(Settings settings, ServerAddress address) {
        return SiteConfiguration.of(settings).sites(address);
    }

    @Singleton
    KafkaFetchConfiguration configuration(Settings settings) {
        return KafkaFetchConfiguration.of(settings);
    }

    @Singleton
    FileConfiguration fileConfiguration(Settings settings) {
        return FileConfiguration.of(settings);
    }

    @Singleton
    LiveConfiguration liveConfiguration(Settings settings) {
        return LiveConfiguration.of(settings);
    }

    @Singleton
    HealthConfiguration healthConfiguration(Settings settings) {
        return HealthConfiguration.of(settings);
    }

    @Singleton
    ProcessBatch processBatch(KafkaFetchConfiguration configuration, Tracing tracing) {
        return tracing.batches(new DeriveInsights(), configuration.consumerGroup());
    }

    @Singleton
    InsightEncoder insightEncoder() {
        return new InsightEncoder();
    }

    @Singleton
    Rejections rejections(KafkaFetchConfiguration configuration, FileConfiguration files) {
        String keptIn = switch (configuration.sink()) {
            case KAFKA -> configuration.dlqTopic();
            case FILE -> files.sinkDir().toString();
            case CONSOLE -> "no place, since SINK=console";
        };
        return new RejectionLog(keptIn, REJECTION_INTERVAL, System::nanoTime);
    }

    @Singleton
    TroubleBoard troubles() {
        return new TroubleBoard(new TroubleLog(), InstantSource.system());
    }

    @Singleton
    FreeDisk freeDisk(KafkaFetchConfiguration configuration, FileConfiguration files) {
        Path here = Path.of("").toAbsolutePath();
        return new FreeDisk(configuration.sink() == Sink.FILE ? List.of(here, files.sinkDir()) : List.of(here));
    }

    @Singleton
    Runbook runbook(HealthConfiguration health) {
        return health.runbook();
    }

    @Singleton
    LossTotals lossTotals() {
        return new LossTotals();
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
