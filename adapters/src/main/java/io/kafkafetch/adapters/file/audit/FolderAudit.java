package io.kafkafetch.adapters.file.audit;

import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.file.rollup.PublishedRollups;
import io.kafkafetch.adapters.json.audit.JsonWire;
import io.kafkafetch.adapters.json.audit.TotalsAudit;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.application.audit.Audit;
import io.kafkafetch.application.audit.Scope;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.Survey;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.InputRecords;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.audit.run.AuditProgress;
import io.kafkafetch.application.audit.run.AuditReport;
import io.kafkafetch.application.audit.run.AuditRun;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.rollup.ByTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Audits a sink's folder as of its last commit, be there a service at work or not. It changes nothing. Totals are read first: what
 * they have is in the tallies that are committed then. Used by one thread.
 */
public final class FolderAudit {

    private final CommittedFolder folder;
    private final Map<String, byte[]> rollups;
    private final Rules rules;
    private final String stream;
    private final Selection selection;
    private final JsonWire wire;

    private FolderAudit(
            CommittedFolder folder, Map<String, byte[]> rollups, Rules rules, String stream, Selection selection) {
        this.folder = folder;
        this.rollups = rollups;
        this.rules = rules;
        this.stream = stream;
        this.selection = selection;
        this.wire = new JsonWire(rules, (letter, life, there) -> FolderLetter.difference(letter, there));
    }

    /**
     * An audit of what is committed now.
     *
     * @param rules that the service counts by
     * @param stream whose logins they are
     * @throws UnusableDirectoryException if it is none of a sink, cannot be read, or has no tallies
     */
    public static FolderAudit of(Path directory, Rules rules, String stream, Selection selection) {
        try {
            Map<String, byte[]> rollups = PublishedRollups.read(directory);
            CommittedFolder folder = CommittedFolder.read(directory);
            if (!folder.hasTallies()) {
                throw new UnusableDirectoryException(
                        directory,
                        "it has no tallies, which name the batches",
                        "Only what a service with ROLLUPS=on writes can be verified");
            }
            return new FolderAudit(folder, rollups, rules, stream, selection);
        } catch (IOException e) {
            throw new UnusableDirectoryException(
                    directory, "it cannot be read (" + e.getMessage() + ")", "Run this as a user who may read it", e);
        }
    }

    /** Where each partition stands. */
    public Map<Partition, Checkpoint> checkpoints() {
        return folder.checkpoints();
    }

    /** What is asked of logins by their time. */
    public ByTime times() {
        return wire.times();
    }

    /**
     * Audits.
     *
     * @param input the source, read again
     * @param findings hears of each finding
     */
    public AuditReport run(InputRecords input, Consumer<Finding> findings, AuditProgress progress) {
        FolderManifests manifests = new FolderManifests(folder, stream);
        Survey survey = new Survey(folder.checkpoints(), rules.clock());
        Optional<TotalsAudit> totals =
                selection.isWhole() ? Optional.of(new TotalsAudit(rollups, rules)) : Optional.empty();
        try (FolderRecords published = new FolderRecords(folder, stream)) {
            KeptSince insights = published.insightsKept();
            KeptSince letters = published.lettersKept();
            manifests.forEach(
                    manifest -> {
                        survey.add(manifest, selection.wants(manifest));
                        insights.add(manifest);
                        letters.add(manifest);
                    },
                    unreadable -> {});
            Audit audit = new Audit(
                    scope(survey, insights.moment(), letters.moment()), input, wire, DeriveInsights::new, findings);
            AuditRun run = new AuditRun(audit, survey, selection, published, totals, wire::hasSameUsers, progress);
            manifests.forEach(run::add, findings);
            return run.finish(findings);
        }
    }

    private Scope scope(Survey survey, Instant insightsSince, Instant lettersSince) {
        return new Scope(
                survey.beginnings(),
                selection.batch().isPresent() ? Map.of() : folder.checkpoints(),
                selection::samples,
                insightsSince,
                lettersSince,
                Manifest.rules(rules.clock(), rules.missingDeviceType(), rules.formatId()));
    }
}
