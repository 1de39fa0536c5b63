package io.kafkafetch.adapters.broker;

/** Kafka's broker is no part of the container image, which runs the service alone. */
public final class BrokerLibraries {

    private static final String BROKER = "kafka.server.KafkaRaftServer";

    private BrokerLibraries() {}

    /**
     * Checks that there is a broker to start.
     *
     * @throws BrokerStartException where it is left out
     */
    public static void require() {
        require(BrokerLibraries.class.getClassLoader());
    }

    static void require(ClassLoader libraries) {
        try {
            Class.forName(BROKER, false, libraries);
        } catch (ClassNotFoundException leftOut) {
            throw new BrokerStartException(
                    "this installation has no broker, as in the container image: run the demo from the sources"
                            + " (./kafka-fetch demo), or the whole system by docker compose up",
                    leftOut);
        }
    }
}
