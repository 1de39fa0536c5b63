package io.kafkafetch.adapters.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.ledger.LaneLedger;
import io.kafkafetch.adapters.kafka.ledger.LaneLedgers;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.adapters.memory.InMemoryLedger;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lanes whose ledger is not Kafka, on consumers with a log and without a broker. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedLedgerLaneTest {

    private static final Duration NOW = Duration.ZERO;
    private static final TopicPartition ZERO = new TopicPartition("user-login", 0);
    private static final TopicPartition ONE = new TopicPartition("user-login", 1);
    private static final KafkaPipeline PIPELINE =
            new KafkaPipeline("group", "user-login", "insights", "dlq", HourOfDay.UTC);
    private static final OffsetMetadata FORMAT = OffsetMetadata.of(PIPELINE);
    private static final String RESTORING = "lane 0: restoring state and position";
    private static final String AT_9 = "{\"user_id\":\"u\",\"app_version\":\"1\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
            + "\"device_id\":\"d\",\"timestamp\":32400,\"device_type\":\"iOS\"}";

    private final InMemoryLedger memory = new InMemoryLedger();
    private final OneLane lane = new OneLane(LaneLedgers.shared(PIPELINE, memory));

    /** A lane of batches of one login, and the steps of its commit thread. */
    private static final class OneLane {
        final LoggedConsumer consumer = new LoggedConsumer("earliest", ZERO, ONE);
        final Outbox outbox = new Outbox(Long.MAX_VALUE);
        final Board board = new Board();
        final LaneStatus status = new LaneStatus("0", board.board);
        final LaneLedger ledger;
        final Positions positions;
        final RunningLane running;

        OneLane(LaneLedgers ledgers) {
            LaneLedgers.OfLane ofLane = ledgers.of(0, outbox, outbox.pace());
            this.ledger = ofLane.ledger();
            this.positions = ofLane.positions();
            this.running = new RunningLane(
                    consumer,
                    BatchPolicy.of(1, Duration.ofHours(1)),
                    new DeriveInsights(),
                    positions,
                    outbox,
                    FakeTopic.withoutId().input(),
                    status);
            outbox.open();
        }

        OneLane with(TopicPartition partition, int logins) {
            for (int i = 0; i < logins; i++) {
                consumer.append(partition, AT_9);
            }
            return this;
        }

        List<BatchOutcome> waiting() {
            return outbox.awaitWork(NOW);
        }

        List<String> names() {
            return waiting().stream().map(outcome -> outcome.batch().name()).toList();
        }

        void commit() {
            List<BatchOutcome> outcomes = waiting();
            ledger.commit(outcomes);
            outbox.committed(outcomes);
        }

        /** Where the group stands; -1 for nowhere. */
        long groupAt(TopicPartition partition) {
            var committed = consumer.committed(partition);
            return committed == null ? -1 : committed.offset();
        }
    }

    private static Partition partition(TopicPartition topicPartition) {
        return TopicPartitions.partition(topicPartition);
    }

    private static HourCounts hours(int... hours) {
        return Outcomes.tally(hours).hours();
    }

    /** What earlier processes have put into the ledger, up to this position. */
    private void inLedger(TopicPartition partition, long position, int... hours) {
        memory.commit(List.of(Outcomes.outcome(partition(partition), position - hours.length, hours)));
    }

    // ---- where a partition goes on

    @Test
    void withoutACheckpointAnywhereItBeginsWhereTheTopicBegins() {
        lane.with(ZERO, 3).consumer.updateBeginningOffsets(Map.of(ZERO, 2L));

        lane.running.assign(ZERO).poll();

        assertThat(lane.names()).containsExactly("user-login-0@2-2");
        assertThat(lane.waiting().getFirst().running()).isEqualTo(hours(9));
    }

    @Test
    void itGoesOnAtTheLedgersCheckpointWithItsHours() {
        inLedger(ZERO, 2, 5, 6);
        lane.with(ZERO, 3).running.assign(ZERO).poll();

        assertThat(lane.names()).containsExactly("user-login-0@2-2");
        assertThat(lane.waiting().getFirst().running()).isEqualTo(hours(5, 6, 9));
    }

    @Test
    void whereTheLedgerHasNoneItGoesOnAtTheGroupsOffsetWithItsHours() {
        lane.with(ZERO, 3).consumer.committed(ZERO, FORMAT.encode(new Checkpoint(2, hours(7))));

        lane.running.assign(ZERO).poll();

        assertThat(lane.names()).containsExactly("user-login-0@2-2");
        assertThat(lane.waiting().getFirst().running()).isEqualTo(hours(7, 9));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 3, 7", "3, 1, 3, 5", "2, 2, 2, 5"})
    void theFurtherOfLedgerAndGroupStandsAndTheLedgerWhereTheyAreEqual(
            long ledger, long group, long goesOnAt, int hour) {
        inLedger(ZERO, ledger, 5);
        lane.with(ZERO, 4).consumer.committed(ZERO, FORMAT.encode(new Checkpoint(group, hours(7))));

        lane.running.assign(ZERO).poll();

        BatchOutcome first = lane.waiting().getFirst();
        assertThat(first.batch().firstOffset()).isEqualTo(goesOnAt);
        assertThat(first.running()).isEqualTo(hours(hour, 9));
    }

    /** Whose position is the further says nothing where it counts the records of a topic that is gone. */
    @ParameterizedTest
    @CsvSource({"3, 1, group", "1, 3, ledger"})
    void whatStandsInTheTopicThatIsThereGoesBeforeWhatStandsFurtherInOneThatIsGone(
            long ledger, long group, String stands) {
        Incarnation gone = new Incarnation(new Uuid(1, 1), 2);
        Incarnation present = new Incarnation(new Uuid(2, 2), 2);
        boolean ofLedger = stands.equals("ledger");
        Checkpoint inLedger = new Checkpoint(ledger, hours(5), (ofLedger ? present : gone).bookmark());
        Checkpoint inGroup = new Checkpoint(group, hours(7), (ofLedger ? gone : present).bookmark());
        memory.advance(Map.of(partition(ZERO), inLedger));
        lane.consumer.committed(ZERO, FORMAT.encode(inGroup));
        lane.running.assign(ZERO);

        Map<TopicPartition, Checkpoint> restored =
                lane.positions.restore(lane.consumer, Set.of(ZERO), present, Positions.RESTORE_TIMEOUT);

        assertThat(restored).containsExactly(Map.entry(ZERO, ofLedger ? inLedger : inGroup));
    }

    @Test
    void aLedgerBeyondTheTopicsEndHoldsTheLaneBackAndIsTold() {
        inLedger(ZERO, 9, 5);

        lane.with(ZERO, 2).running.assign(ZERO).poll();

        assertThat(lane.waiting()).isEmpty();
        assertThat(lane.board.troubles().get(RESTORING))
                .contains("stands at offset 9 of user-login-0, beyond its end")
                .contains("begin with an empty sink");
    }

    /** Its position counts lines; as many records would be left out. */
    @Test
    void aLedgerThatStandsInAFileHoldsTheLaneBackAndIsTold() {
        memory.commit(List.of(Outcomes.outcome(partition(ZERO), 0, 5, 6).at("file 17 120 00abcdef")));

        lane.with(ZERO, 3).running.assign(ZERO).poll();

        assertThat(lane.waiting()).isEmpty();
        assertThat(lane.board.troubles().get(RESTORING))
                .startsWith("What is committed belongs to another source (")
                .contains("what was counted of user-login-0 so far did not come from a topic");
    }

    @Test
    void aLedgerThatDoesNotTellHoldsTheLaneBackUntilItDoes() {
        boolean[] broken = {true};
        OneLane held = new OneLane(LaneLedgers.shared(PIPELINE, new OutcomeLedger() {
            @Override
            public void commit(List<BatchOutcome> outcomes) {}

            @Override
            public void advance(Map<Partition, Checkpoint> positions) {}

            @Override
            public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
                if (broken[0]) {
                    throw new UncheckedIOException(new IOException("disk is gone"));
                }
                return Map.of();
            }
        }));
        held.with(ZERO, 1).running.assign(ZERO).poll();
        assertThat(held.waiting()).isEmpty();
        assertThat(held.board.troubles().get(RESTORING)).contains("disk is gone");

        broken[0] = false;
        held.running.poll();

        assertThat(held.names()).containsExactly("user-login-0@0-0");
        assertThat(held.board.troubles()).isEmpty();
    }

    // ---- what the group is told

    @Test
    void whatIsDurableIsToldToTheGroupAfterTheNextPollWithItsHours() {
        lane.with(ZERO, 2).with(ONE, 1).running.assign(ZERO, ONE).poll();
        assertThat(lane.groupAt(ZERO)).isEqualTo(-1);
        lane.commit();
        assertThat(lane.groupAt(ZERO)).as("the commit thread tells nobody").isEqualTo(-1);

        lane.running.poll();

        assertThat(lane.consumer.committed(ZERO)).isEqualTo(FORMAT.encode(new Checkpoint(2, hours(9, 9))));
        assertThat(lane.consumer.committed(ONE)).isEqualTo(FORMAT.encode(new Checkpoint(1, hours(9))));
    }

    @Test
    void aGroupThatLagsBehindTheLedgerSinceACrashIsToldOnceThePartitionIsRestored() {
        inLedger(ZERO, 2, 5, 6);
        lane.with(ZERO, 2).consumer.committed(ZERO, FORMAT.encode(new Checkpoint(1, hours(5))));

        lane.running.assign(ZERO).poll();

        assertThat(lane.consumer.committed(ZERO)).isEqualTo(FORMAT.encode(new Checkpoint(2, hours(5, 6))));
    }

    @Test
    void theGroupIsNotToldOfWhatLiesBeforeItsOwnPosition() {
        inLedger(ZERO, 1, 5);
        lane.with(ZERO, 4).consumer.committed(ZERO, FORMAT.encode(new Checkpoint(3, hours(7))));
        lane.running.assign(ZERO).poll();

        assertThat(lane.ledger.checkpoints(List.of(partition(ZERO)))) // as after an unclear commit
                .isEqualTo(Map.of(partition(ZERO), new Checkpoint(1, hours(5))));
        lane.running.poll();

        assertThat(lane.groupAt(ZERO)).isEqualTo(3);
    }

    @Test
    void afterAnUnclearCommitThatWasDurableTheGroupIsToldOfItToo() {
        lane.with(ZERO, 1).running.assign(ZERO).poll();
        memory.commit(lane.waiting()); // and the answer is lost

        lane.outbox.settle(lane.ledger.checkpoints(lane.outbox.waitingPartitions()));
        lane.running.poll();

        assertThat(lane.waiting()).isEmpty();
        assertThat(lane.groupAt(ZERO)).isEqualTo(1);
    }

    @Test
    void aGroupThatCannotBeToldHoldsNothingUpAndIsToldLater() {
        lane.with(ZERO, 1).running.assign(ZERO).poll();
        lane.consumer.commitFailure(new TimeoutException("injected"));
        lane.commit();
        lane.with(ZERO, 1).running.poll();
        assertThat(lane.groupAt(ZERO)).isEqualTo(-1);
        assertThat(lane.names()).containsExactly("user-login-0@1-1");
        assertThat(lane.board.troubles()).isEmpty();

        lane.consumer.commitFailure(null);
        lane.running.poll();

        assertThat(lane.groupAt(ZERO)).isEqualTo(1);
    }

    @Test
    void aRevokedPartitionsLastCommitIsToldBeforeItIsGivenBack() {
        lane.with(ZERO, 1).with(ONE, 1).running.assign(ZERO, ONE).poll();
        lane.commit();

        lane.running.lane.revoked(List.of(ZERO));

        assertThat(lane.groupAt(ZERO)).isEqualTo(1);
        assertThat(lane.groupAt(ONE)).as("not revoked").isEqualTo(-1);
        assertThat(lane.outbox.owns(partition(ZERO))).isFalse();
    }

    @Test
    void aRevocationGoesOnThoughTheGroupCannotBeTold() {
        lane.with(ZERO, 1).running.assign(ZERO).poll();
        lane.commit();
        lane.consumer.commitFailure(new TimeoutException("injected"));

        lane.running.lane.revoked(List.of(ZERO));

        assertThat(lane.outbox.owns(partition(ZERO))).isFalse();
    }

    @Test
    void ofAPartitionThatIsLostTheGroupIsToldNothing() {
        lane.with(ZERO, 1).running.assign(ZERO).poll();
        List<BatchOutcome> underWay = lane.waiting();
        lane.ledger.commit(underWay);

        lane.running.calledBack = false;
        lane.consumer.rebalance(Set.of());
        lane.running.lane.lost(List.of(ZERO));
        lane.outbox.committed(underWay);
        lane.running.poll();

        assertThat(lane.groupAt(ZERO)).isEqualTo(-1);
    }

    // ---- fences

    @Test
    void whatHasLeftTheLaneIsNotCommitted() {
        lane.with(ZERO, 1).running.assign(ZERO).poll();
        List<BatchOutcome> outcomes = lane.waiting();
        lane.running.lane.lost(List.of(ZERO));

        assertThatThrownBy(() -> lane.ledger.commit(outcomes))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("does not own");

        assertThat(memory.committed()).isEmpty();
    }

    @Test
    void aLaneWhosePartitionAnotherTookCommitsNothingMoreThoughItHasNotNoticed() {
        LaneLedgers shared = LaneLedgers.shared(PIPELINE, memory);
        OneLane frozen = new OneLane(shared).with(ZERO, 2);
        OneLane next = new OneLane(shared).with(ZERO, 2);
        frozen.running.assign(ZERO).poll();
        List<BatchOutcome> late = frozen.waiting();

        next.running.assign(ZERO).poll();
        next.commit();

        assertThatThrownBy(() -> frozen.ledger.commit(late)).isInstanceOf(KafkaException.class);
        assertThat(frozen.outbox.awaitSettled(List.of(partition(ZERO)), NOW)).isTrue();
        assertThat(memory.committed())
                .extracting(outcome -> outcome.batch().name())
                .containsExactly("user-login-0@0-0", "user-login-0@1-1");
    }

    @Test
    void aLaneTakesAPartitionOnceTheCommitUnderWayIsDoneAndGoesOnBehindIt() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        LaneLedgers slow = LaneLedgers.shared(PIPELINE, new OutcomeLedger() {
            @Override
            public void commit(List<BatchOutcome> outcomes) {
                try {
                    mayEnd.await();
                } catch (InterruptedException stop) {
                    throw new IllegalStateException(stop);
                }
                memory.commit(outcomes);
            }

            @Override
            public void advance(Map<Partition, Checkpoint> positions) {
                memory.advance(positions);
            }

            @Override
            public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
                return memory.checkpoints(partitions);
            }
        });
        OneLane first = new OneLane(slow).with(ZERO, 1);
        OneLane next = new OneLane(slow).with(ZERO, 2);
        first.running.assign(ZERO).poll();
        Waiting<Boolean> commit = Waiting.in(() -> {
            first.ledger.commit(first.waiting());
            return true;
        });
        Incarnation present = FakeTopic.withoutId().input().present().look();
        assertThatThrownBy(() -> next.positions.restore(next.consumer, List.of(ZERO), present, Duration.ofMillis(10)))
                .isInstanceOf(TimeoutException.class);

        Waiting<Boolean> taking = Waiting.in(() -> {
            next.running.assign(ZERO).poll();
            return true;
        });
        assertThat(next.names()).isEmpty();
        mayEnd.countDown();

        assertThat(commit.result()).isTrue();
        assertThat(taking.result()).isTrue();
        assertThat(next.names()).containsExactly("user-login-0@1-1");
    }
}
