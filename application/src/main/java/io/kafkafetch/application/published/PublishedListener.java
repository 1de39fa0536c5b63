package io.kafkafetch.application.published;

import java.time.Instant;

/**
 * Output port: hears of all that is published, each record once, in any order. Called by one thread at a time; it must not
 * throw. A listener to whom only records matter leaves out the rest.
 */
public interface PublishedListener {

    /** Reading begins, or begins again since the topics were recreated: earlier reports no longer count. */
    default void begin() {}

    /**
     * What was published before the start is being read.
     *
     * @param read how many records of it are read, from 0 to {@code total}
     * @param total how many there are
     */
    default void loading(long read, long total) {}

    /** All that was published before the start is read; from now on reports are of new records. Also after a failure. */
    default void live() {}

    /**
     * What is published cannot be read now. Reading is retried, and continues with what was not reported yet.
     *
     * @param why for people
     */
    default void unavailable(String why) {}

    /** An insight was published then. */
    void insight(PublishedInsight insight, Instant publishedAt);

    /** A record ended as a dead letter. */
    void rejected(RejectedRecord record);
}
