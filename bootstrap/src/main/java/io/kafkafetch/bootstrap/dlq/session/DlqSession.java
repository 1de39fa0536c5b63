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
 * One command's connection to the cluster. Starts no service. Used by one thread.
 *
 * @param topic of the dead letters, which is there
 * @param topicId which life of it that is; empty where that is not known
 */
public record DlqSession(
        ApplicationContext context,
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
            return open(context, configuration, topic, style);
        } catch (RuntimeException | InterruptedException failure) {
            context.close();
            throw failure;
        }
    }

    private static DlqSession open(
            ApplicationContext context, KafkaFetchConfiguration configuration, String topic, HeaderStyle style)
            throws InterruptedException {
        KafkaClients clients = context.getBean(KafkaClients.class);
        clients.check();
        LetterTopics topics = new LetterTopics(clients, configuration.pipeline());
        String topicId = topics.require(topic, topic.equals(configuration.dlqTopic()) ? "DLQ_TOPIC" : "--dlq");
        return new DlqSession(context, configuration, clients, topics, topic, topicId, style);
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
        context.close();
    }
}
