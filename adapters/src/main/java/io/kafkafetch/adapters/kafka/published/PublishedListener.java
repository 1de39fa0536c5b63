package io.kafkafetch.adapters.kafka.published;

import io.kafkafetch.adapters.json.InsightRecord;
import java.time.Instant;
import java.util.List;

/** Hears of all that is published. Called by one thread, the feed's; it must not throw. */
public interface PublishedListener {

    /** Reading begins, or begins again since the topics were recreated: earlier reports do not count any more. */
    void begin();

    /**
     * What was published before the start is being read.
     *
     * @param read how many offsets of it are read, up to {@code total}
     * @param total how many there are
     */
    void loading(long read, long total);

    /** All that was published before the start is read; from now on reports are of new records. Also after a failure. */
    void live();

    /**
     * The topics cannot be read now; it is tried on, and goes on with what was not told yet.
     *
     * @param why for people
     */
    void unavailable(String why);

    /** An insight was published then. */
    void insight(InsightRecord insight, Instant publishedAt);

    /** A dead letter was published then. */
    void deadLetter(PublishedDeadLetter deadLetter, Instant publishedAt);

    /** All of them hear of it, in this order. */
    static PublishedListener all(List<PublishedListener> listeners) {
        List<PublishedListener> all = List.copyOf(listeners);
        return new PublishedListener() {
            @Override
            public void begin() {
                all.forEach(PublishedListener::begin);
            }

            @Override
            public void loading(long read, long total) {
                all.forEach(listener -> listener.loading(read, total));
            }

            @Override
            public void live() {
                all.forEach(PublishedListener::live);
            }

            @Override
            public void unavailable(String why) {
                all.forEach(listener -> listener.unavailable(why));
            }

            @Override
            public void insight(InsightRecord insight, Instant publishedAt) {
                all.forEach(listener -> listener.insight(insight, publishedAt));
            }

            @Override
            public void deadLetter(PublishedDeadLetter deadLetter, Instant publishedAt) {
                all.forEach(listener -> listener.deadLetter(deadLetter, publishedAt));
            }
        };
    }
}
