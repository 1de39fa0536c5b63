package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import java.time.Duration;
import java.util.Optional;

/** Where one command's dead letters are, with the ports to them. Starts no service. Used by one thread. */
public interface DlqSession extends AutoCloseable {

    /**
     * A session of a service, with the clients that it has anyway.
     *
     * @throws io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException if the topic is not there
     */
    static DlqSession on(KafkaClients clients, KafkaFetchConfiguration configuration) throws InterruptedException {
        return TopicSession.on(clients, configuration, configuration.dlqTopic(), HeaderStyle.KAFKA_FETCH, () -> {});
    }

    KafkaFetchConfiguration configuration();

    /** The topic or folder that they are in, for people. */
    String name();

    /** How long a letter is kept there; empty where that is not known or it has no end. */
    Optional<Duration> retention() throws InterruptedException;

    Letters letters();

    /** The log, to be read; without one, all letters are open. */
    LetterLog log() throws InterruptedException;

    /**
     * The records that letters were made of. Whoever asks closes it.
     *
     * @param key that opens encrypted letters; empty where nobody gave one
     */
    Originals originals(Optional<OpeningKey> key);

    /** What sets letters aside in the log, or gives them up; it sends nothing. Whoever asks closes it. */
    ReplayOutlet marks() throws InterruptedException;

    /**
     * Where records are sent again.
     *
     * @param to a place that somebody chose; empty for where the service reads
     * @throws io.kafkafetch.bootstrap.process.UserError if nothing can be sent there
     */
    ReplayRoute route(Optional<String> to);

    @Override
    void close();
}
