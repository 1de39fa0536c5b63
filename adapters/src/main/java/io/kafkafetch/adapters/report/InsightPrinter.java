package io.kafkafetch.adapters.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the insights of batches in one format, to a stream that its owner closes. Not thread-safe. */
public interface InsightPrinter {

    /** Prints nothing. */
    InsightPrinter NONE = new InsightPrinter() {
        @Override
        public void print(ReportedBatch batch) {}

        @Override
        public void flush() {}

        @Override
        public void end() {}
    };

    /** Writes the next batch's insights. */
    void print(ReportedBatch batch) throws IOException;

    /** Lets readers see what was printed. */
    void flush() throws IOException;

    /** Ends the document and flushes it; nothing is printed after it. */
    void end() throws IOException;

    /** The records of the topic of insights, byte for byte, a line each. */
    static InsightPrinter jsonLines(OutputStream out) {
        return new JsonPrinter(JsonRecords.lines(out));
    }

    /** One JSON array of the same records, a line each. */
    static InsightPrinter jsonArray(OutputStream out) {
        return new JsonPrinter(JsonRecords.array(out));
    }

    /**
     * Comma-separated values (RFC 4180) with a header; a column that an insight doesn't have is empty.
     *
     * @param forSpreadsheets whether a text that a spreadsheet would take for a formula has an apostrophe in front of it
     * @param maySkip whether records may be skipped, so that their number has a column, the last one
     */
    static InsightPrinter csv(OutputStream out, boolean forSpreadsheets, boolean maySkip) throws IOException {
        return new CsvPrinter(out, forSpreadsheets, maySkip);
    }
}
