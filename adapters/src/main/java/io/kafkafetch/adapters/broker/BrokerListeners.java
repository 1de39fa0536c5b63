package io.kafkafetch.adapters.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets of a single node, one for clients and one for its controller, on the loopback interface. They are
 * bound before the broker is built: so the advertised port is right even when the system chose it, nobody can take it in
 * between, and a port in use is found before anything else has started.
 */
final class BrokerListeners implements ServerSocketFactory, AutoCloseable {

    static final String CLIENT = "CLIENT";
    static final String CONTROLLER = "CONTROLLER";

    private static final int BACKLOG = 50;

    private final ServerSocketChannel client;
    private final ServerSocketChannel controller;

    private BrokerListeners(ServerSocketChannel client, ServerSocketChannel controller) {
        this.client = client;
        this.controller = controller;
    }

    /**
     * Binds the client's port as asked, 0 for any free one, and any free one for the controller.
     *
     * @throws BrokerStartException if the port is in use or may not be bound
     */
    static BrokerListeners bind(int port) {
        ServerSocketChannel client = open(port);
        try {
            return new BrokerListeners(client, open(0));
        } catch (BrokerStartException e) {
            close(client);
            throw e;
        }
    }

    int clientPort() {
        return client.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) {
        return listenerName.equals(CONTROLLER) ? controller : client;
    }

    /** Frees both ports, if the broker has not done so already. */
    @Override
    public void close() {
        close(client);
        close(controller);
    }

    private static ServerSocketChannel open(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
                return channel;
            } catch (IOException | RuntimeException e) {
                close(channel);
                throw e;
            }
        } catch (BindException e) {
            throw new BrokerStartException(
                    "Port " + port + " cannot be used (" + e.getMessage()
                            + "): stop the program that holds it, or choose another port (0 for any free one).",
                    e);
        } catch (IOException e) {
            throw new BrokerStartException("The broker cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
