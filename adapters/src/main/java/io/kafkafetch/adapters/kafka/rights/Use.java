package io.kafkafetch.adapters.kafka.rights;

/** What a service or a command does with a cluster, and so needs rights for. */
public enum Use {
    /** Logins come from the input topic, to a group's members. */
    READING,
    /** Insights and dead letters go to topics. */
    PUBLISHING,
    /** Warnings of configurations that lose records; everything works without them. */
    WARNINGS,
    /** The live page reads back what was published. */
    LIVE_PAGE,
    /** Logins come from a file, and its position is in Kafka. */
    FILE,
    /** Logins are posted or generated into the input topic. */
    SENDING,
    /** Commits say what they counted, and totals are shown. */
    TALLIES,
    /** Totals are made. */
    MERGING,
    /** What was published is held against the source again. */
    VERIFYING,
    /** {@code dlq} shows dead letters and what became of them. */
    LETTERS,
    /** {@code dlq} sends their records again, or writes down what becomes of them. */
    REPLAYING,
    /** {@code offsets show} says where the group stands. */
    POSITIONS,
    /** {@code offsets} moves the group. */
    MOVING,
    /** {@code offsets restore} and {@code rezone} read the tallies. */
    RESTORING,
    /** Missing topics are created. */
    CREATING
}
