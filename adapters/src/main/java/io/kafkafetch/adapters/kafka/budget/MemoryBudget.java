package io.kafkafetch.adapters.kafka.budget;

import java.util.Optional;

/**
 * How a heap is shared out among the lanes of a service. What a lane can hold at once: two responses of a fetch (one is
 * worked on while the next comes), what one poll unpacked of them, the dead letters of its open batches, as many again
 * in its outbox, and the commit's copy in the producer's buffer. A record comes on top in each of these places, since a
 * bound is noticed only once it is passed.
 *
 * <p>G1 gives a record above half a region (1 MiB in small heaps) regions of its own, so that it takes up to twice its
 * bytes: the shares add up to less than half of the heap.
 *
 * @param heapBytes the heap's bound
 * @param lanes consumers that share it
 * @param deadLetterBytes of a lane's open batches; its outbox has half of it
 * @param pollBytes what one poll unpacks
 * @param pollRecords most records of a poll
 * @param fetchBytes a response, packed as the topic has it
 * @param partitionFetchBytes of one partition in a response
 */
public record MemoryBudget(
        long heapBytes,
        int lanes,
        long deadLetterBytes,
        long pollBytes,
        int pollRecords,
        int fetchBytes,
        int partitionFetchBytes) {

    /** The smallest heap that a service with one lane works in, whatever the records are. */
    public static final long LEAST_HEAP = 96L << 20;

    /** What a service needs with no record in it. */
    private static final long BASE = 48L << 20;

    /** Largest record that a broker takes unless configured otherwise. */
    private static final long RECORD = 1L << 20;

    /** A lane's share in records, where each of its places holds one and a bound of the least size. */
    private static final long LEAST_SHARE = LEAST_HEAP - BASE;

    /** This process's heap, shared by so many lanes. */
    public static MemoryBudget ofThisProcess(int lanes) {
        return of(Runtime.getRuntime().maxMemory(), lanes);
    }

    /** A heap of this many bytes, shared by so many lanes. From 600 MB a lane on nothing is less than it can make use of. */
    public static MemoryBudget of(long heapBytes, int lanes) {
        long share = Math.max(RECORD, heapBytes - BASE) / lanes;
        return new MemoryBudget(
                heapBytes,
                lanes,
                between(256 << 10, share / 16, 32 << 20),
                between(256 << 10, share / 24, 64 << 20),
                (int) between(500, share >> 14, 20_000),
                (int) between(256 << 10, share / 32, 8 << 20),
                (int) between(128 << 10, share / 64, 4 << 20));
    }

    /** What is wrong with the heap, for people; empty where records of the usual greatest size fit whatever happens. */
    public Optional<String> shortage() {
        return shortage(RECORD);
    }

    /**
     * The same for records of another size.
     *
     * @param recordBytes the largest that a topic takes, from 1
     */
    public Optional<String> shortage(long recordBytes) {
        long records = Math.clamp(Math.ceilDiv(recordBytes, RECORD), 1, Integer.MAX_VALUE);
        long needed = BASE + lanes * LEAST_SHARE * records;
        // The virtual machine rounds down what it is given.
        return heapBytes >= needed * 15 / 16
                ? Optional.empty()
                : Optional.of("A heap of " + mega(heapBytes) + " MB may be too small for records of " + records
                        + " MB and "
                        + (lanes == 1 ? "one consumer" : "CONSUMER_THREADS=" + lanes) + ": give it " + mega(needed)
                        + " MB (-Xmx" + mega(needed) + "m)" + (lanes == 1 ? "" : ", or fewer threads"));
    }

    private static long mega(long bytes) {
        return bytes >> 20;
    }

    private static long between(long least, long value, long most) {
        return Math.clamp(value, least, most);
    }
}
