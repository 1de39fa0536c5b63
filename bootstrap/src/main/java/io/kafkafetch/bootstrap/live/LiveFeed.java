package io.kafkafetch.bootstrap.live;

import io.kafkafetch.adapters.http.live.LiveInsights;
import io.kafkafetch.adapters.http.live.RejectedRecord;
import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.adapters.kafka.published.PublishedDeadLetter;
import io.kafkafetch.adapters.kafka.published.PublishedListener;
import java.time.Instant;

/** Hands on to the live view what is read back from the topics; neither of the two knows the other. */
record LiveFeed(LiveInsights insights) implements PublishedListener {

    @Override
    public void begin() {
        insights.reset();
    }

    @Override
    public void loading(long read, long total) {
        insights.loading(read, total);
    }

    @Override
    public void live() {
        insights.live();
    }

    @Override
    public void unavailable(String why) {
        insights.unavailable(why);
    }

    @Override
    public void insight(InsightRecord insight, Instant publishedAt) {
        insights.insight(insight, publishedAt);
    }

    @Override
    public void deadLetter(PublishedDeadLetter dead, Instant publishedAt) {
        insights.rejected(new RejectedRecord(
                dead.origin().partition().stream(),
                dead.origin().partition().number(),
                dead.origin().offset(),
                dead.reasons().stream().map(PublishedDeadLetter.Reason::code).toList(),
                dead.reasons().stream().map(reason -> reason.field().orElse("")).toList(),
                dead.failedAt()));
    }
}
