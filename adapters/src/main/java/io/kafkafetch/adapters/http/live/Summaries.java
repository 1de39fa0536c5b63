package io.kafkafetch.adapters.http.live;

import io.kafkafetch.adapters.http.live.InsightsDocument.DeadLetter;
import io.kafkafetch.adapters.http.live.InsightsDocument.DeadLetters;
import io.kafkafetch.adapters.http.live.InsightsDocument.Reason;
import io.kafkafetch.adapters.http.live.InsightsDocument.ReasonCount;
import io.kafkafetch.application.published.RejectedRecord;
import java.util.List;

/** Batches and dead letters as documents list them. */
final class Summaries {

    private static final int REASONS = 100;

    private Summaries() {}

    static InsightsDocument.Batch batch(BatchRecords batch) {
        BatchName name = batch.name();
        return new InsightsDocument.Batch(
                name.text(),
                name.partition(),
                name.firstOffset(),
                name.lastOffset(),
                batch.events(),
                batch.rejected(),
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
