package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.adapters.kafka.letters.KafkaLetterLog;
import io.kafkafetch.adapters.kafka.letters.KafkaLetters;
import io.kafkafetch.adapters.kafka.letters.LetterTopics;
import io.kafkafetch.adapters.kafka.replay.KafkaReplayOutlet;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.process.Contexts;
import io.micronaut.context.ApplicationContext;

/**
 * A connection to the cluster, of one command or of one run of a service. Starts no service. Used by one thread.
 *
 * @param ending closes what was opened for it
 * @param topic of the dead letters, which is there
 * @param topicId which life of it that is; empty where that is not known
 */
public record DlqSession(
        Runnable ending,
        KafkaFetchConfiguration configuration,
        KafkaClients clients,
        LetterTopics topics,
        String topic,
        String topicId,
        HeaderStyle style)
        implements AutoCloseable {

    /** @throws io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException if the topic is not there */
    static DlqSession open(KafkaFetchConfiguration configuration, String topic, HeaderStyle style)
            throws InterruptedException {
        ApplicationContext context = Contexts.ofClients();
        try {
            KafkaClients clients = context.getBean(KafkaClients.class);
            clients.check();
            return on(clients, configuration, topic, style, context::close);
        } catch (RuntimeException | InterruptedException failure) {
            context.close();
            throw failure;
        }
    }

    /**
     * A session of a service, with the clients and the dead letters that it has anyway.
     *
     * @throws io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException if the topic is not there
     */
    public static DlqSession on(KafkaClients clients, KafkaFetchConfiguration configuration)
            throws InterruptedException {
        return on(clients, configuration, configuration.dlqTopic(), HeaderStyle.KAFKA_FETCH, () -> {});
    }

    private static DlqSession on(
            KafkaClients clients,
            KafkaFetchConfiguration configuration,
            String topic,
            HeaderStyle style,
            Runnable ending)
            throws InterruptedException {
        LetterTopics topics = new LetterTopics(clients, configuration.pipeline());
        String topicId = topics.require(topic, topic.equals(configuration.dlqTopic()) ? "DLQ_TOPIC" : "--dlq");
        return new DlqSession(ending, configuration, clients, topics, topic, topicId, style);
    }

    public KafkaLetters letters() {
        return new KafkaLetters(clients, topic, style);
    }

    /** The log, to be read; without one, all letters are open. */
    public LetterLog log() throws InterruptedException {
        return log(topics.hasLog());
    }

    private LetterLog log(boolean isThere) {
        return new KafkaLetterLog(clients, configuration.dlqLogTopic(), isThere, topic, topicId);
    }

    /** What writes to the log, which is created where that is allowed. */
    public ReplayOutlet outlet() throws InterruptedException {
        topics.requireLog(configuration.topicCreation());
        return new KafkaReplayOutlet(clients, configuration.pipeline(), log(true), topicId);
    }

    @Override
    public void close() {
        ending.run();
    }
}
