package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.kafka.KafkaClients;
import io.kafkafetch.adapters.kafka.LaneSettings;
import io.kafkafetch.adapters.kafka.Lanes;
import io.kafkafetch.adapters.kafka.Topics;
import io.kafkafetch.adapters.logging.RejectionLog;
import io.kafkafetch.application.DeriveInsights;
import io.kafkafetch.application.ProcessBatch;
import io.kafkafetch.application.Rejections;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Puts the service together; every class it names has a plain constructor. */
@Factory
final class Wiring {

    /** How often the same rejection is logged. */
    private static final Duration REJECTION_INTERVAL = Duration.ofSeconds(30);

    @Singleton
    Settings settings(Environment environment) {
        return new Settings(name -> environment.getProperty("kafka-fetch." + name, String.class));
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
    ProcessBatch processBatch() {
        return new DeriveInsights();
    }

    @Singleton
    KafkaClients kafkaClients(BeanContext context) {
        return new KafkaClients(context);
    }

    @Singleton
    Topics topics(KafkaFetchConfiguration configuration, KafkaClients clients) {
        return new Topics(
                clients::admin,
                clients.bootstrapServers(),
                configuration.inputTopic(),
                configuration.outputTopic(),
                configuration.dlqTopic(),
                configuration.topicCreation());
    }

    @Singleton
    Rejections rejections(KafkaFetchConfiguration configuration) {
        return new RejectionLog(configuration.dlqTopic(), REJECTION_INTERVAL, System::nanoTime);
    }

    @Singleton
    Lanes lanes(
            KafkaFetchConfiguration configuration,
            ProcessBatch processBatch,
            KafkaClients clients,
            Rejections rejections) {
        LaneSettings settings = new LaneSettings(
                configuration.groupId(),
                InstanceName.find(
                        configuration.instanceId(),
                        configuration.groupId(),
                        host(),
                        Path.of(System.getProperty("java.io.tmpdir"), "kafka-fetch")),
                configuration.inputTopic(),
                configuration.outputTopic(),
                configuration.dlqTopic(),
                configuration.batchPolicy(),
                configuration.hourOfDay(),
                configuration.missingDeviceTypePolicy());
        return new Lanes(settings, processBatch, clients, new InsightEncoder(), rejections, InstantSource.system());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
