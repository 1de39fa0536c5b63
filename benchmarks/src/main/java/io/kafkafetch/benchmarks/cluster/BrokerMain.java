package io.kafkafetch.benchmarks.cluster;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import java.nio.file.Path;

/** A Kafka broker in a process of its own: {@code BrokerMain DIRECTORY PORT}. Runs until it is ended. */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        Thread.currentThread().join();
    }
}
