package io.kafkafetch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.Kind;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.kafka.inbox.LoginPublisher;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with logins; equal calls fill it with equal ones. */
final class Logins {

    /** A day's hours and their ups and downs come within a hundred thousand logins. */
    static final long LOGINS_PER_DAY = 100_000;

    private Logins() {}

    /** Realistic logins, all of them valid. */
    static Supplier<GeneratedRecord> valid() {
        return valid(LOGINS_PER_DAY);
    }

    /** The same, so many a day: what a live feed of this rate sends, in the order of its times. */
    static Supplier<GeneratedRecord> valid(long loginsPerDay) {
        return generated(loginsPerDay, record -> record.kind() == Kind.VALID);
    }

    /** Realistic logins as they come, 7 % of them without a device type. */
    static Supplier<GeneratedRecord> asTheyCome() {
        return generated(LOGINS_PER_DAY, record -> true);
    }

    private static Supplier<GeneratedRecord> generated(long loginsPerDay, Predicate<GeneratedRecord> wanted) {
        LoginGenerator generator = new LoginGenerator(
                GeneratorSettings.forTopic().withCorruptPercent(0).withLoginsPerDay(loginsPerDay));
        return () -> {
            while (true) {
                GeneratedRecord record = generator.next();
                if (wanted.test(record)) {
                    return record;
                }
            }
        };
    }

    /** Valid logins from so many regions, each as likely as the other. */
    static Supplier<GeneratedRecord> ofRegions(int regions) {
        SplittableRandom random = new SplittableRandom(1);
        return () -> {
            long user = random.nextLong(1_000_000);
            String login =
                    "{\"user_id\": \"00000000-0000-4000-8000-%012d\", \"app_version\": \"2.3.0\",".formatted(user)
                            + " \"device_type\": \"iOS\", \"ip\": \"198.18.7.%d\", \"locale\": \"R%d\", \"device_id\": \"%s\","
                                    .formatted(user % 250, random.nextInt(regions), "593-47-5928")
                            + " \"timestamp\": %d}".formatted(1_767_571_200L + random.nextInt(86_400));
            return new GeneratedRecord(String.valueOf(user).getBytes(UTF_8), login.getBytes(UTF_8), Kind.VALID);
        };
    }

    /**
     * Publishes so many of these, and waits until they are kept.
     *
     * @throws KafkaException where one of them is not
     */
    static void publish(String bootstrapServers, String topic, long count, Supplier<GeneratedRecord> logins) {
        try (LoginPublisher publisher = new LoginPublisher(producer(bootstrapServers), topic)) {
            for (long i = 0; i < count; i++) {
                GeneratedRecord login = logins.get();
                publisher.publish(login.key(), login.value());
            }
            publisher.flush();
        }
    }

    /**
     * A producer for many records: in order, none lost. It waits for full record batches and has room for one of each
     * partition and more: with 600 partitions it would send batches of a record or two, and what were measured is those.
     */
    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "batch.size",
                        256 << 10,
                        "buffer.memory",
                        512L << 20,
                        "linger.ms",
                        5_000,
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
