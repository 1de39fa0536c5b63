package io.kafkafetch.benchmarks.jmh;

import io.kafkafetch.adapters.json.BatchFields;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.login.LoginEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A batch of 50 logins from its first delivery to the bytes of its some 34 insights, and the parts of that way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchBenchmark {

    private static final int SIZE = 50;
    private static final int BATCHES = 1000;

    private final List<List<Delivery>> deliveries = deliveries();
    private final BatchAssembler assembler =
            new BatchAssembler(BatchPolicy.of(SIZE, Duration.ofMinutes(1)), HourOfDay.UTC);
    private final DeriveInsights deriveInsights = new DeriveInsights();
    private final InsightEncoder encoder = new InsightEncoder();
    private final List<LoginBatch> batches =
            deliveries.stream().map(this::assembled).toList();
    private final List<BatchOutcome> outcomes = batches.stream()
            .map(batch -> deriveInsights.process(batch, HourCounts.EMPTY))
            .toList();
    private HourCounts running = HourCounts.EMPTY;
    private int next;

    @Benchmark
    public void deliveriesToBytes(Blackhole bytes) {
        BatchOutcome outcome = deriveInsights.process(assembled(deliveries.get(next())), running);
        running = outcome.running();
        encode(outcome, bytes);
    }

    @Benchmark
    public LoginBatch deliveriesToBatch() {
        return assembled(deliveries.get(next()));
    }

    @Benchmark
    public BatchOutcome batchToOutcome() {
        return deriveInsights.process(batches.get(next()), running);
    }

    @Benchmark
    public void outcomeToBytes(Blackhole bytes) {
        encode(outcomes.get(next()), bytes);
    }

    private void encode(BatchOutcome outcome, Blackhole bytes) {
        BatchFields batch = BatchFields.of(outcome.batch());
        for (Insight insight : outcome.insights()) {
            bytes.consume(encoder.key(insight));
            bytes.consume(encoder.value(insight, batch));
        }
    }

    private LoginBatch assembled(List<Delivery> batch) {
        for (Delivery delivery : batch.subList(0, SIZE - 1)) {
            assembler.add(delivery, 0).ifPresent(early -> {
                throw new IllegalStateException(early.name() + " is closed early");
            });
        }
        return assembler.add(batch.getLast(), 0).orElseThrow();
    }

    private int next() {
        next = (next + 1) % BATCHES;
        return next;
    }

    private static List<List<Delivery>> deliveries() {
        Partition partition = new Partition("user-login", 0);
        List<LoginEvent> logins = SampleLogins.first(SIZE * BATCHES);
        List<List<Delivery>> batches = new ArrayList<>();
        for (int first = 0; first < logins.size(); first += SIZE) {
            List<Delivery> batch = new ArrayList<>();
            for (int offset = first; offset < first + SIZE; offset++) {
                batch.add(new Delivery.Login(new Origin(partition, offset), logins.get(offset)));
            }
            batches.add(List.copyOf(batch));
        }
        return List.copyOf(batches);
    }
}
