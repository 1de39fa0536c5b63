package io.kafkafetch.adapters.kafka.source;

import static io.kafkafetch.adapters.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * A lane's two threads around an outbox, their steps in any order, against a broker that accepts whatever a member of
 * the present generation commits.
 */
class OutboxProperties {

    enum Step {
        READ,
        BEGIN_COMMIT,
        COMMIT_SUCCEEDS,
        COMMIT_FAILS,
        ANSWER_IS_LOST,
        SETTLE,
        LOSE_PARTITION,
        GAIN_PARTITION,
        ANOTHER_MEMBER_COMMITS,
    }

    private record Move(Step step, int partition) {}

    @Property(tries = 2_000)
    void inWhateverOrderThingsHappenEachBatchIsCommittedOnce(
            @ForAll @Size(max = 60) List<Step> steps, @ForAll @Size(60) List<@IntRange(max = 2) Integer> partitions) {
        Run run = new Run();
        for (int i = 0; i < steps.size(); i++) {
            run.make(new Move(steps.get(i), partitions.get(i)));
        }
        run.drain();
    }

    private static final class Run {
        private static final List<Partition> PARTITIONS =
                List.of(Outcomes.LOGINS_0, Outcomes.LOGINS_1, Outcomes.LOGINS_2);

        /** Small: a commit takes one or two of what waits. */
        private final Outbox outbox = new Outbox(3 * 1024);

        private final Map<Partition, Long> committed = new HashMap<>();
        private final Map<Partition, Long> next = new HashMap<>();
        private List<BatchOutcome> underWay = List.of();
        private boolean unclear;

        Run() {
            outbox.membership(Memberships.generation(1));
        }

        void make(Move move) {
            Partition partition = PARTITIONS.get(move.partition());
            switch (move.step()) {
                case READ -> read(partition);
                case BEGIN_COMMIT -> beginCommit();
                case COMMIT_SUCCEEDS -> endCommit(true, true);
                case COMMIT_FAILS -> endCommit(false, false);
                case ANSWER_IS_LOST -> endCommit(true, false);
                case SETTLE -> settle();
                case LOSE_PARTITION -> outbox.disown(List.of(partition));
                case GAIN_PARTITION -> gain(partition);
                case ANOTHER_MEMBER_COMMITS -> commitElsewhere(partition);
            }
            assertThat(outbox.awaitWork(Duration.ZERO))
                    .allMatch(outcome -> outbox.owns(outcome.batch().partition()));
        }

        /** After some quiet everything that was read is committed. */
        void drain() {
            endCommit(true, true);
            settle();
            while (!outbox.waitingPartitions().isEmpty()) {
                beginCommit();
                assertThat(underWay).isNotEmpty();
                endCommit(true, true);
            }
            assertThat(outbox.awaitWork(Duration.ZERO)).isEmpty();
            assertThat(outbox.waitingPartitions()).isEmpty();
            for (Partition partition : PARTITIONS) {
                if (outbox.owns(partition)) {
                    assertThat(committed.getOrDefault(partition, 0L)).isEqualTo(next.get(partition));
                }
            }
        }

        private void read(Partition partition) {
            if (outbox.owns(partition)) {
                outbox.add(outcome(partition, next.merge(partition, 1L, Long::sum) - 1, 9));
            }
        }

        private void beginCommit() {
            if (underWay.isEmpty() && !unclear) {
                List<BatchOutcome> outcomes = outbox.awaitWork(Duration.ZERO);
                if (!outcomes.isEmpty() && outbox.admit(outcomes).isPresent()) {
                    underWay = outcomes;
                }
            }
        }

        private void endCommit(boolean done, boolean known) {
            if (underWay.isEmpty()) {
                return;
            }
            if (done) {
                underWay.forEach(this::commit);
            }
            if (known) {
                outbox.committed(underWay);
            }
            unclear = !known;
            underWay = List.of();
        }

        private void commit(BatchOutcome outcome) {
            Partition partition = outcome.batch().partition();
            assertThat(outcome.batch().firstOffset())
                    .as("first offset committed of %s", partition)
                    .isEqualTo(committed.getOrDefault(partition, 0L));
            committed.put(partition, outcome.checkpoint().position());
        }

        private void settle() {
            if (unclear) {
                Set<Partition> waiting = outbox.waitingPartitions();
                Map<Partition, Checkpoint> checkpoints = new HashMap<>();
                committed.forEach((partition, position) -> {
                    if (waiting.contains(partition)) {
                        checkpoints.put(partition, new Checkpoint(position, HourCounts.EMPTY));
                    }
                });
                outbox.settle(checkpoints);
                unclear = false;
            }
        }

        private void gain(Partition partition) {
            if (!outbox.owns(partition) && outbox.awaitSettled(List.of(partition), Duration.ZERO)) {
                next.put(partition, committed.getOrDefault(partition, 0L));
                outbox.own(List.of(partition));
            }
        }

        /** Only where this member has nothing under way: it would be fenced by its generation. */
        private void commitElsewhere(Partition partition) {
            List<Partition> busy = new ArrayList<>();
            underWay.forEach(outcome -> busy.add(outcome.batch().partition()));
            if (!outbox.owns(partition) && !busy.contains(partition)) {
                committed.merge(partition, 1L, Long::sum);
            }
        }
    }
}
