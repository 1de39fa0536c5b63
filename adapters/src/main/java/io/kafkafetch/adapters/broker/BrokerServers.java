package io.kafkafetch.adapters.broker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** The two servers of a broker that is its own controller, put together as Kafka's own main class does. */
record BrokerServers(ControllerServer controller, BrokerServer broker) {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerServers.class);

    /** @param sockets where they listen */
    static BrokerServers of(KafkaConfig config, ServerSocketFactory sockets) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> disk = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        SharedServer shared = new SharedServer(
                config,
                disk._1(),
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, disk._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                sockets);
        return new BrokerServers(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), disk._2()), new BrokerServer(shared));
    }

    /**
     * Starts both.
     *
     * @param close how long stopping them again may take if one fails
     */
    void start(Duration close) {
        try {
            controller.startup();
            broker.startup();
        } catch (Throwable failure) {
            stop(close);
            throw failure;
        }
    }

    /**
     * Stops the broker first: it may still need the controller.
     *
     * @param timeout for the broker
     */
    void stop(Duration timeout) {
        try {
            broker.shutdown(timeout);
        } finally {
            controller.shutdown();
        }
    }
}
