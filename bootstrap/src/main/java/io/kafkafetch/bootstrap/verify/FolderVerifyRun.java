package io.kafkafetch.bootstrap.verify;

import io.kafkafetch.adapters.file.audit.FolderAudit;
import io.kafkafetch.adapters.file.audit.SourceLines;
import io.kafkafetch.adapters.file.letters.FolderReplayOutlet;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.audit.TopicSource;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One audit of a folder that {@code SINK=file} wrote to, against the source that it was made from.
 *
 * @param directory the folder
 */
record FolderVerifyRun(
        KafkaFetchConfiguration configuration, FileConfiguration files, Selection selection, Path directory) {

    /**
     * Audits, and prints what is found.
     *
     * @return the exit code
     * @throws UserError if there is nothing to audit, or it cannot be read
     */
    int report(VerifyReport report) {
        Rules own = configuration.rules();
        // A folder has one pipeline, whatever its group is called.
        Rules rules = new Rules("", own.clock(), own.format(), own.users());
        FolderAudit audit = FolderAudit.of(directory, rules, configuration.inputTopic(), selection);
        return switch (configuration.source()) {
            case KAFKA -> {
                requireSource(audit, false);
                yield ofTopic(audit, report);
            }
            case FILE -> {
                requireSource(audit, true);
                yield ofLines(audit, report, files.requiredSourceFile(), false);
            }
            case HTTP -> {
                requireSource(audit, true);
                yield ofLines(audit, report, FolderReplayOutlet.spoolFile(directory), true);
            }
            case TALLIES, NONE ->
                throw new UserError(
                        UserError.USAGE,
                        "verify reads logins again: SOURCE has to be kafka, file or http, as the service has it");
        };
    }

    private void requireSource(FolderAudit audit, boolean isFile) {
        if (audit.checkpoints().values().stream().anyMatch(at -> SourceLines.isOfAFile(at) != isFile)) {
            throw new UserError(
                    UserError.USAGE,
                    directory + " was made from " + (isFile ? "a topic" : "a file or posted logins")
                            + ": set SOURCE and the settings of that source as its service has them");
        }
    }

    private int ofTopic(FolderAudit audit, VerifyReport report) {
        return VerifyRun.withClients(clients -> {
            try (TopicSource source = TopicSource.open(
                    clients,
                    configuration.groupId(),
                    configuration.inputTopic(),
                    configuration.format(),
                    configuration.patientSchemas(),
                    audit.times().hash(),
                    VerifyRun.PATIENCE)) {
                return report.print(
                        (findings, progress) -> audit.run(source, findings, progress), directory.toString());
            }
        });
    }

    private int ofLines(FolderAudit audit, VerifyReport report, Path file, boolean isSpool) {
        Partition partition = new Partition(configuration.inputTopic(), 0);
        Checkpoint checkpoint =
                Optional.ofNullable(audit.checkpoints().get(partition)).orElse(Checkpoint.BEGINNING);
        int maxLineBytes = files.maxEventBytes();
        LoginFormat format = configuration.format();
        try (SourceLines source = isSpool
                ? SourceLines.ofSpool(file, partition, checkpoint, maxLineBytes, format, audit.times())
                : SourceLines.ofLog(file, partition, checkpoint, maxLineBytes, format, audit.times())) {
            return report.print((findings, progress) -> audit.run(source, findings, progress), directory.toString());
        } catch (IOException unreadable) {
            throw new UserError(
                    UserError.UNUSABLE, "the files of " + file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
