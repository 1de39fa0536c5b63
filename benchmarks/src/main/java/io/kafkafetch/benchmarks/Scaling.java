package io.kafkafetch.benchmarks;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.benchmarks.Arena.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What more threads, partitions, names and dead letters do to the speed, at batches of 5,000. */
@Command(name = "scaling", description = "kafka-fetch by threads, partitions, distinct regions, and with dead letters.")
final class Scaling implements Callable<Integer> {

    private static final long LOGINS = 24_000_000; // there are eight topics
    private static final int PARTITIONS = 6;
    private static final int BATCH_SIZE = 5_000;

    @Mixin
    private final Options options = new Options();

    @Option(names = "--rounds", description = "Runs of each kind (${DEFAULT-VALUE}).", defaultValue = "2")
    private int rounds;

    /** A topic, and what reads it with how many threads. */
    private record Kind(
            String name, String topic, int partitions, int threads, Supplier<Supplier<GeneratedRecord>> logins) {}

    @Override
    public Integer call() {
        List<Kind> kinds =
                kinds().stream().filter(kind -> options.wants(kind.name())).toList();
        Results results = new Results();
        try (Arena arena = options.arena()) {
            kinds.stream()
                    .limit(1)
                    .forEach(kind -> arena.warmUpBroker(contestant(kind), topic(arena, kind), window(kind)));
            for (int round = 1; round <= rounds; round++) {
                for (Kind kind : kinds) {
                    Measurement measurement = arena.measure(contestant(kind), topic(arena, kind), window(kind));
                    options.progress(round, kind.name(), measurement);
                    results.add(kind.name(), measurement);
                }
            }
        }
        System.out.println(results.table("kafka-fetch, batch 5,000", "× first"));
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

    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            kinds.add(new Kind("6 partitions, threads: " + threads, "valid", PARTITIONS, threads, Logins::valid));
        }
        for (int partitions : new int[] {1, 60, 600}) {
            kinds.add(new Kind("partitions: " + partitions, "valid", partitions, 1, Logins::valid));
        }
        for (int regions : new int[] {10, 1_000, 100_000}) {
            kinds.add(new Kind(
                    "distinct regions: " + Table.grouped(regions),
                    "regions" + regions,
                    PARTITIONS,
                    1,
                    () -> Logins.ofRegions(regions)));
        }
        kinds.add(new Kind("7 % dead letters", "real", PARTITIONS, 1, Logins::asTheyCome));
        return kinds;
    }
}
