package io.kafkafetch.adapters.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.domain.Insight;
import java.io.IOException;
import java.io.OutputStream;

/** Records as JSON objects, with something before, between and after them. */
final class JsonPrinter implements InsightPrinter {

    private final InsightEncoder encoder = new InsightEncoder();
    private final OutputStream out;
    private final byte[] between;
    private final byte[] after;
    private final byte[] nothing;
    private byte[] before;
    private boolean printed;

    /** @param nothing the whole document where there is no record */
    JsonPrinter(OutputStream out, String before, String between, String after, String nothing) {
        this.out = out;
        this.before = before.getBytes(UTF_8);
        this.between = between.getBytes(UTF_8);
        this.after = after.getBytes(UTF_8);
        this.nothing = nothing.getBytes(UTF_8);
    }

    @Override
    public void print(ReportedBatch batch) throws IOException {
        for (Insight insight : batch.insights()) {
            out.write(before);
            out.write(encoder.value(insight, batch.name(), batch.events(), batch.rejected()));
            before = between;
            printed = true;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void end() throws IOException {
        out.write(printed ? after : nothing);
        out.flush();
    }
}
