package io.kafkafetch.application.record;

/**
 * An ordered part of a stream, such as a Kafka topic's partition or a file.
 *
 * @param stream name of the stream, e.g. the topic {@code user-login}
 * @param number from 0
 */
public record Partition(String stream, int number) {

    public Partition {
        if (number < 0) {
            throw new IllegalArgumentException("a partition's number of " + number + " is below 0");
        }
    }

    /** Kafka's customary name of it: {@code user-login-0}. */
    @Override
    public String toString() {
        return stream + "-" + number;
    }
}
