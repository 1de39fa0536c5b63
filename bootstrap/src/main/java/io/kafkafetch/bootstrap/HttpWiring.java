package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.file.Spool;
import io.kafkafetch.adapters.http.LoginIntake;
import io.kafkafetch.adapters.kafka.KafkaClients;
import io.kafkafetch.adapters.kafka.KafkaInbox;
import io.kafkafetch.application.LoginInbox;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code SOURCE=http} needs: the API, and the inbox behind it, which another source then reads. */
@Factory
@Requires(property = "kafka-fetch.source", value = "http")
final class HttpWiring {

    private static final String SPOOL = "spool";

    @Singleton
    HttpConfiguration configuration(Settings settings) {
        return HttpConfiguration.of(settings);
    }

    @Singleton
    LoginIntake intake(
            HttpConfiguration http, KafkaFetchConfiguration configuration, FileConfiguration files, LoginInbox inbox) {
        return new LoginIntake(
                http.settings(files.maxEventBytes()), configuration.missingDeviceTypePolicy(), inbox, System::nanoTime);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = "kafka-fetch.sink", value = "kafka")
    KafkaInbox topic(KafkaFetchConfiguration configuration, KafkaClients clients) {
        return new KafkaInbox(clients.inboxProducer(), configuration.inputTopic());
    }

    /** With the insights it belongs to: beside them, or where nothing is kept, in a folder for this run alone. */
    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = "kafka-fetch.sink", notEquals = "kafka")
    Spool spool(KafkaFetchConfiguration configuration, FileConfiguration files, HttpConfiguration http)
            throws IOException {
        Path folder = configuration.sink() == Sink.FILE
                ? files.sinkDir().resolve(SPOOL)
                : Files.createTempDirectory("kafka-fetch-" + SPOOL);
        return Spool.open(folder, files.sinkFileBytes(), http.spoolMaxBytes());
    }
}
