package io.kafkafetch.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From the launcher's start to the first committed batch, of a topic that holds logins. */
@Command(
        name = "start-up",
        description = "From a start to the first committed batch, with and without the start cache.")
final class StartUp implements Callable<Integer> {

    private static final long LOGINS = 100_000;
    private static final int PARTITIONS = 6;

    @Mixin
    private final Options options = new Options();

    @Option(names = "--rounds", description = "Starts of each kind (${DEFAULT-VALUE}).", defaultValue = "7")
    private int rounds;

    @Override
    public Integer call() {
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        try (Arena arena = options.arena()) {
            String topic = arena.topic("valid", PARTITIONS, LOGINS, Logins::valid);
            for (int round = 0; round < rounds; round++) {
                for (Contestant contestant : contestants()) {
                    try (Arena.Run run = arena.start(contestant, topic)) {
                        nanos.computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                                .add(run.awaitFirst());
                    }
                }
            }
        }
        Table table = new Table("start", "median s", "best s", "worst s");
        nanos.forEach((name, of) -> table.row(
                name,
                Table.number(Table.median(of, Long::doubleValue) / 1e9, 2),
                Table.number(of.stream().mapToLong(Long::longValue).min().orElse(0) / 1e9, 2),
                Table.number(of.stream().mapToLong(Long::longValue).max().orElse(0) / 1e9, 2)));
        System.out.println(table);
        return 0;
    }

    private List<Contestant> contestants() {
        return List.of(
                Contestant.kafkaFetch(options.home(), "with the start cache (as the launcher does)", Map.of()),
                Contestant.kafkaFetch(options.home(), "without", Map.of("KAFKA_FETCH_JAVA_OPTS", "-XX:AOTMode=off")));
    }
}
