package io.kafkafetch.bootstrap.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkafetch.adapters.console.AuditTable;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.audit.PartitionTotals;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.run.AuditReport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Prints findings as they come, and at the end what was looked at. */
sealed interface VerifyPrinter {

    /** Prints a finding. */
    void finding(Finding finding);

    /** Prints what was looked at, after so many findings. */
    void end(AuditReport report, long findings);

    /** For people. */
    record Table(PrintWriter out, Terminal terminal) implements VerifyPrinter {

        private static final int CODE = 20;

        @Override
        public void finding(Finding finding) {
            String code = finding.code().text();
            out.println(DisplayText.oneLine(code + " ".repeat(Math.max(2, CODE - code.length())) + finding.batch()
                    + "  expected " + finding.expected() + ", there " + finding.there()));
            out.flush();
        }

        @Override
        public void end(AuditReport report, long findings) {
            if (findings > 0) {
                out.println();
            }
            AuditTable.lines(report.partitions(), terminal).forEach(out::println);
            report.notes().forEach(note -> out.println(DisplayText.oneLine("note: " + note)));
            out.println(
                    findings == 0
                            ? "Nothing found: what was published is what the source says."
                            : findings == 1 ? "1 finding." : String.format("%,d findings.", findings));
            out.flush();
        }
    }

    /** For programs: {@code docs/schema/verify-line.schema.json}. */
    record JsonLines(PrintWriter out) implements VerifyPrinter {

        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public void finding(Finding finding) {
            print(JSON.createObjectNode()
                    .put("type", "finding")
                    .put("code", finding.code().text())
                    .put("batch", finding.batch())
                    .put("expected", finding.expected())
                    .put("there", finding.there()));
        }

        @Override
        public void end(AuditReport report, long findings) {
            report.partitions().forEach(this::partition);
            ObjectNode result = JSON.createObjectNode()
                    .put("type", "result")
                    .put("result", findings == 0 ? "clean" : "findings")
                    .put("findings", findings);
            report.notes().forEach(result.putArray("notes")::add);
            print(result);
        }

        private void partition(PartitionTotals totals) {
            ObjectNode line = JSON.createObjectNode()
                    .put("type", "partition")
                    .put("partition", totals.partition().toString())
                    .put("batches", totals.batches())
                    .put("logins", totals.logins())
                    .put("rejected", totals.rejected());
            if (totals.skipped() > 0) {
                line.put("skipped", totals.skipped());
            }
            print(line.put("recomputed", totals.recomputed())
                    .put("differ", totals.differ())
                    .put("gaps", totals.gaps())
                    .put("overlaps", totals.overlaps())
                    .put("source_gone", totals.gone()));
        }

        private void print(ObjectNode line) {
            try {
                out.println(JSON.writeValueAsString(line));
                out.flush();
            } catch (JsonProcessingException e) { // a tree of texts and numbers can be written
                throw new UncheckedIOException(e);
            }
        }
    }
}
