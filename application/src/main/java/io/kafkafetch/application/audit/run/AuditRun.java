package io.kafkafetch.application.audit.run;

import io.kafkafetch.application.audit.Audit;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.application.audit.Survey;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.rollup.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The second look at all manifests, with what was published beside them. For one use, by one thread. */
public final class AuditRun {

    private final Audit audit;
    private final Survey survey;
    private final Selection selection;
    private final PublishedRecords published;
    private final Optional<? extends TotalsCheck> totals;
    private final Predicate<Manifest> hasSameUsers;
    private final AuditProgress progress;
    private long manifests;
    private long batches;

    /**
     * @param survey the first look, which is over
     * @param totals empty where the audit is not of all tallies
     * @param hasSameUsers whether the users in a tally can be counted again
     */
    public AuditRun(
            Audit audit,
            Survey survey,
            Selection selection,
            PublishedRecords published,
            Optional<? extends TotalsCheck> totals,
            Predicate<Manifest> hasSameUsers,
            AuditProgress progress) {
        this.audit = audit;
        this.survey = survey;
        this.selection = selection;
        this.published = published;
        this.totals = totals;
        this.hasSameUsers = hasSameUsers;
        this.progress = progress;
    }

    /** The next manifest. */
    public void add(Manifest manifest) {
        if (!selection.wants(manifest)) {
            return;
        }
        Optional<Tally> tally = audit.add(manifest);
        totals.ifPresent(sum -> sum.add(hasSameUsers.test(manifest) ? tally : manifest.tally(), manifest.published()));
        manifests++;
        batches += manifest.batches().size();
        published.feed(audit, manifests);
        progress.batches(batches, survey.batches());
    }

    /**
     * There are no more manifests.
     *
     * @param findings hears of those about totals
     */
    public AuditReport finish(Consumer<Finding> findings) {
        audit.endManifests();
        published.feed(audit, manifests);
        AuditReport report = new AuditReport(audit.finish(), notes());
        totals.ifPresent(sum -> sum.finish().forEach(findings));
        return report;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        survey.beginnings().forEach((partition, beginning) -> {
            if (beginning.running().isEmpty()) {
                notes.add("running hours of " + partition
                        + " are not checked: neither its first tally nor hours that follow are there");
            }
        });
        totals.flatMap(TotalsCheck::unknown).ifPresent(why -> notes.add("totals are not checked: " + why));
        return notes;
    }
}
