package io.kafkafetch.adapters.report;

import io.kafkafetch.adapters.json.InsightFields;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Insight;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Records as rows, with a column for every field that a record may have; quoted where RFC 4180 asks for it. */
final class CsvPrinter implements InsightPrinter {

    private static final List<String> FIRST_COLUMNS = List.of(
            "metric",
            "hour",
            "region",
            "device_type",
            "percentage",
            "count",
            "logins",
            "scope",
            "batch",
            "events",
            "rejected");

    /** Later dimensions come last, so that columns keep their places. */
    private static final List<String> COLUMNS = Stream.concat(
                    FIRST_COLUMNS.stream(), Arrays.stream(Dimension.values()).map(Dimension::field))
            .distinct()
            .toList();

    private static final List<String> COLUMNS_AND_SKIPPED =
            Stream.concat(COLUMNS.stream(), Stream.of("skipped")).toList();

    private final CsvRows rows;

    CsvPrinter(OutputStream out, boolean forSpreadsheets, boolean maySkip) throws IOException {
        rows = new CsvRows(out, maySkip ? COLUMNS_AND_SKIPPED : COLUMNS, forSpreadsheets);
    }

    @Override
    public void print(ReportedBatch batch) throws IOException {
        for (Insight insight : batch.insights()) {
            rows.print(InsightFields.of(
                    new PublishedInsight(insight, batch.name(), batch.events(), batch.rejected(), batch.skipped())));
        }
    }

    @Override
    public void flush() throws IOException {
        rows.flush();
    }

    @Override
    public void end() throws IOException {
        rows.end();
    }
}
