package io.kafkafetch.adapters.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.domain.Insight;
import java.io.IOException;
import java.io.OutputStream;

/** Records as JSON objects, with something before, between and after them. */
final class JsonPrinter implements InsightPrinter {

    private final InsightEncoder encoder = new InsightEncoder();
    private final JsonGenerator records;
    private final String between;
    private final String after;
    private final String nothing;
    private String before;
    private boolean printed;

    /** @param nothing the whole document where there is no record */
    JsonPrinter(OutputStream out, String before, String between, String after, String nothing) {
        this.records = encoder.generator(out);
        this.before = before;
        this.between = between;
        this.after = after;
        this.nothing = nothing;
    }

    @Override
    public void print(ReportedBatch batch) throws IOException {
        for (Insight insight : batch.insights()) {
            records.writeRaw(before);
            encoder.write(records, insight, batch.name(), batch.events(), batch.rejected());
            before = between;
            printed = true;
        }
    }

    @Override
    public void flush() throws IOException {
        records.flush();
    }

    @Override
    public void end() throws IOException {
        records.writeRaw(printed ? after : nothing);
        records.flush();
    }
}
