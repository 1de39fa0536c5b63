package io.kafkafetch.application.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** Commits at this pace over lines of any throughput, to brokers of any latency, in simulated time. */
class CommitPaceProperties {

    private static final long MOST = 8 << 20;
    private static final long LARGEST_BATCH = 33 << 20;
    private static final long LARGEST_RATE = 1L << 30;

    /** A backlog that does not end, over a line that carries so much and a broker that takes so long to answer. */
    private static final class Line {
        private final CommitPace pace = new CommitPace(MOST);
        private final RandomGenerator dice;
        private final long leastBatch;
        private final long largestBatch;
        private double rate;
        private double latency;
        private double seconds;
        private long committed;
        private int failures;

        Line(long seed, long leastBatch, long largestBatch, double rate, double latency) {
            this.dice = new SplittableRandom(seed);
            this.leastBatch = leastBatch;
            this.largestBatch = Math.max(leastBatch, largestBatch);
            this.rate = rate;
            this.latency = latency;
        }

        private long batch() {
            return leastBatch == largestBatch ? leastBatch : dice.nextLong(leastBatch, largestBatch + 1);
        }

        /** As an outbox takes them: as many batches as the pace allows, at least one. Here they are of one size. */
        void commit() {
            long batch = batch();
            long bytes = batch * Math.max(1, pace.bytes() / batch);
            double needed = latency + bytes / rate;
            double given = pace.time().toMillis() / 1_000.0 * 0.9;
            if (needed <= given) {
                seconds += needed;
                committed += bytes;
                pace.succeeded(bytes, duration(needed));
            } else {
                seconds += given + 5; // the longest pause between two tries
                failures++;
                pace.failed(bytes, duration(given));
            }
        }

        void run(double forSeconds) {
            double end = seconds + forSeconds;
            while (seconds < end) {
                commit();
            }
        }

        /** Bytes a second while it runs this long. */
        double throughput(double forSeconds) {
            double since = seconds;
            long before = committed;
            run(forSeconds);
            return (committed - before) / (seconds - since);
        }

        private static Duration duration(double seconds) {
            return Duration.ofNanos((long) (seconds * 1e9));
        }
    }

    @Property(tries = 500)
    void whateverTheThroughputAndTheBatchesItGetsOn(
            @ForAll long seed,
            @ForAll @LongRange(min = CommitPace.LEAST_RATE, max = LARGEST_RATE) long rate,
            @ForAll @DoubleRange(max = 10) double latency,
            @ForAll @LongRange(min = 256, max = LARGEST_BATCH) long leastBatch,
            @ForAll @LongRange(min = 256, max = LARGEST_BATCH) long largestBatch) {
        Line line = new Line(seed, leastBatch, largestBatch, rate, latency);

        for (int commits = 0; commits < 200; commits++) {
            long before = line.committed;
            int tries = 0;
            while (line.committed == before) {
                line.commit();
                assertThat(++tries).as("tries of one commit").isLessThan(20);
            }
        }
    }

    @Property(tries = 500)
    void itSettlesAtTheThroughputOfTheLineAndFailsNoMore(
            @ForAll long seed,
            @ForAll @LongRange(min = CommitPace.LEAST_RATE, max = LARGEST_RATE) long rate,
            @ForAll @DoubleRange(max = 0.25) double latency,
            @ForAll @LongRange(min = 256, max = 64 << 10) long batch) {
        Line line = new Line(seed, batch, batch, rate, latency);
        line.run(300);
        int failures = line.failures;

        double throughput = line.throughput(300);

        assertThat(throughput).isGreaterThan(0.8 * MOST / (latency + (double) MOST / rate));
        assertThat(line.failures).isEqualTo(failures);
    }

    /** Where waiting takes most of a commit's time, small commits would be the wrong answer. */
    @Property(tries = 500)
    void anOverloadedBrokerStillTakesAFairShareOfWhatItCould(
            @ForAll long seed,
            @ForAll @LongRange(min = CommitPace.LEAST_RATE, max = LARGEST_RATE) long rate,
            @ForAll @DoubleRange(max = 10) double latency,
            @ForAll @LongRange(min = 256, max = 64 << 10) long batch) {
        Line line = new Line(seed, batch, batch, rate, latency);
        line.run(900);

        assertThat(line.throughput(900)).isGreaterThan(0.15 * MOST / (latency + (double) MOST / rate));
    }

    @Property(tries = 500)
    void afterAnOutageOfAnyLengthItIsBackWithinAMinute(
            @ForAll long seed,
            @ForAll @LongRange(min = 300_000, max = LARGEST_RATE) long rate,
            @ForAll @DoubleRange(max = 0.25) double latency,
            @ForAll @LongRange(min = 256, max = 64 << 10) long batch,
            @ForAll @DoubleRange(max = 3_600) double outage) {
        Line line = new Line(seed, batch, batch, rate, latency);
        line.run(60);
        line.latency = Double.MAX_VALUE;
        line.run(outage);
        line.latency = latency;
        line.run(60);

        assertThat(line.throughput(60)).isGreaterThan(0.8 * MOST / (latency + (double) MOST / rate));
    }

    /** A small batch that cannot be committed for hours is no reason for a transaction that holds others up for long. */
    @Property(tries = 500)
    void anOutageAloneDoesNotMakeTransactionsLong(@ForAll @LongRange(min = 1, max = 3 << 20) long batch) {
        CommitPace pace = new CommitPace(MOST);
        for (int tries = 0; tries < 1_000; tries++) {
            pace.failed(batch, pace.time());
        }

        assertThat(pace.time()).isLessThanOrEqualTo(CommitPace.LONGEST_WAIT.multipliedBy(2));
    }

    @Property(tries = 500)
    void boundsHoldWhateverHappens(
            @ForAll @LongRange(min = 1, max = MOST) long most, @ForAll @LongRange(max = 1 << 20) long[] millis) {
        CommitPace pace = new CommitPace(most);
        for (long took : millis) {
            switch ((int) took % 5) {
                case 0 -> pace.tooLong();
                case 1, 2 -> pace.failed(took, Duration.ofMillis(took));
                default -> pace.succeeded(took, Duration.ofMillis(took));
            }
            assertThat(pace.bytes()).isBetween(1L, most);
            assertThat(pace.time()).isLessThanOrEqualTo(CommitPace.LONGEST);
            assertThat(pace.unusual()).isGreaterThanOrEqualTo(Duration.ZERO);
        }
    }
}
