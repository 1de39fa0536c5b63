package io.kafkafetch.application.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.batch.AssemblerRun.Step;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The assembler under any sequence of what happens to it; {@link AssemblerRun} watches and knows what must hold. */
class BatchAssemblerProperties {

    private static final int PARTITIONS = 3;

    /** Where the clock starts: anywhere, and shortly before it overflows. */
    @Provide
    Arbitrary<Long> starts() {
        return Arbitraries.oneOf(
                Arbitraries.longs(), Arbitraries.longs().between(Long.MAX_VALUE - 300, Long.MAX_VALUE));
    }

    @Provide
    Arbitrary<BatchPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.oneOf(Arbitraries.longs().between(1, 3000), Arbitraries.just(1L << 40)))
                .as((size, age, bytes) -> new BatchPolicy(size, Duration.ofNanos(age), bytes));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> partition = Arbitraries.integers().between(0, PARTITIONS - 1);
        Arbitrary<Integer> gap = Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1), Tuple.of(1, 5));
        Arbitrary<Step> login = Combinators.combine(
                        partition, gap, Arbitraries.integers().between(0, 23))
                .as(Step.Login::new);
        Arbitrary<Step> deadLetter = Combinators.combine(
                        partition, gap, Arbitraries.integers().between(0, 900))
                .as(Step.DeadLetter::new);
        Arbitrary<Step> skipped = Combinators.combine(partition, gap, Arbitraries.of("/eventType", "/outcome/result"))
                .as(Step.Skipped::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(12, login),
                        Tuple.of(5, deadLetter),
                        Tuple.of(8, skipped),
                        Tuple.of(4, Arbitraries.integers().between(0, 25).map(Step.Tick::new)),
                        Tuple.of(1, partition.map(Step.Close::new)),
                        Tuple.of(1, partition.map(Step.Drop::new)))
                .list()
                .ofMaxSize(80)
                .withoutEdgeCases();
    }

    @Property(tries = 1500)
    void everyDeliveryEndsInExactlyOneBatchUnlessItsPartitionIsDropped(
            @ForAll("policies") BatchPolicy policy,
            @ForAll("starts") long startNanos,
            @ForAll("steps") List<Step> steps) {
        AssemblerRun run = new AssemblerRun(policy, startNanos);

        steps.forEach(run::perform);
        run.closeAll();

        assertThat(run.delivered()).isEqualTo(run.batched() + run.dropped());
    }

    @Property
    void underLoadEveryBatchHasExactlyItsSizeWhateverIsAmongTheLogins(
            @ForAll("steps") List<Step> steps, @ForAll("policies") BatchPolicy policy) {
        BatchAssembler assembler = new BatchAssembler(BatchPolicy.of(policy.size(), Duration.ofDays(1)), HourOfDay.UTC);
        long offset = 0;
        long logins = 0;
        long closed = 0;
        for (Step step : steps) {
            Delivery delivery = switch (step) {
                case Step.DeadLetter letter -> Deliveries.deadLetter(Deliveries.LOGINS_0, offset);
                case Step.Skipped skipped -> Deliveries.skipped(Deliveries.LOGINS_0, offset, skipped.rule());
                case Step.Login login -> Deliveries.login(Deliveries.LOGINS_0, offset);
                case Step.Tick tick -> Deliveries.login(Deliveries.LOGINS_0, offset);
                case Step.Close close -> Deliveries.login(Deliveries.LOGINS_0, offset);
                case Step.Drop drop -> Deliveries.login(Deliveries.LOGINS_0, offset);
            };
            logins += delivery instanceof Delivery.Login ? 1 : 0;
            closed += assembler
                    .add(delivery, 0)
                    .map(batch -> {
                        assertThat(batch.events()).isEqualTo(policy.size());
                        return 1;
                    })
                    .orElse(0);
            offset++;
        }

        assertThat(closed).isEqualTo(logins / policy.size());
    }
}
