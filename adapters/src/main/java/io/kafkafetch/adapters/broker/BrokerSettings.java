package io.kafkafetch.adapters.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;

/** The configuration of a single small node that is broker and controller at once. */
final class BrokerSettings {

    static final int NODE_ID = 1;

    /** What does not depend on where the broker runs. */
    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", String.valueOf(NODE_ID)),
            Map.entry("inter.broker.listener.name", BrokerListeners.CLIENT),
            Map.entry("controller.listener.names", BrokerListeners.CONTROLLER),
            Map.entry(
                    "listener.security.protocol.map",
                    BrokerListeners.CLIENT + ":PLAINTEXT," + BrokerListeners.CONTROLLER + ":PLAINTEXT"),
            // Alone there is nobody to replicate to.
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "5"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "5"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            // A topic exists because somebody said so; a typing error is no topic.
            Map.entry("auto.create.topics.enable", "false"),
            // Nobody else joins within the default three seconds.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            // A killed member or transaction is noticed in seconds, as the tests and the demo ask for.
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.session.timeout.ms", "10000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
            Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            // Small: threads, buffers, and the index files that are reserved per partition.
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "1"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("group.coordinator.background.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.entry("log.index.size.max.bytes", "1048576"),
            // After a kill the controller takes the old broker for alive, and refuses the new one, until this has
            // passed.
            Map.entry("broker.session.timeout.ms", "9000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // Quick to elect: nobody else stands.
            Map.entry("controller.quorum.append.linger.ms", "0"),
            Map.entry("controller.quorum.election.timeout.ms", "100"),
            Map.entry("controller.quorum.election.backoff.max.ms", "100"),
            Map.entry("controller.quorum.retry.backoff.ms", "20"),
            Map.entry("server.max.startup.time.ms", "60000"),
            // Several brokers of one process would take each other's MBeans.
            Map.entry("metric.reporters", ""));

    private BrokerSettings() {}

    static KafkaConfig of(Path logDirectory, BrokerListeners listeners) {
        Map<String, String> settings = new HashMap<>(FIXED);
        String client = BrokerListeners.CLIENT + "://localhost:" + listeners.clientPort();
        String controller = "localhost:" + listeners.controllerPort();
        settings.put("listeners", client + "," + BrokerListeners.CONTROLLER + "://" + controller);
        settings.put("advertised.listeners", client);
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("log.dirs", logDirectory.toString());
        return new KafkaConfig(settings, false);
    }
}
