package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.letters.HeaderStyle;
import io.kafkafetch.adapters.kafka.letters.KafkaLetterLog;
import io.kafkafetch.adapters.kafka.letters.KafkaLetters;
import io.kafkafetch.adapters.kafka.letters.KafkaOriginals;
import io.kafkafetch.adapters.kafka.letters.LetterTopics;
import io.kafkafetch.adapters.kafka.replay.GroupCanary;
import io.kafkafetch.adapters.kafka.replay.KafkaReplayOutlet;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.replay.Canary;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.process.Contexts;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Dead letters of a topic: a connection to the cluster, of one command or of one run of a service.
 *
 * @param ending closes what was opened for it
 * @param name topic of the dead letters, which is there
 * @param topicId which life of it that is; empty where that is not known
 */
record TopicSession(
        Runnable ending,
        KafkaFetchConfiguration configuration,
        KafkaClients clients,
        LetterTopics topics,
        String name,
        String topicId,
        HeaderStyle style)
        implements DlqSession {

    /** How long the service may take to read the first records. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

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

    /** With clients that are there. */
    static DlqSession on(
            KafkaClients clients,
            KafkaFetchConfiguration configuration,
            String topic,
            HeaderStyle style,
            Runnable ending)
            throws InterruptedException {
        LetterTopics topics = new LetterTopics(clients, configuration.pipeline());
        String topicId = topics.require(topic, topic.equals(configuration.dlqTopic()) ? "DLQ_TOPIC" : "--dlq");
        return new TopicSession(ending, configuration, clients, topics, topic, topicId, style);
    }

    @Override
    public Optional<Duration> retention() throws InterruptedException {
        return topics.retention(name);
    }

    @Override
    public Letters letters() {
        return new KafkaLetters(clients, name, style);
    }

    @Override
    public LetterLog log() throws InterruptedException {
        return log(topics.hasLog());
    }

    private LetterLog log(boolean isThere) {
        return new KafkaLetterLog(clients, configuration.dlqLogTopic(), isThere, name, topicId);
    }

    @Override
    public Originals originals(Optional<OpeningKey> key) {
        return new KafkaOriginals(clients, key);
    }

    /** {@inheritDoc} The log is created where that is allowed. */
    @Override
    public ReplayOutlet marks() throws InterruptedException {
        topics.requireLog(configuration.topicCreation());
        return new KafkaReplayOutlet(clients, configuration.pipeline(), log(true), topicId);
    }

    @Override
    public ReplayRoute route(Optional<String> to) {
        return new Route(to.orElseGet(configuration::inputTopic), to.isPresent());
    }

    /** To a topic. */
    private final class Route implements ReplayRoute {

        private final String target;
        private final boolean isChosen;

        private Route(String target, boolean isChosen) {
            this.target = target;
            this.isChosen = isChosen;
        }

        @Override
        public String target() {
            return target;
        }

        private boolean isForTheService() {
            return target.equals(configuration.inputTopic());
        }

        @Override
        public boolean isInFiles() {
            return false;
        }

        /** {@inheritDoc} Dead letters of others that do not go to the service need be no logins. */
        @Override
        public boolean isJudged() {
            return style == HeaderStyle.KAFKA_FETCH || isForTheService();
        }

        @Override
        public boolean takesAll() {
            return isChosen;
        }

        @Override
        public ReplayOutlet outlet() throws InterruptedException {
            topics.require(target, isChosen ? "--to" : "INPUT_TOPIC");
            return marks();
        }

        @Override
        public Optional<Canary> canary() {
            return isForTheService()
                    ? Optional.of(new GroupCanary(clients, configuration.pipeline(), PATIENCE))
                    : Optional.empty();
        }
    }

    @Override
    public void close() {
        ending.run();
    }
}
