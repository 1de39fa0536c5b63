package io.kafkafetch.adapters.report;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.kafkafetch.adapters.json.InsightFields;
import io.kafkafetch.domain.Dimension;
import io.kafkafetch.domain.Insight;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
            for (Map.Entry<String, Object> field : InsightFields.of(insight).entrySet()) {
                print(field.getKey(), field.getValue());
            }
            rows.writeStringField("batch", text(batch.name()));
            rows.writeNumberField("events", batch.events());
            rows.writeNumberField("rejected", batch.rejected());
            rows.writeEndObject();
        }
    }

    private void print(String column, Object value) throws IOException {
        rows.writeFieldName(column);
        if (value instanceof String text) {
            rows.writeString(text(text));
        } else {
            rows.writeNumber(value.toString());
        }
    }

    private String text(String text) {
        return forSpreadsheets && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
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
