package io.kafkafetch.adapters.kafka.published;

import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads all that is published, all partitions of both output topics, see {@link TopicFeed}. Records that are neither insights nor
 * dead letters are passed over. Thread-safe.
 */
public final class PublishedFeed implements AutoCloseable {

    private static final String PLACE = "reading back what is published";
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration GREATEST_BACKOFF = Duration.ofSeconds(5);

    private final TopicFeed feed;

    /**
     * A feed that has not begun.
     *
     * @param history how far back it begins
     * @param pipelineBusy whether the pipeline beside it works as fast as it can
     */
    public PublishedFeed(
            KafkaPipeline pipeline,
            KafkaClients clients,
            PublishedHistory history,
            List<PublishedListener> listeners,
            TroubleBoard board,
            BooleanSupplier pipelineBusy) {
        this.feed = new TopicFeed(
                clients,
                new TopicFeed.Plan(
                        "kafka-fetch-live",
                        PLACE,
                        pipeline.groupId() + "-live",
                        List.of(pipeline.outputTopic(), pipeline.deadLetterTopic()),
                        List.of(),
                        history,
                        new Backoff(FIRST_BACKOFF, GREATEST_BACKOFF)),
                new Reporting(listeners, new PublishedRecords(pipeline.outputTopic(), listeners), board),
                pipelineBusy);
    }

    /** Begins, once; the cluster and its topics should be there. */
    public void start() {
        feed.start();
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        feed.stop();
    }

    /** Ends; waits for what it just does for at most two seconds. The listeners hear nothing after that. */
    @Override
    public void close() {
        feed.close();
    }

    private record Reporting(List<PublishedListener> listeners, PublishedRecords records, TroubleBoard board)
            implements TopicFeed.Reader {

        Reporting {
            listeners = List.copyOf(listeners);
        }

        @Override
        public void begin(Map<String, String> lives) {
            listeners.forEach(PublishedListener::begin);
        }

        @Override
        public void read(ConsumerRecord<byte[], byte[]> record) {
            records.report(record);
        }

        @Override
        public void loading(long read, long total) {
            listeners.forEach(listener -> listener.loading(read, total));
        }

        @Override
        public void live() {
            listeners.forEach(PublishedListener::live);
        }

        @Override
        public void failed(Fault why) {
            board.report(PLACE, why.asWarning());
            listeners.forEach(listener -> listener.unavailable(why.sentence()));
        }

        @Override
        public void fine() {
            board.fine(PLACE);
        }
    }
}
