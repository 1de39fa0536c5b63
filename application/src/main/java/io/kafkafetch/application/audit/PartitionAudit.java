package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.Recount.Recounted;
import io.kafkafetch.application.audit.Recount.Uncounted;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.audit.evidence.Wire;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The audit of one partition: its manifests in their order, each recounted and put beside what was published. Not thread-safe. */
final class PartitionAudit {

    private final Partition partition;
    private final Scope scope;
    private final Recount recount;
    private final Wire wire;
    private final Function<ChosenMetrics, ProcessBatch> process;
    private final Publications publications;
    private final RunningHours hours;
    private final GroupCheckpoint checkpoint;
    private final Consumer<Finding> findings;
    private final Covered covered;
    private PartitionTotals totals;
    private String life = "";
    private String rules;
    private @Nullable Finding unexplained;

    PartitionAudit(
            Partition partition,
            Beginning beginning,
            Scope scope,
            Recount recount,
            Wire wire,
            Function<ChosenMetrics, ProcessBatch> process,
            Consumer<Finding> findings) {
        this.partition = partition;
        this.scope = scope;
        this.recount = recount;
        this.wire = wire;
        this.process = process;
        this.totals = PartitionTotals.none(partition);
        this.findings = finding -> {
            totals = totals.found(finding.code());
            findings.accept(finding);
        };
        this.publications = new Publications(partition, wire, this.findings);
        this.hours = new RunningHours(beginning.running());
        this.checkpoint = new GroupCheckpoint(
                partition, Optional.ofNullable(scope.committed().get(partition)), this.findings);
        this.covered = new Covered(beginning.offset());
        this.rules = scope.rules();
    }

    PartitionTotals totals() {
        return totals;
    }

    /** Whether the batch of this record may still come. */
    boolean awaits(Published published) {
        return published.offset() >= covered.next();
    }

    /** Takes a published record. */
    void take(Published published) {
        if (published.offset() >= covered.beginning()) {
            publications.take(published);
        }
    }

    /**
     * The next manifest.
     *
     * @param number of all manifests of the audit
     * @param isThere whether the source still has its records
     * @return its tally as it should be; as it is where that is not known
     */
    Optional<Tally> add(Manifest manifest, long number, boolean isThere) {
        totals = totals.claimed(manifest);
        checkpoint.reach(covered.next(), manifest.firstOffset(), hours.now());
        publications.choose(manifest.firstOffset(), manifest.insights());
        if (!life.isEmpty() && !manifest.life().isEmpty() && !life.equals(manifest.life())) {
            covered.restart(0);
        }
        life = manifest.life();
        boolean changed = checkRules(manifest);
        if (manifest.firstOffset() < covered.next()) {
            repeat(manifest);
            return manifest.tally();
        }
        boolean isRecounted = isThere && scope.sample().test(manifest);
        boolean gap = isRecounted && checkGap(manifest);
        hours.begin(manifest)
                .filter(forgotten -> !changed)
                .ifPresent(forgotten -> findings.accept(new Finding(
                        FindingCode.TALLY_DIFFERS,
                        manifest.name(),
                        "before " + forgotten,
                        "0: the count began again")));
        if (isRecounted) {
            return recount(manifest, number, gap);
        }
        totals = isThere ? totals : totals.gone(manifest.batches().size());
        passOver(manifest);
        return manifest.tally();
    }

    /** Batches of manifests before this one will not get more of what was published. */
    void settle(long manifest) {
        publications.settle(manifest);
    }

    /** There are no more manifests, and nothing more was published. */
    void finish() {
        long end = checkpoint.position().orElse(covered.next()) - 1;
        long uncounted = recount.records(partition, covered.next(), end);
        explained(uncounted > 0);
        if (uncounted > 0) {
            gap(covered.next(), end, uncounted);
        } else {
            checkpoint.reach(covered.next(), Long.MAX_VALUE, hours.now().filter(known -> rules.equals(scope.rules())));
        }
        publications.finish();
    }

    private boolean checkRules(Manifest manifest) {
        boolean changed = !manifest.rules().equals(rules);
        if (changed) {
            findings.accept(new Finding(FindingCode.RULES_CHANGED, manifest.name(), rules, manifest.rules()));
            rules = manifest.rules();
        }
        return changed;
    }

    /** Records before this manifest that no batch has: either no tally says so, or nobody counted them. */
    private boolean checkGap(Manifest manifest) {
        Uncounted between = recount.between(manifest, covered.next(), manifest.firstOffset() - 1);
        explained(between.records() > 0);
        if (between.records() == 0) {
            return false;
        }
        long last = manifest.firstOffset() - 1;
        boolean isCounted = between.hours().total() > 0
                && hours.now()
                        .filter(running -> running.total() + between.hours().total() == manifest.before())
                        .isPresent();
        if (isCounted) {
            hours.add(between.hours());
            publications.pass(covered.next(), last);
            findings.accept(new Finding(
                    FindingCode.TALLY_DIFFERS,
                    partition + "@" + covered.next() + "-" + last,
                    "a tally of these records",
                    "none"));
        } else {
            gap(covered.next(), last, between.records());
        }
        return true;
    }

