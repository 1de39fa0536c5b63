package io.kafkafetch.adapters.report;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.kafkafetch.adapters.json.InsightEncoder;
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

    private final InsightEncoder encoder = new InsightEncoder();
    private final CsvGenerator rows;

    CsvPrinter(OutputStream out) throws IOException {
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
            encoder.write(rows, insight, batch.name(), batch.events(), batch.rejected());
        }
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
