package io.kafkafetch.adapters.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker inside this process, one node that is its own controller, reachable from this machine only. For
 * the demo and for tests; several may run at once, each on a port and in a directory of its own.
 *
 * <p>It is put together as {@link KafkaRaftServer} does it, but for two things that one doesn't offer: sockets bound
 * beforehand, and a fault while starting is an exception here, where there it ends the process. Kafka's own answer to a
 * disk that fails while the broker runs stays: it halts the process, as a broker without its log has nothing to serve.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Longest that {@link #close()} waits. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final DataDirectory directory;
    private final BrokerListeners listeners;
    private final BrokerServers servers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(DataDirectory directory, BrokerListeners listeners, KafkaConfig config) {
        this.directory = directory;
        this.listeners = listeners;
        this.servers = BrokerServers.of(config, listeners);
    }

    /**
     * Starts a broker that keeps its data in this directory, and finds there what an earlier one has left.
     *
     * @param dataDirectory created if there is none; otherwise empty, or an earlier broker's
     * @param port for clients, 0 for any free one
     * @throws BrokerStartException if the port is in use, or the directory cannot be used or is in use
     */
    public static EmbeddedBroker start(Path dataDirectory, int port) {
        return start(DataDirectory.at(dataDirectory), port);
    }

    /**
     * Starts a broker in a new directory, which {@link #close()} deletes.
     *
     * @param port for clients, 0 for any free one
     * @throws BrokerStartException if the port is in use
     */
    public static EmbeddedBroker startTemporary(int port) {
        return startTemporary(Path.of(System.getProperty("java.io.tmpdir")), port);
    }

    static EmbeddedBroker startTemporary(Path parent, int port) {
        return start(DataDirectory.temporary(parent), port);
    }

    /** Where clients find it, {@code localhost:PORT}. */
    public String bootstrapServers() {
        return "localhost:" + listeners.clientPort();
    }

    /**
     * Stops the broker, its data safe on disk, and frees port and directory. Takes {@link #CLOSE_TIMEOUT} at most;
     * after that the rest goes on in the background and is logged. Closing again does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Thread shutdown = Thread.ofPlatform()
                    .daemon()
                    .name("embedded-broker-shutdown")
                    .start(this::shutDown);
            boolean stopped = joinUninterruptibly(shutdown);
            if (!stopped) {
                LOG.warn("The embedded broker has not stopped within {} s", CLOSE_TIMEOUT.toSeconds());
            }
        }
    }

    private static EmbeddedBroker start(DataDirectory directory, int port) {
        try {
            directory.formatIfNew();
            BrokerListeners listeners = BrokerListeners.bind(port);
            try {
                EmbeddedBroker broker =
                        new EmbeddedBroker(directory, listeners, BrokerSettings.of(directory.path(), listeners));
                broker.servers.start(CLOSE_TIMEOUT.dividedBy(2));
                return broker;
            } catch (RuntimeException e) {
                listeners.close();
                throw e;
            }
        } catch (BrokerStartException e) {
            directory.close();
            throw e;
        } catch (RuntimeException e) {
            directory.close();
            throw new BrokerStartException("The broker could not start in " + directory.path() + ": " + e, e);
        }
    }

    private void shutDown() {
        try {
            servers.stop(CLOSE_TIMEOUT.dividedBy(2));
        } finally {
            listeners.close();
            directory.close();
        }
    }

    private static boolean joinUninterruptibly(Thread thread) {
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
