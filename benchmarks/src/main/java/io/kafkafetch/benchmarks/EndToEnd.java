package io.kafkafetch.benchmarks;

import io.kafkafetch.benchmarks.Arena.Window;
import io.kafkafetch.benchmarks.Turns.Entry;
import io.kafkafetch.benchmarks.contestants.StreamsDsl;
import io.kafkafetch.benchmarks.contestants.StreamsProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All contestants on one topic, in turns. */
@Command(name = "end-to-end", description = "kafka-fetch beside a plain consumer and Kafka Streams: whole runs.")
final class EndToEnd implements Callable<Integer> {

    private static final long LOGINS = 60_000_000;
    private static final int PARTITIONS = 6;
    private static final int[] BATCH_SIZES = {50, 500, 5_000, 50_000};
    private static final int EQUAL_BATCH = 50;

    @Mixin
    private final Options options = new Options();

    @Mixin
    private final Turns turns = new Turns();

    @Option(
            names = "--logins-per-day",
            description =
                    "How many of the logins happened within a day (${DEFAULT-VALUE}): few are a backlog, whose batches"
                            + " have many different minutes; 432000000 are 5,000 a second, as they come live.")
    private long loginsPerDay = Logins.LOGINS_PER_DAY;

    @Override
    public Integer call() {
        long count = options.count(LOGINS);
        try (Arena arena = options.arena()) {
            String name = loginsPerDay == Logins.LOGINS_PER_DAY ? "valid" : "valid-" + loginsPerDay;
            String topic = arena.topic(name, PARTITIONS, count, () -> Logins.valid(loginsPerDay));
            Window once = Window.of(count, PARTITIONS * 50_000L);
            Window again = Window.ofSecondTime(count);
            arena.warmUpBroker(Contestant.kafkaFetch(options.home(), EQUAL_BATCH), topic, once);
            List<Entry> entries = contestants().stream()
                    .filter(contestant -> options.wants(contestant.name()))
                    .map(contestant -> new Entry(contestant, topic, readsAgain(contestant) ? again : once))
                    .toList();
            System.out.println(turns.measure(arena, entries).table("contestant", "× floor"));
        }
        return 0;
    }

    private static boolean readsAgain(Contestant contestant) {
        return contestant.position() == Contestant.Position.COUNTED;
    }

    private List<Contestant> contestants() {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(Contestant.floor());
        for (int batchSize : BATCH_SIZES) {
            contestants.add(Contestant.kafkaFetch(options.home(), batchSize));
        }
        for (int batchSize : new int[] {50, 5_000}) {
            contestants.add(Contestant.kafkaFetchWithRollups(options.home(), batchSize));
            contestants.add(Contestant.kafkaFetchWithUsers(options.home(), batchSize));
        }
        for (String rollups : List.of("off", "on")) {
            contestants.add(Contestant.kafkaFetchWithoutInsights(options.home(), EQUAL_BATCH, rollups));
        }
        contestants.add(Contestant.kafkaFetch(
                options.home(),
                "kafka-fetch, batch 5,000, -Xmx128m",
                Map.of("BATCH_SIZE", "5000", "KAFKA_FETCH_JAVA_OPTS", "-Xmx128m")));
        contestants.add(Contestant.kafkaFetch(
                options.home(),
                "kafka-fetch, batch 5,000, -Xmx104m, polls of 5,000",
                Map.of(
                        "BATCH_SIZE", "5000",
                        "KAFKA_FETCH_JAVA_OPTS", "-Xmx104m",
                        "KAFKA_MAX_POLL_RECORDS", "5000")));
        contestants.add(Contestant.streams("Kafka Streams, Processor, batch 50", StreamsProcessor.class, EQUAL_BATCH));
        contestants.add(Contestant.streams("Kafka Streams, DSL", StreamsDsl.class, EQUAL_BATCH));
        return contestants;
    }
}
