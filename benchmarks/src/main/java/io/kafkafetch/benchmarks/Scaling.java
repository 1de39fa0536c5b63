package io.kafkafetch.benchmarks;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.benchmarks.Arena.Window;
import io.kafkafetch.benchmarks.Turns.Entry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What more threads, partitions, names and dead letters do to the speed, at batches of 5,000. */
@Command(name = "scaling", description = "kafka-fetch by threads, partitions, distinct regions, and with dead letters.")
final class Scaling implements Callable<Integer> {

    private static final long LOGINS = 24_000_000; // some 5 GB: the topics of a comparison should fit into memory
    private static final int PARTITIONS = 6;
    private static final int BATCH_SIZE = 5_000;

    @Mixin
    private final Options options = new Options();

    @Mixin
    private final Turns turns = new Turns();

    /** A topic, and what reads it with how many threads. */
    private record Kind(
            String name, String topic, int partitions, int threads, Supplier<Supplier<GeneratedRecord>> logins) {}

    /** What is measured in turns, and against its first. */
    private record Comparison(String subject, List<Kind> kinds) {}

    @Override
    public Integer call() {
        try (Arena arena = options.arena()) {
            for (Comparison comparison : comparisons()) {
                // All topics are filled before anything is measured.
                List<Entry> entries = comparison.kinds().stream()
                        .filter(kind -> options.wants(kind.name()))
                        .map(kind -> new Entry(contestant(kind), topic(arena, kind), window(kind)))
                        .toList();
                if (!entries.isEmpty()) {
                    Entry first = entries.getFirst();
                    arena.warmUpBroker(first.contestant(), first.topic(), first.window());
                    System.out.println(turns.measure(arena, entries).table(comparison.subject(), "× first"));
                    System.out.println();
                }
            }
        }
        return 0;
    }

    private Contestant contestant(Kind kind) {
        return Contestant.kafkaFetch(
                options.home(),
                kind.name(),
                Map.of("BATCH_SIZE", String.valueOf(BATCH_SIZE), "CONSUMER_THREADS", String.valueOf(kind.threads())));
    }

    private String topic(Arena arena, Kind kind) {
        return arena.topic(kind.topic(), kind.partitions(), options.count(LOGINS), kind.logins());
    }

    private Window window(Kind kind) {
        long count = options.count(LOGINS);
        // The last batch of a partition waits for its age.
        long tail = Math.min(count / 4, (long) kind.partitions() * BATCH_SIZE);
        return Window.of(count, tail);
    }

    private static List<Comparison> comparisons() {
        return List.of(
                new Comparison("one partition, or more threads", List.of(threads(1), threads(2), partitions(1))),
                new Comparison("many partitions", List.of(partitions(6), partitions(60), partitions(600))),
                new Comparison("distinct regions", List.of(regions(10), regions(1_000), regions(100_000))),
                new Comparison(
                        "logins",
                        List.of(
                                new Kind("valid ones", "valid", PARTITIONS, 1, Logins::valid),
                                new Kind("7 % dead letters", "real", PARTITIONS, 1, Logins::asTheyCome))));
    }

    private static Kind threads(int threads) {
        return new Kind("6 partitions, threads: " + threads, "valid", PARTITIONS, threads, Logins::valid);
    }

    private static Kind partitions(int partitions) {
        return new Kind("partitions: " + partitions, "valid", partitions, 1, Logins::valid);
    }

    private static Kind regions(int regions) {
        return new Kind(
                "distinct regions: " + Table.grouped(regions),
                "regions" + regions,
                PARTITIONS,
                1,
                () -> Logins.ofRegions(regions));
    }
}
