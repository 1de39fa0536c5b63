package io.kafkafetch.adapters.report;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Rows under a header, quoted where RFC 4180 asks for it. A field that a row does not have is empty. Not thread-safe. */
final class CsvRows {

    private static final String LINE_END = "\r\n";

    /** What a formula begins with, in one spreadsheet or another (OWASP, "CSV Injection"). */
    private static final String FORMULA_BEGINS = "=+-@\t\r\n＝＋－＠";

    private final CsvGenerator rows;
    private final boolean forSpreadsheets;

    /** Writes the header. The stream is its owner's to close. */
    CsvRows(OutputStream out, List<String> header, boolean forSpreadsheets) throws IOException {
        this.forSpreadsheets = forSpreadsheets;
        CsvFactory factory = CsvFactory.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        CsvSchema.Builder columns = CsvSchema.builder().setLineSeparator(LINE_END);
        header.forEach(columns::addColumn);
        rows = factory.createGenerator(out);
        rows.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        rows.setSchema(columns.build());
        rows.writeRaw(String.join(",", header)
                + LINE_END); // also where no row follows, which the generator's own header does not do
    }

    /** @param fields by their column; texts, and numbers, which are written as they are */
    void print(Map<String, Object> fields) throws IOException {
        rows.writeStartObject();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            rows.writeFieldName(field.getKey());
            if (field.getValue() instanceof String text) {
                rows.writeString(text(text));
            } else {
                rows.writeNumber(field.getValue().toString());
            }
        }
        rows.writeEndObject();
    }

    private String text(String text) {
        return forSpreadsheets && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    void flush() throws IOException {
        rows.flush();
    }

    void end() throws IOException {
        rows.close();
    }
}
