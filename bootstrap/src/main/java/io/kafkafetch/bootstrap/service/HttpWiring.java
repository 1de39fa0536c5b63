package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.file.spool.Spool;
import io.kafkafetch.adapters.http.logins.LoginIntake;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.inbox.KafkaInbox;
import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.http.HttpConfiguration;
import io.kafkafetch.bootstrap.settings.Settings;
import io.kafkafetch.bootstrap.tracing.Tracing;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code SOURCE=http} needs: the API, and the inbox behind it, which another source then reads. */
@Factory
@Requires(condition = OnRoute.TakesRequests.class)
final class HttpWiring {

    @Singleton
    HttpConfiguration configuration(Settings settings, FileConfiguration files) {
        return HttpConfiguration.of(
                settings, HttpSettings.forHeap(Runtime.getRuntime().maxMemory(), files.maxEventBytes()));
    }

    @Singleton
    LoginIntake intake(
            HttpConfiguration http,
            KafkaFetchConfiguration configuration,
            FileConfiguration files,
            LoginInbox inbox,
            Tracing tracing) {
        return new LoginIntake(
                http.settings(files.maxEventBytes()),
                configuration.format(),
                // A spool has no place for a trace.
                configuration.consumerGroup().isPresent() ? tracing.inbox(inbox, configuration.inputTopic()) : inbox,
                System::nanoTime);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.KeepsInTopic.class)
    KafkaInbox topic(KafkaFetchConfiguration configuration, KafkaClients clients) {
        return new KafkaInbox(clients.inboxProducer(), configuration.inputTopic());
    }

    /** What is posted waits beside the insights that come of it. */
    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.KeepsInSpool.class)
    Spool spool(FileConfiguration files, HttpConfiguration http, FolderQuota quota) {
        return spool(files.sinkDir().resolve("spool"), files, http, quota);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.KeepsForThisRun.class)
    TemporaryFolder temporaryFolder() throws IOException {
        return TemporaryFolder.create();
    }

    /** A screen keeps nothing, and so what is posted is kept for this run alone. */
    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.KeepsForThisRun.class)
    Spool temporarySpool(TemporaryFolder folder, FileConfiguration files, HttpConfiguration http) {
        return spool(folder.path(), files, http, FolderQuota.NONE);
    }

    private static Spool spool(Path folder, FileConfiguration files, HttpConfiguration http, FolderQuota quota) {
        return Spool.open(folder, quota.fileBytes(files.sinkFileBytes()), http.spoolMaxBytes(), quota);
    }
}
