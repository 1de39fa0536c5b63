package io.kafkafetch.benchmarks.contestants;

/** How far the {@link Floor} is, for those who watch it from outside. Thread-safe. */
public interface FloorMXBean {

    /** Records read, up to date after every poll. */
    long getRecords();

    /** Bytes of these records' values; may belong to one poll more or less. */
    long getBytes();
}
