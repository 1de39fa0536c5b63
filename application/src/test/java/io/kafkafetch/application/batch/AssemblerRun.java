package io.kafkafetch.application.batch;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.rollup.BatchTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of a {@link BatchAssembler} beside a model of it that keeps every delivery. After each step both must agree;
 * what the model cannot say in one line is stated as an invariant.
 */
public final class AssemblerRun {

    /** What happens to an assembler. */
    sealed interface Step {
        /** A login comes, {@code gap} offsets after the partition's last delivery. */
        record Login(int partition, int gap, int hour) implements Step {}

        record DeadLetter(int partition, int gap, int valueBytes) implements Step {}

        /** An event of another kind comes. */
        record Skipped(int partition, int gap, String rule) implements Step {}

        /** Time goes by, and then what is aged is closed. */
        record Tick(int nanos) implements Step {}

        record Close(int partition) implements Step {}

        record Drop(int partition) implements Step {}
    }

    /** What should be open of a partition. */
    private record Open(Partition partition, long openedAtNanos, List<Delivery> deliveries) {
        long logins() {
            return deliveries.stream().filter(Delivery.Login.class::isInstance).count();
        }

        long deadLetterBytes() {
            return deadLetters().stream()
                    .mapToLong(letter -> letter.original().weight())
                    .sum();
        }

        Map<String, Long> skippedBy() {
            return deliveries.stream()
                    .filter(Delivery.Skipped.class::isInstance)
                    .collect(groupingBy(delivery -> ((Delivery.Skipped) delivery).rule(), counting()));
        }

        List<Delivery.DeadLetter> deadLetters() {
            return deliveries.stream()
                    .filter(Delivery.DeadLetter.class::isInstance)
                    .map(Delivery.DeadLetter.class::cast)
                    .toList();
        }
    }

    private final BatchPolicy policy;
    private final BatchAssembler assembler;
    private final Map<Partition, Open> open = new HashMap<>();
    private final Map<Partition, Long> nextOffset = new HashMap<>();
    private long nowNanos;
    private int delivered;
    private int batched;
    private int dropped;

    AssemblerRun(BatchPolicy policy, long startNanos) {
        this.policy = policy;
        this.assembler = new BatchAssembler(policy, HourOfDay.UTC);
        this.nowNanos = startNanos;
    }

    int delivered() {
        return delivered;
    }

    int batched() {
        return batched;
    }

    int dropped() {
        return dropped;
    }

    void perform(Step step) {
        switch (step) {
            case Step.Login login -> {
                Partition partition = partition(login.partition());
                add(Deliveries.loginAt(partition, offset(partition, login.gap()), login.hour()));
            }
            case Step.DeadLetter letter -> {
                Partition partition = partition(letter.partition());
                add(Deliveries.deadLetter(partition, offset(partition, letter.gap()), letter.valueBytes()));
            }
            case Step.Skipped skipped -> {
                Partition partition = partition(skipped.partition());
                add(Deliveries.skipped(partition, offset(partition, skipped.gap()), skipped.rule()));
            }
            case Step.Tick tick -> tick(tick.nanos());
            case Step.Close close -> close(partition(close.partition()));
            case Step.Drop drop -> drop(partition(drop.partition()));
        }
        assertThat(openDeadLetterBytes()).as("memory between steps").isLessThan(policy.maxDeadLetterBytes());
        assertThat(assembler.nanosUntilAged(nowNanos)).isEqualTo(nanosUntilAged());
    }

