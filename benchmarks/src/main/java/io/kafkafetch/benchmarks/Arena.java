package io.kafkafetch.benchmarks;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.benchmarks.Contestant.Task;
import io.kafkafetch.benchmarks.cluster.Await;
import io.kafkafetch.benchmarks.cluster.ChildProcess;
import io.kafkafetch.benchmarks.cluster.Cluster;
import io.kafkafetch.benchmarks.cluster.Probe;
import io.kafkafetch.benchmarks.contestants.Floor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;

/** Where contestants run, one at a time, against the same broker and topics. */
final class Arena implements AutoCloseable {

    /** Of the topics that a contestant publishes to. */
    static final int OUTPUT_PARTITIONS = 6;

    private static final int ATTACH_SECONDS = 60;

    /** For warming up, and for measuring: of a topic that a contestant takes longer for, a part is enough. */
    private static final int MOST_SECONDS = 15;

    /**
     * How often it is looked how far a contestant is while it is measured. Rarely: the broker's answer holds the offset of
     * each partition, and comes out of the contestant's share of the cores.
     */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Path directory;
    private final Cluster cluster;
    private int runs;

    /** @param directory for the broker's data and the contestants' logs; empty, or of an earlier arena */
    Arena(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.cluster = Cluster.start(directory.resolve("broker"), directory.resolve("broker.log"));
        // An arena before this one may have left topics and groups in the directory.
        this.runs = (int) (System.currentTimeMillis() / 1000 % 1_000_000);
    }

    Cluster cluster() {
        return cluster;
    }

    /** The name of a topic that holds so many of these logins; what an earlier arena has filled is taken as it is. */
    String topic(String kind, int partitions, long count, Supplier<Supplier<GeneratedRecord>> logins) {
        String topic = "logins-%s-%d-%d".formatted(kind, partitions, count);
        if (!cluster.has(topic)) {
            System.err.printf("Filling %s ...%n", topic);
            cluster.create(partitions, topic);
            Logins.publish(cluster.bootstrapServers(), topic, count, logins.get());
        }
        return topic;
    }

    /**
     * When to measure.
     *
     * @param from how many records are dealt with when it begins
     * @param to how many when it ends
     * @param warmUpSeconds after which it begins at the latest
     * @param seconds how long it takes at most
     */
    record Window(long from, long to, long warmUpSeconds, long seconds) {

        /**
         * From the middle of the topic on, to a tenth before its end: it must not be over when that is noticed.
         *
         * @param tail records at the end that may wait for their batches' age
         */
        static Window of(long count, long tail) {
            return new Window(count / 2, count - Math.max(tail, count / 10), MOST_SECONDS, MOST_SECONDS);
        }

        /** The second time through, of one that reads it again and again: the end of a topic is a poll without records. */
        static Window ofSecondTime(long count) {
            return new Window(count + count / 2, 2 * count - count / 10, MOST_SECONDS, MOST_SECONDS);
        }
    }

    /** Lets the broker get used to its work: at first its JIT compiler takes half a core from a contestant. */
    void warmUpBroker(Contestant contestant, String inputTopic, Window window) {
        System.err.println("Warming up the broker ...");
        measure(contestant, inputTopic, window);
    }

    /** Runs the contestant on this topic for as long as it is measured. */
    Measurement measure(Contestant contestant, String inputTopic, Window window) {
        try (Run run = start(contestant, inputTopic)) {
            run.awaitFirst();
            try (Probe probe = Probe.of(run.process.handle());
                    Probe broker = Probe.of(cluster.broker())) {
                LongSupplier position = run.position(probe);
                Await.within(window.warmUpSeconds, LOOK, () -> run.lives() && position.getAsLong() >= window.from);
                Reading first = Reading.of(position, probe, broker);
                Await.within(window.seconds, LOOK, () -> run.lives() && position.getAsLong() >= window.to);
                Reading last = Reading.of(position, probe, broker);
                return last.since(first, probe);
            }
        }
    }

    /** Starts it on new topics and with a new group. */
    Run start(Contestant contestant, String inputTopic) {
        String group = "run-" + runs++;
        Task task = new Task(cluster.bootstrapServers(), inputTopic, group + "-insights", group + "-dlq", group);
        cluster.create(OUTPUT_PARTITIONS, task.outputTopic(), task.deadLetterTopic());
        long started = System.nanoTime();
        return new Run(contestant, task, started, contestant.start().start(task, directory.resolve(group + ".log")));
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** What was read at a moment. */
    private record Reading(long nanos, long position, long cpuNanos, long brokerCpuNanos, long allocatedBytes) {

        static Reading of(LongSupplier position, Probe probe, Probe broker) {
            return new Reading(
                    System.nanoTime(),
                    position.getAsLong(),
                    probe.cpuNanos(),
                    broker.cpuNanos(),
                    probe.allocatedBytes());
        }

        Measurement since(Reading first, Probe probe) {
            if (position <= first.position) {
                throw new IllegalStateException("nothing was dealt with while it was measured: the topic is too short");
            }
            double logins = position - first.position;
            return new Measurement(
                    logins / (nanos - first.nanos) * TimeUnit.SECONDS.toNanos(1),
                    (cpuNanos - first.cpuNanos) / logins / 1e3,
                    (brokerCpuNanos - first.brokerCpuNanos) / logins / 1e3,
                    probe.peakResidentBytes(),
                    (allocatedBytes - first.allocatedBytes) / logins,
                    probe.fullCollections());
        }
    }

    /** A contestant under way; ended and cleared away by {@link #close}. */
    final class Run implements AutoCloseable {

        private final Contestant contestant;
        private final Task task;
        private final long startedNanos;
        private final ChildProcess process;

        private Run(Contestant contestant, Task task, long startedNanos, ChildProcess process) {
            this.contestant = contestant;
            this.task = task;
            this.startedNanos = startedNanos;
            this.process = process;
        }

        Task task() {
            return task;
        }

        /** Waits for its first commit; how long after its start that was, in nanoseconds. */
        long awaitFirst() {
            if (contestant.position() == Contestant.Position.COUNTED) {
                return awaitBean();
            }
            Await.until(
                    contestant.name() + " has committed something",
                    ATTACH_SECONDS,
                    () -> lives() && cluster.committed(task.group(), task.inputTopic()) > 0);
            return System.nanoTime() - startedNanos;
        }

        private long awaitBean() {
            Await.until(contestant.name() + " has counted something", ATTACH_SECONDS, () -> {
                try (Probe probe = Probe.of(process.handle())) {
                    return lives() && position(probe).getAsLong() > 0;
                } catch (IllegalStateException notYet) {
                    return false;
                }
            });
            return System.nanoTime() - startedNanos;
        }

        /** How many records it has dealt with. */
        LongSupplier position(Probe probe) {
            return contestant.position() == Contestant.Position.COMMITTED
                    ? () -> cluster.committed(task.group(), task.inputTopic())
                    : () -> counted(probe);
        }

        private static long counted(Probe probe) {
            try {
                return (Long) probe.beans().getAttribute(new ObjectName(Floor.MBEAN), "Records");
            } catch (JMException | IOException notYet) {
                throw new IllegalStateException("the floor does not tell what it has counted", notYet);
            }
        }

        /** @throws IllegalStateException if it has ended by itself */
        void check() {
            process.check();
        }

        private boolean lives() {
            check();
            return true;
        }

        @Override
        public void close() {
            process.close();
            cluster.delete(task.group());
        }
    }
}
