package io.kafkafetch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long a login takes from a producer's send to the moment at which a reader of committed records has an insight that
 * counts it. Producer and reader are in this process, and go by one clock.
 */
@Command(name = "latency", description = "From a login's send to its insight at a reader, at a steady rate.")
final class Latency implements Callable<Integer> {

    private static final Duration READ = Duration.ofMillis(100);
    private static final Pattern BATCH = Pattern.compile("\"batch\":\".*-(\\d+)@(\\d+)-(\\d+)\"");
    /** Longer than a batch of 50 takes to fill, or to reach its age. */
    private static final long TAIL_SECONDS = 6;

    private static final String BY_SIZE = "50 logins";
    private static final String BY_AGE = "50 logins or 10 ms";

    @Mixin
    private final Options options = new Options();

    @Option(names = "--rate", description = "Logins a second (${DEFAULT-VALUE}).", defaultValue = "1000")
    private int rate;

    @Option(names = "--seconds", description = "How long it is measured (${DEFAULT-VALUE}).", defaultValue = "30")
    private int seconds;

    @Option(names = "--warm-up", description = "Seconds before that (${DEFAULT-VALUE}).", defaultValue = "20")
    private int warmUpSeconds;

    /** A record's place in the topic. */
    private record Place(int partition, long offset) {}

    /** A batch that has become visible. */
    private record Batch(int partition, long first, long last, long seenNanos) {}

    @Override
    public Integer call() throws InterruptedException {
        Table table = new Table("batches close at", "partitions", "logins", "p50 ms", "p99 ms", "max ms");
        try (Arena arena = options.arena()) {
            for (int partitions : new int[] {1, 6}) {
                row(table, arena, BY_SIZE, partitions, Map.of());
                row(table, arena, BY_AGE, partitions, Map.of("BATCH_MAX_AGE", "10ms"));
            }
        }
        System.out.println(table);
        return 0;
    }

    private void row(Table table, Arena arena, String name, int partitions, Map<String, String> settings)
            throws InterruptedException {
        if (!options.wants(name)) {
            return;
        }
        String topic = "latency-" + System.nanoTime();
        arena.cluster().create(partitions, topic);
        try (Arena.Run run = arena.start(Contestant.kafkaFetch(options.home(), name, settings), topic)) {
            double[] millis = measure(arena.cluster().bootstrapServers(), topic, run);
            table.row(
                    name,
                    String.valueOf(partitions),
                    Table.grouped(millis.length),
                    Table.number(quantile(millis, 0.5), 1),
                    Table.number(quantile(millis, 0.99), 1),
                    Table.number(quantile(millis, 1), 1));
        } finally {
            arena.cluster().delete(topic);
        }
    }

    /** Milliseconds of each login of the measured time, sorted. */
    private double[] measure(String bootstrapServers, String topic, Arena.Run run) throws InterruptedException {
        Map<Place, Long> sent = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread producing = Thread.ofPlatform().daemon().start(() -> produce(bootstrapServers, topic, sent, over));
        List<Batch> batches = new ArrayList<>();
        run.awaitFirst();
        long from = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
        long to = from + TimeUnit.SECONDS.toNanos(seconds);
        try (KafkaConsumer<byte[], byte[]> reader =
                reader(bootstrapServers, run.task().outputTopic())) {
            while (System.nanoTime() < to + TimeUnit.SECONDS.toNanos(TAIL_SECONDS)) {
                run.check();
                for (ConsumerRecord<byte[], byte[]> insight : reader.poll(READ)) {
                    batch(insight, System.nanoTime(), batches);
                }
            }
        }
        over.set(true);
        producing.join();
        List<Double> millis = new ArrayList<>();
        for (Batch batch : batches) {
            for (long offset = batch.first(); offset <= batch.last(); offset++) {
                Long sentNanos = sent.get(new Place(batch.partition(), offset));
                if (sentNanos != null && from <= sentNanos && sentNanos < to) {
                    millis.add((batch.seenNanos() - sentNanos) / 1e6);
                }
            }
        }
        if (millis.isEmpty()) {
            throw new IllegalStateException("none of the logins sent was in a batch that became visible");
        }
        return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // of a login without a place nothing is measured
    private void produce(String bootstrapServers, String topic, Map<Place, Long> sent, AtomicBoolean over) {
        Supplier<GeneratedRecord> logins = Logins.valid();
        Pace pace = new Pace(rate, System::nanoTime);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            while (!over.get()) {
                TimeUnit.NANOSECONDS.sleep(pace.nanosUntilNext());
                GeneratedRecord login = logins.get();
                long now = System.nanoTime();
                producer.send(new ProducerRecord<>(topic, login.key(), login.value()), (metadata, failure) -> {
                    if (failure == null) {
                        sent.put(new Place(metadata.partition(), metadata.offset()), now);
                    }
                });
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first insight of a batch, which is its peak hour, makes it visible. */
    private static void batch(ConsumerRecord<byte[], byte[]> insight, long now, List<Batch> batches) {
        if (!new String(insight.key(), UTF_8).equals("peak_hour")) {
            return;
        }
        Matcher name = BATCH.matcher(new String(insight.value(), UTF_8));
        if (name.find()) {
            batches.add(new Batch(
                    Integer.parseInt(name.group(1)),
                    Long.parseLong(name.group(2)),
                    Long.parseLong(name.group(3)),
                    now));
        }
    }

    private static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(IntStream.range(0, Arena.OUTPUT_PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        return reader;
    }

    /** Of sorted values, the smallest that so many of them do not exceed. */
    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
