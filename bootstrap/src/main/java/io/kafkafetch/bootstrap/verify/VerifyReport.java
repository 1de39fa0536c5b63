package io.kafkafetch.bootstrap.verify;

import io.kafkafetch.adapters.console.InputProgress;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.run.AuditProgress;
import io.kafkafetch.application.audit.run.AuditReport;
import io.kafkafetch.bootstrap.process.UserError;
import java.util.function.Consumer;

/** Prints one audit while it goes on. Used once, by one thread. */
final class VerifyReport {

    private static final int FOUND = 1;

    private final VerifyPrinter printer;
    private long findings;

    VerifyReport(VerifyPrinter printer) {
        this.printer = printer;
    }

    /** An audit that has not begun. */
    @FunctionalInterface
    interface Audited {
        AuditReport run(Consumer<Finding> findings, AuditProgress progress);
    }

    /**
     * Audits, and prints what is found.
     *
     * @param where there is nothing to verify if there is no batch, for people
     * @return the exit code
     * @throws UserError if there is nothing to audit
     */
    int print(Audited audit, String where) {
        AuditReport report;
        try (InputProgress progress = InputProgress.ofBatches(Terminal.ofStandardError())) {
            report = audit.run(
                    finding -> {
                        findings++;
                        progress.print(() -> printer.finding(finding));
                    },
                    progress::read);
        }
        if (report.partitions().isEmpty() && findings == 0) {
            throw new UserError(
                    UserError.UNUSABLE,
                    "no tally of " + where
                            + " names such a batch: there is nothing to verify. Its service may have other settings, or"
                            + " tallies are not kept that long");
        }
        printer.end(report, findings);
        return findings == 0 ? 0 : FOUND;
    }
}