    /** As at shutdown; after it nothing is open. */
    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
        assertThat(assembler.nanosUntilAged(nowNanos)).isEmpty();
        assertThat(assembler.closeAged(nowNanos + policy.maxAge().toNanos())).isEmpty();
    }

    private void add(Delivery delivery) {
        delivered++;
        Partition partition = delivery.origin().partition();
        Open batch = open.computeIfAbsent(partition, key -> new Open(key, nowNanos, new ArrayList<>()));
        batch.deliveries().add(delivery);

        Optional<LoginBatch> closed = assembler.add(delivery, nowNanos);

        boolean full = batch.logins() == policy.size();
        boolean heavy = delivery instanceof Delivery.DeadLetter && openDeadLetterBytes() >= policy.maxDeadLetterBytes();
        assertThat(closed.isPresent()).isEqualTo(full || heavy);
        closed.ifPresent(actual -> assertIsThatOf(partition, actual, full ? Trigger.SIZE : Trigger.DEAD_LETTERS));
    }

    private void tick(int nanos) {
        nowNanos += nanos;
        OptionalLong untilAged = assembler.nanosUntilAged(nowNanos);
        List<Partition> aged = open.values().stream()
                .filter(batch -> age(batch) >= policy.maxAge().toNanos())
                .map(Open::partition)
                .toList();
        Map<Partition, Long> ages = new HashMap<>();
        open.values().forEach(batch -> ages.put(batch.partition(), age(batch)));

        List<LoginBatch> closed = assembler.closeAged(nowNanos);

        assertThat(closed.isEmpty()).isEqualTo(untilAged.isEmpty() || untilAged.getAsLong() > 0);
        assertThat(closed).extracting(LoginBatch::partition).containsExactlyInAnyOrderElementsOf(aged);
        assertThat(closed)
                .extracting(batch -> ages.getOrDefault(batch.partition(), -1L))
                .isSortedAccordingTo(Comparator.reverseOrder());
        closed.forEach(batch -> assertIsThatOf(batch.partition(), batch, Trigger.AGE));
        assertThat(assembler.closeAged(nowNanos)).isEmpty();
    }

    private void close(Partition partition) {
        Optional<LoginBatch> closed = assembler.close(partition, Trigger.REVOKED);

        assertThat(closed.isPresent()).isEqualTo(open.containsKey(partition));
        closed.ifPresent(batch -> assertIsThatOf(partition, batch, Trigger.REVOKED));
    }

    private void drop(Partition partition) {
        assembler.drop(partition);

        Open forgotten = open.remove(partition);
        dropped += forgotten == null ? 0 : forgotten.deliveries().size();
    }

    /** The batch is what is open of the partition: all of it, in order. From now on nothing is. */
    private void assertIsThatOf(Partition partition, LoginBatch actual, Trigger trigger) {
        Open expected = requireNonNull(open.remove(partition));
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        for (Delivery delivery : expected.deliveries()) {
            if (delivery instanceof Delivery.Login login) {
                counter.count(login.event());
            }
        }
        assertThat(actual)
                .isEqualTo(new LoginBatch(
                        partition,
                        expected.deliveries().getFirst().origin().offset(),
                        expected.deliveries().getLast().origin().offset(),
                        expected.openedAtNanos(),
                        trigger,
                        counter.tally(),
                        BatchTimes.NONE,
                        expected.deadLetters(),
                        expected.skippedBy(),
                        0));
        assertThat(actual.records()).isEqualTo(expected.deliveries().size());
        assertThat(actual.events()).isLessThanOrEqualTo(policy.size());
        assertThat(actual.trigger() == Trigger.SIZE).isEqualTo(actual.events() == policy.size());
        batched += expected.deliveries().size();
    }

    private OptionalLong nanosUntilAged() {
        return open.values().stream()
                .mapToLong(batch -> Math.max(0, policy.maxAge().toNanos() - age(batch)))
                .min();
    }

    private long openDeadLetterBytes() {
        return open.values().stream().mapToLong(Open::deadLetterBytes).sum();
    }

    private long age(Open batch) {
        return nowNanos - batch.openedAtNanos();
    }

    private long offset(Partition partition, int gap) {
        long offset = nextOffset.getOrDefault(partition, 0L) + gap;
        nextOffset.put(partition, offset + 1);
        return offset;
    }

    private static Partition partition(int number) {
        return new Partition("user-login", number);
    }
}
