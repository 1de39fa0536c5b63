package io.kafkafetch.adapters.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kafkafetch.adapters.json.BatchFields;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.domain.insight.Insight;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Records as JSON objects, with something before, between and after them. */
final class JsonPrinter implements InsightPrinter {

    private final InsightEncoder encoder = new InsightEncoder();
    private final OutputStream records;
    private final byte[] between;
    private final byte[] after;
    private final byte[] nothing;
    private byte[] before;
    private boolean printed;

    /** @param nothing the whole document where there is no record */
    JsonPrinter(OutputStream out, String before, String between, String after, String nothing) {
        this.records = new BufferedOutputStream(out);
        this.before = before.getBytes(US_ASCII);
        this.between = between.getBytes(US_ASCII);
        this.after = after.getBytes(US_ASCII);
        this.nothing = nothing.getBytes(US_ASCII);
    }

    @Override
    public void print(ReportedBatch batch) throws IOException {
        BatchFields fields = BatchFields.of(batch.name(), batch.events(), batch.rejected());
        for (Insight insight : batch.insights()) {
            records.write(before);
            records.write(encoder.value(insight, fields));
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
        records.write(printed ? after : nothing);
        records.flush();
    }
}