    /** Records between two batches of a manifest that neither has. */
    private boolean checkInnerGap(Manifest manifest, long last) {
        long records = recount.between(manifest, covered.next(), last).records();
        if (records > 0) {
            gap(covered.next(), last, records);
        }
        return records > 0;
    }

    private void gap(long first, long last, long records) {
        findings.accept(new Finding(
                FindingCode.GAP,
                partition + "@" + first + "-" + last,
                "each record in one batch",
                records == 1 ? "1 record in none" : records + " records in none"));
    }

    /** Whether a gap explains why the last batch has other records than it claims; if not, its source was altered. */
    private void explained(boolean byGap) {
        if (unexplained != null && !byGap) {
            findings.accept(unexplained);
        }
        unexplained = null;
    }

    private void repeat(Manifest manifest) {
        explained(true);
        manifest.batches().forEach(batch -> overlap(manifest, batch));
        hours.repeat(manifest);
    }

    private void overlap(Manifest manifest, Counted batch) {
        boolean again = covered.has(batch);
        findings.accept(new Finding(
                again ? FindingCode.DUPLICATE_BATCH : FindingCode.OVERLAP,
                manifest.name(batch),
                again ? "to be counted once" : "to begin at " + covered.next() + " or later",
                again ? "once more" : "from " + batch.firstOffset() + " on"));
        publications.repeat(batch.firstOffset(), batch.lastOffset());
        if (batch.lastOffset() >= covered.next()) {
            publications.pass(covered.next(), batch.lastOffset());
        }
        covered.add(batch);
    }

    private void passOver(Manifest manifest) {
        explained(false);
        publications.pass(covered.next(), manifest.lastOffset());
        hours.follow(hours.now().orElse(null), manifest);
        manifest.batches().forEach(covered::add);
    }

    private Optional<Tally> recount(Manifest manifest, long number, boolean gap) {
        List<Recounted> batches = new ArrayList<>();
        boolean broken = gap;
        for (Counted counted : manifest.batches()) {
            if (counted.firstOffset() < covered.next()) {
                overlap(manifest, counted);
                batches.add(Recounted.repeated(counted));
                broken = true;
                continue;
            }
            if (!counted.equals(manifest.batches().getFirst())) {
                broken |= checkInnerGap(manifest, counted.firstOffset() - 1);
            }
            Optional<Recounted> recounted = recount.batch(manifest, counted);
            if (recounted.isEmpty()) {
                totals = totals.gone(1);
                publications.pass(counted.firstOffset(), counted.lastOffset());
            }
            recounted.ifPresent(batches::add);
            covered.add(counted);
        }
        totals = totals.recomputed(batches.size());
        for (Misfit misfit : Misfit.of(manifest, batches, broken)) {
            if (misfit.mayBeGap()) {
                unexplained = misfit.finding();
            } else {
                findings.accept(misfit.finding());
            }
        }
        return judge(manifest, number, batches);
    }

    private Optional<Tally> judge(Manifest manifest, long number, List<Recounted> batches) {
        Optional<HourCounts> start = hours.now();
        boolean hoursKnown = start.isPresent();
        List<BatchOutcome> outcomes = new ArrayList<>();
        HourCounts running = start.orElse(HourCounts.EMPTY);
        ProcessBatch asThen = process.apply(manifest.insights());
        for (Recounted recounted : batches) {
            Optional<LoginBatch> batch = recounted.batch().filter(found -> recounted.same());
            if (batch.isEmpty()) {
                hoursKnown = false;
                if (!recounted.same()) {
                    publications.pass(
                            recounted.counted().firstOffset(),
                            recounted.counted().lastOffset());
                }
                continue;
            }
            BatchOutcome outcome = asThen.process(batch.get(), running);
            running = outcome.running();
            outcomes.add(outcome);
            await(manifest, number, outcome, hoursKnown);
        }
        if (outcomes.size() < manifest.batches().size()) {
            hours.follow(start.orElse(null), manifest);
            return manifest.tally();
        }
        for (BatchOutcome outcome : outcomes) {
            hours.add(outcome.batch().tally().hours());
        }
        Tally tally = recount.tally(manifest, outcomes, start);
        wire.tally(tally, manifest)
                .ifPresent(difference ->
                        findings.accept(difference.finding(FindingCode.TALLY_DIFFERS, manifest.name(), "")));
        return Optional.of(tally);
    }

    private void await(Manifest manifest, long number, BatchOutcome outcome, boolean hoursKnown) {
        if (scope.isKept(manifest)) {
            publications.await(new PendingBatch(outcome, manifest.life(), wire, hoursKnown), number);
        } else {
            publications.pass(outcome.batch().firstOffset(), outcome.batch().lastOffset());
        }
    }
}
