package io.kafkafetch.adapters.http.live.state;

import io.kafkafetch.adapters.http.live.documents.BatchDocument;
import io.kafkafetch.adapters.http.live.documents.Breakdown;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.DeadLetter;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.DeadLetters;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Reason;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.ReasonCount;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument;
import io.kafkafetch.adapters.json.InsightFields;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.NameTotals;
import io.kafkafetch.domain.insight.Percentage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names, batches and dead letters as documents list them. */
final class Summaries {

    private static final int REASONS = 100;
    private static final int NAMES = 20;

    /** The page's map shows more than twenty. */
    private static final int REGIONS = 100;

    private Summaries() {}

    /** The greatest names, with their shares of all. */
    static Breakdown breakdown(Metric.Ranked metric, NameTotals names) {
        Dimension dimension = metric.dimension();
        return new Breakdown(
                names.total(),
                names.names(),
                names.ranking().top().stream()
                        .limit(dimension == Dimension.REGION ? REGIONS : NAMES)
                        .map(entry -> row(dimension, entry, names.total()))
                        .toList());
    }

    private static Map<String, Object> row(Dimension dimension, Entry entry, long total) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(dimension.field(), entry.name());
        row.put("count", entry.count());
        row.put("percentage", Percentage.of(entry.count(), total).value());
        return row;
    }

    static BatchDocument document(BatchRecords batch) {
        return new BatchDocument(
                batch.name().text(),
                batch.events(),
                batch.rejected(),
                batch.skipped(),
                batch.publishedAt().toString(),
                batch.insights().stream().map(InsightFields::of).toList());
    }

    static InsightsDocument.Batch batch(BatchRecords batch) {
        BatchName name = batch.name();
        return new InsightsDocument.Batch(
                name.text(),
                name.partition(),
                name.firstOffset(),
                name.lastOffset(),
                batch.events(),
                batch.rejected(),
                batch.skipped(),
                batch.publishedAt().toString(),
                batch.size());
    }

    static DeadLetters deadLetters(RejectCounts rejects, long now) {
        return new DeadLetters(
                rejects.byReason(now)
                        .limit(REASONS)
                        .map(count -> new ReasonCount(
                                count.reason().code(),
                                count.reason().field().orElse(null),
                                count.records(),
                                count.recent(),
                                count.first().toString(),
                                count.latest().toString()))
                        .toList(),
                rejects.latest().stream().map(Summaries::deadLetter).toList());
    }

    static List<PipelineDocument.Rejected> byCode(RejectCounts rejects) {
        return rejects.byCode()
                .limit(REASONS)
                .map(entry -> new PipelineDocument.Rejected(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static DeadLetter deadLetter(RejectedRecord dead) {
        return new DeadLetter(
                dead.origin().partition().stream(),
                dead.origin().partition().number(),
                dead.origin().offset(),
                dead.reasons().stream()
                        .map(reason -> new Reason(reason.code(), reason.field().orElse(null)))
                        .toList(),
                dead.failedAt().toString());
    }
}
