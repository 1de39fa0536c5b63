package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.Recount.Recounted;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch whose records in the source are not those that were counted, so that nothing else of it can be judged.
 *
 * @param mayBeGap whether a gap behind it would explain that
 */
record Misfit(Finding finding, boolean mayBeGap) {

    /**
     * Those among the batches of a manifest. If all its records are there, and single batches have more or fewer than they
     * claim, its batches are named wrongly; else the source is another.
     *
     * @param broken whether a gap or an overlap explains why batches have more or fewer records
     */
    static List<Misfit> of(Manifest manifest, List<Recounted> batches, boolean broken) {
        boolean isComplete = batches.stream().mapToLong(Recounted::records).sum()
                == batches.stream().mapToLong(Recounted::claimed).sum();
        List<Misfit> misfits = new ArrayList<>();
        for (Recounted batch : batches) {
            boolean asMany = batch.records() == batch.claimed();
            if (batch.same() || (broken && !asMany)) {
                continue;
            }
            String name = manifest.name(batch.counted());
            if (!asMany && isComplete) {
                misfits.add(new Misfit(
                        new Finding(
                                FindingCode.TALLY_DIFFERS, name, batch.records() + " records", batch.claimed() + ""),
                        false));
            } else {
                String there = asMany ? "as many of other content" : Long.toString(batch.records());
                misfits.add(new Misfit(
                        new Finding(
                                FindingCode.SOURCE_ALTERED,
                                name,
                                "the " + batch.claimed() + " records that were counted",
                                there),
                        !asMany && batch.equals(batches.getLast())));
            }
        }
        return misfits;
    }
}
