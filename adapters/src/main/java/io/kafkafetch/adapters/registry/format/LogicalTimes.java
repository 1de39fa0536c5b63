package io.kafkafetch.adapters.registry.format;

/** What becomes of times that a schema calls times. */
public enum LogicalTimes {
    /** Whole seconds since 1970 in UTC, rounded down: what a plain login has. */
    SECONDS,
    /** As they stand: Avro's numbers in the unit of their type, Protobuf's timestamps as ISO-8601 texts in UTC. */
    AS_WRITTEN
}
