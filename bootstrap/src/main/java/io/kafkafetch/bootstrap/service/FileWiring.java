package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.console.ConsoleLedger;
import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.file.folder.RotatedFiles;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.file.ledger.TallyLines;
import io.kafkafetch.adapters.file.source.FileOwner;
import io.kafkafetch.adapters.file.source.FileSource;
import io.kafkafetch.adapters.file.source.FileSourceSettings;
import io.kafkafetch.adapters.file.spool.Spool;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.ledger.SoleReaderLedger;
import io.kafkafetch.adapters.kafka.records.TallyRecords;
import io.kafkafetch.adapters.logging.LoggedLedger;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.intake.LoginPipeline;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.ledger.ObservedLedger;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.ledger.PacedLedger;
import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Sink;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What has to do with files and the console. */
@Factory
final class FileWiring {

    /** Of all that the sink's folder holds: insights, dead letters, and what was posted and waits to be counted. */
    @Singleton
    @Requires(condition = OnRoute.IntoFiles.class)
    FolderQuota sinkQuota(FileConfiguration files) {
        return FolderQuota.of(files.sinkDir(), files.sinkMaxBytes());
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.IntoFiles.class)
    FileLedger fileLedger(
            KafkaFetchConfiguration configuration,
            FileConfiguration files,
            FolderQuota quota,
            InsightEncoder insights,
            Payload payload) {
        return FileLedger.open(
                files.sinkDir(),
                quota.fileBytes(files.sinkFileBytes()),
                quota,
                configuration.hourOfDay().zone(),
                insights,
                new DeadLetterEncoder(payload, InstantSource.system()),
                configuration.hasTallies() ? Optional.of(tallies(configuration)) : Optional.empty());
    }

    private static TallyLines tallies(KafkaFetchConfiguration configuration) {
        return new TallyLines(new TallyEncoder(configuration.rules()), TallyRecords::life, InstantSource.system());
    }

    @Singleton
    @Requires(condition = OnRoute.OntoTheConsole.class)
    ConsoleLedger consoleLedger(InsightEncoder insights) {
        return ConsoleLedger.ofThisProcess(insights);
    }

    /** A file's insights in Kafka. */
    @Bean(preDestroy = "close")
    @Singleton
    @Requires(condition = OnRoute.ReadsFile.class)
    @Requires(condition = OnRoute.IntoTopics.class)
    SoleReaderLedger kafkaLedger(
            KafkaFetchConfiguration configuration,
            KafkaClients clients,
            InsightEncoder insights,
            Payload payload,
            CommitPace pace) {
        return new SoleReaderLedger(configuration.pipeline(), clients, insights, payload, pace, InstantSource.system());
    }

    /** Of the commits of a file's insights, which its pipeline makes and Kafka's ledger carries out. */
    @Singleton
    @Requires(condition = OnRoute.ReadsFile.class)
    CommitPace commitPace() {
        return new CommitPace(LoginPipeline.MOST_WAITING_BYTES);
    }

    @Singleton
    @Requires(condition = OnRoute.ReadsFile.class)
    FileSource fileSource(
            KafkaFetchConfiguration configuration,
            FileConfiguration files,
            Optional<Spool> spool,
            ProcessBatch processBatch,
            OutcomeLedger ledger,
            Rejections rejections,
            CommitPace pace,
            List<Commits> commits,
            List<Losses> losses,
            TroubleBoard board) {
        Vitals vitals = new Vitals("file", System::nanoTime);
        vitals.allow(pace::unusual);
        OutcomeLedger observed = new LoggedLedger(new ObservedLedger(
                vitals.watch(ledger), commits.stream().reduce(Commits.UNHEARD, Commits::and), System::nanoTime));
        FileSourceSettings settings = new FileSourceSettings(
                spool.map(Spool::file).orElseGet(files::requiredSourceFile),
                new Partition(configuration.inputTopic(), 0),
                spool.isPresent() ? RotatedFiles.BY_NUMBER : RotatedFiles.BY_TIME,
                spool.isPresent() || files.sourceFollow(),
                configuration.format(),
                configuration.times(),
                files.maxEventBytes(),
                FileSourceSettings.DEFAULT_PAUSE,
                // The spool writes to no file that it has rotated; waiting for that would bound its throughput.
                spool.isPresent() ? Duration.ZERO : FileSourceSettings.DEFAULT_ROTATION_WAIT);
        return new FileSource(
                settings,
                vitals,
                new LoginPipeline(
                        configuration.batchPolicy(),
                        configuration.hourOfDay(),
                        configuration.times(),
                        processBatch,
                        new PacedLedger(observed, pace, System::nanoTime),
                        rejections,
                        pace),
                spool.<FileOwner>map(own -> own).orElse(FileOwner.NOBODY),
                loss -> losses.forEach(each -> each.lost(loss)),
                board,
                failure -> configuration.route().sink() == Sink.KAFKA
                        ? Optional.of(KafkaFaults.of(failure))
                        : Optional.empty());
    }
}
