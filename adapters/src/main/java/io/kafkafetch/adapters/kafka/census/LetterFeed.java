package io.kafkafetch.adapters.kafka.census;

import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.published.PublishedHistory;
import io.kafkafetch.adapters.kafka.published.TopicFeed;
import io.kafkafetch.application.letter.census.LetterCensus;
import java.time.Duration;
import java.util.List;

/**
 * Keeps a {@link LetterCensus}: reads the dead letters and their log from their beginning, and on. The log is created by the
 * first replay, and is read from when it is there. Everything works without it: where it cannot read, it says so once in the log
 * and nothing is known. Payload is read by the way, and nothing is kept of it. Thread-safe.
 *
 * <p>However much there is to read it takes a tenth of a core at most, see {@link TopicFeed}. It needs the rights to read both
 * topics, and to see the first one's configuration, to know how long it keeps a letter.
 */
public final class LetterFeed implements AutoCloseable {

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration GREATEST_BACKOFF = Duration.ofMinutes(1);

    private final TopicFeed feed;

    /** A feed that has not begun. */
    public LetterFeed(KafkaPipeline pipeline, KafkaClients clients, LetterCensus census) {
        this.feed = new TopicFeed(
                clients,
                new TopicFeed.Plan(
                        "kafka-fetch-letters",
                        "counting dead letters",
                        pipeline.groupId() + "-letters",
                        List.of(pipeline.deadLetterTopic()),
                        List.of(pipeline.deadLetterLogTopic()),
                        PublishedHistory.ALL,
                        new Backoff(FIRST_BACKOFF, GREATEST_BACKOFF)),
                new LetterReader(pipeline.deadLetterTopic(), census),
                () -> true);
    }

    /** Begins, once; the cluster and its topics should be there. */
    public void start() {
        feed.start();
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        feed.stop();
    }

    /** Ends; waits for what it just does for at most two seconds. The census is not changed after that. */
    @Override
    public void close() {
        feed.close();
    }
}
