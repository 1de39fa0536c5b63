package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.Optional;
import java.util.function.Consumer;

/** The running hours that the group has committed, held once against those that were recounted up to there. Not thread-safe. */
final class GroupCheckpoint {

    private final Partition partition;
    private final Consumer<Finding> findings;
    private Optional<Checkpoint> open;

    GroupCheckpoint(Partition partition, Optional<Checkpoint> committed, Consumer<Finding> findings) {
        this.partition = partition;
        this.open = committed;
        this.findings = findings;
    }

    /** Where the group stands; empty where that is not known, or was looked at already. */
    Optional<Long> position() {
        return open.map(Checkpoint::position);
    }

    /** These are the hours between these offsets, where nothing is counted. */
    void reach(long from, long to, Optional<HourCounts> hours) {
        Optional<Checkpoint> reached =
                open.filter(checkpoint -> from <= checkpoint.position() && checkpoint.position() <= to);
        if (reached.isEmpty()) {
            return;
        }
        open = Optional.empty();
        HourCounts there = reached.get().running();
        hours.filter(recounted -> !recounted.equals(there))
                .ifPresent(recounted -> findings.accept(new Finding(
                        FindingCode.DIFFERS,
                        partition + "@" + reached.get().position(),
                        "committed running hours: " + text(recounted),
                        text(there))));
    }

    private static String text(HourCounts hours) {
        return hours.total() + " logins"
                + hours.peak()
                        .map(peak -> ", " + peak.logins() + " at hour " + peak.hour())
                        .orElse("");
    }
}
