package io.kafkafetch.application.audit.run;

import io.kafkafetch.application.audit.PartitionTotals;
import java.util.List;

/**
 * What an audit has looked at.
 *
 * @param partitions that have a commit
 * @param notes what it could not look at, and why
 */
public record AuditReport(List<PartitionTotals> partitions, List<String> notes) {

    public AuditReport {
        partitions = List.copyOf(partitions);
        notes = List.copyOf(notes);
    }
}
