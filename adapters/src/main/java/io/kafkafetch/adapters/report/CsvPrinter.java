package io.kafkafetch.adapters.report;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.domain.Insight;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Records as rows, with a column for every field that a record may have; quoted where RFC 4180 asks for it. */
final class CsvPrinter implements InsightPrinter {

    private static final List<String> COLUMNS = List.of(
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
            "rejected",
            "app_version"); // last, so that columns keep their places
    private static final String LINE_END = "\r\n";

    /** What a formula begins with, in one spreadsheet or another (OWASP, "CSV Injection"). */
    private static final String FORMULA_BEGINS = "=+-@\t\r\n＝＋－＠";

    private final CsvGenerator rows;
    private final boolean forSpreadsheets;

    CsvPrinter(OutputStream out, boolean forSpreadsheets) throws IOException {
        this.forSpreadsheets = forSpreadsheets;
        CsvFactory factory = CsvFactory.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        CsvSchema.Builder columns = CsvSchema.builder().setLineSeparator(LINE_END);
        COLUMNS.forEach(columns::addColumn);
        rows = factory.createGenerator(out);
        rows.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        rows.setSchema(columns.build());
        rows.writeRaw(String.join(",", COLUMNS)
                + LINE_END); // also where no row follows, which the generator's own header does not do
    }

    @Override
    public void print(ReportedBatch batch) throws IOException {
        for (Insight insight : batch.insights()) {
            rows.writeStartObject();
            print(insight);
            rows.writeStringField("batch", text(batch.name()));
            rows.writeNumberField("events", batch.events());
            rows.writeNumberField("rejected", batch.rejected());
            rows.writeEndObject();
        }
    }

    private void print(Insight insight) throws IOException {
        switch (insight) {
            case Insight.PeakHour peak -> {
                rows.writeStringField("metric", InsightRecord.PEAK_HOUR);
                rows.writeNumberField("hour", peak.hour());
                rows.writeNumberField("logins", peak.logins());
                rows.writeStringField("scope", "running");
            }
            case Insight.LoginsPerRegion logins -> {
                rows.writeStringField("metric", InsightRecord.LOGINS_PER_REGION);
                rows.writeStringField("region", text(logins.region()));
                printCount(logins.count());
            }
            case Insight.DeviceUsage usage -> {
                rows.writeStringField("metric", InsightRecord.DEVICE_USAGE);
                rows.writeStringField("device_type", text(usage.deviceType()));
                rows.writeNumberField("percentage", usage.percentage());
                printCount(usage.count());
            }
            case Insight.AppVersionUsage usage -> {
                rows.writeStringField("metric", InsightRecord.APP_VERSION_USAGE);
                rows.writeStringField("app_version", text(usage.appVersion()));
                rows.writeNumberField("percentage", usage.percentage());
                printCount(usage.count());
            }
        }
    }

    private String text(String text) {
        return forSpreadsheets && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private void printCount(long count) throws IOException {
        rows.writeNumberField("count", count);
        rows.writeStringField("scope", "batch");
    }

    @Override
    public void flush() throws IOException {
        rows.flush();
    }

    @Override
    public void end() throws IOException {
        rows.close();
    }
}
