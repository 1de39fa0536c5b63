package io.kafkafetch.adapters.report;

import io.kafkafetch.adapters.json.BatchFields;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.domain.insight.Insight;
import java.io.IOException;

/** Insights as JSON objects. */
final class JsonPrinter implements InsightPrinter {

    private final InsightEncoder encoder = new InsightEncoder();
    private final JsonRecords records;

    JsonPrinter(JsonRecords records) {
        this.records = records;
    }

    @Override
    public void print(ReportedBatch batch) throws IOException {
        BatchFields fields = BatchFields.of(batch.name(), batch.events(), batch.rejected(), batch.skipped());
        for (Insight insight : batch.insights()) {
            records.print(encoder.value(insight, fields));
        }
    }

    @Override
    public void flush() throws IOException {
        records.flush();
    }

    @Override
    public void end() throws IOException {
        records.end();
    }
}
