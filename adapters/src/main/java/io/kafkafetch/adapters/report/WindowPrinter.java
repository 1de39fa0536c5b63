package io.kafkafetch.adapters.report;

import io.kafkafetch.adapters.json.WindowEncoder;
import io.kafkafetch.adapters.json.WindowRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;

/** Writes windows as documents for other programs, to a stream that its owner closes. Stateless. */
public final class WindowPrinter {

    private WindowPrinter() {}

    /** A JSON object a line. */
    public static void jsonLines(List<WindowRecord> windows, ZoneId zone, OutputStream out) throws IOException {
        print(windows, zone, JsonRecords.lines(out));
    }

    /** One JSON array of the same objects, a line each. */
    public static void jsonArray(List<WindowRecord> windows, ZoneId zone, OutputStream out) throws IOException {
        print(windows, zone, JsonRecords.array(out));
    }

    private static void print(List<WindowRecord> windows, ZoneId zone, JsonRecords records) throws IOException {
        WindowEncoder encoder = new WindowEncoder(zone);
        for (WindowRecord window : windows) {
            records.print(encoder.value(window));
        }
        records.end();
    }

    /**
     * Comma-separated values (RFC 4180) with a header: of each window a row with its logins, and a row for each name of
     * each dimension; the others of a dimension have no name.
     *
     * @param forSpreadsheets whether a text that a spreadsheet would take for a formula has an apostrophe in front of it
     */
    public static void csv(List<WindowRecord> windows, boolean forSpreadsheets, OutputStream out) throws IOException {
        boolean users = windows.stream().anyMatch(window -> window.users().isPresent());
        WindowRows rows = new WindowRows(new CsvRows(out, WindowRows.columns(users), forSpreadsheets));
        for (WindowRecord window : windows) {
            rows.print(window);
        }
        rows.end();
    }
}
