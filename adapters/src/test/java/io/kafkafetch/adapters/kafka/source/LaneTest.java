package io.kafkafetch.adapters.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.Outcomes;
import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.adapters.kafka.consumer.PollGate.Turn;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.StartPolicy;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane behind its gate, on a consumer with a log and without a broker. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LaneTest {

    private static final Duration NOW = Duration.ZERO;
    private static final TopicPartition ZERO = new TopicPartition("user-login", 0);
    private static final TopicPartition ONE = new TopicPartition("user-login", 1);
    private static final OffsetMetadata FORMAT = new OffsetMetadata(ZoneId.of("UTC"));
    private static final String AT_9 = login(9);
    private static final String POISON = "{\"user_id\":";
    private static final Duration NEVER = Duration.ofHours(1);

    private final Outbox outbox = new Outbox(Long.MAX_VALUE);
    private final Board board = new Board();
    private final LaneStatus status = new LaneStatus("0", board.board);

    private static String login(int hour) {
        return "{\"user_id\":\"u\",\"app_version\":\"1\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\",\"device_id\":\"d\","
                + "\"timestamp\":" + hour * 3600 + ",\"device_type\":\"iOS\"}";
    }

    private RunningLane lane(LoggedConsumer consumer, int batchSize) {
        outbox.open();
        return new RunningLane(consumer, BatchPolicy.of(batchSize, NEVER), new DeriveInsights(), outbox, status);
    }

    private RunningLane lane(LoggedConsumer consumer, InputTopic topic) {
        outbox.open();
        return new RunningLane(consumer, BatchPolicy.of(1, NEVER), new DeriveInsights(), outbox, topic, status);
    }

    private static LoggedConsumer consumer() {
        return new LoggedConsumer("earliest", ZERO, ONE);
    }

    private List<String> waiting() {
        return outbox.awaitWork(NOW).stream()
                .map(outcome -> outcome.batch().name())
                .toList();
    }

    // ---- the way of a login

    @Test
    void recordsBecomeOutcomesOfBatchesOfEachPartition() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9).append(ONE, POISON, AT_9, AT_9);
        RunningLane running = lane(consumer, 2).assign(ZERO, ONE);

        running.poll();

        assertThat(waiting()).containsExactlyInAnyOrder("user-login-0@0-1", "user-login-1@0-2");
        assertThat(outbox.awaitWork(NOW).stream().flatMap(outcome -> outcome.batch().deadLetters().stream()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.original().key()).isEqualTo(new byte[] {1}));
    }

    @Test
    void runningHoursGrowFromBatchToBatch() {
        RunningLane running =
                lane(consumer().append(ZERO, AT_9, login(3), AT_9), 1).assign(ZERO);

        running.poll();

        assertThat(outbox.awaitWork(NOW).stream().map(BatchOutcome::running))
                .containsExactly(
                        Outcomes.tally(9).hours(),
                        Outcomes.tally(9, 3).hours(),
                        Outcomes.tally(9, 3, 9).hours());
    }

    @Test
    void loginsAreCountedByWhatIsPublishedAlone() {
        outbox.open();
        ChosenMetrics devices = ChosenMetrics.of("device_usage").orElseThrow();
        RunningLane running = new RunningLane(
                        consumer().append(ZERO, AT_9),
                        BatchPolicy.of(1, NEVER),
                        new DeriveInsights(devices),
                        outbox,
                        status)
                .assign(ZERO);

        running.poll();

        assertThat(outbox.awaitWork(NOW)).singleElement().satisfies(outcome -> {
            assertThat(outcome.insights()).hasSize(1);
            assertThat(outcome.running()).isEqualTo(Outcomes.tally(9).hours());
            assertThatThrownBy(() -> outcome.batch().tally().by(Dimension.REGION))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void aBatchGoesOnInTheNextPoll() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9, AT_9, AT_9);
        consumer.pollAtMost(2);
        RunningLane running = lane(consumer, 3).assign(ZERO);

        running.poll();
        assertThat(waiting()).isEmpty();
        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@0-2");
    }

    // ---- state and position

    @Test
    void aRestoredPartitionGoesOnAtItsCommittedOffsetWithItsHours() {
        LoggedConsumer consumer = consumer().append(ZERO, POISON, POISON, AT_9, AT_9);
        HourCounts before = Outcomes.tally(23, 9).hours();
        consumer.committed(ZERO, FORMAT.encode(new Checkpoint(2, before)));
        RunningLane running = lane(consumer, 2).assign(ZERO);

        running.poll();

        BatchOutcome outcome = outbox.awaitWork(NOW).getFirst();
        assertThat(outcome.batch().name()).isEqualTo("user-login-0@2-3");
        assertThat(outcome.running()).isEqualTo(Outcomes.tally(23, 9, 9, 9).hours());
    }

    @Test
    void withoutACommitItBeginsWhereTheTopicBegins() {
        LoggedConsumer consumer = consumer().append(ZERO, POISON, POISON, AT_9);
        consumer.updateBeginningOffsets(Map.of(ZERO, 2L));
        RunningLane running = lane(consumer, 1).assign(ZERO);

        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@2-2");
        assertThat(outbox.awaitWork(NOW).getFirst().running())
                .isEqualTo(Outcomes.tally(9).hours());
    }

    @Test
    void recordsOfAPartitionThatCouldNotBeRestoredAreNotCountedButReadAgain() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9);
        consumer.restoreFailure(new TimeoutException("injected"));
        RunningLane running = lane(consumer, 1).assign(ZERO);

        assertThat(running.poll()).hasSize(2);
        assertThat(waiting()).isEmpty();
        assertThat(board.troubles()).containsOnlyKeys("lane 0: restoring state and position");
        assertThat(running.poll()).as("held back").isEmpty();

        consumer.restoreFailure(null);
        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@0-0", "user-login-0@1-1");
        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void aStateThatCannotBeContinuedIsHeldBackAndTold() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9);
        consumer.committed(
                ZERO, new OffsetMetadata(ZoneId.of("Europe/Berlin")).encode(new Checkpoint(0, HourCounts.EMPTY)));
        RunningLane running = lane(consumer, 1).assign(ZERO);

        running.poll();

        assertThat(running.lane.beforePoll(NOW)).isEqualTo(Turn.HOLD);
        assertThat(board.troubles().get("lane 0: restoring state and position")).contains("set ZONE=Europe/Berlin");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aPositionBeyondTheTopicsEndIsHeldBackAndTold() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9);
        consumer.committed(ZERO, FORMAT.encode(new Checkpoint(2, HourCounts.EMPTY)));
        RunningLane running = lane(consumer, 1).assign(ZERO);

        running.poll();

        assertThat(board.troubles().get("lane 0: restoring state and position"))
                .contains("at offset 2 of user-login-0, beyond its end", "TOPIC_RECREATED=restart");
        consumer.append(ZERO, AT_9, AT_9);
        running.poll();
        assertThat(waiting())
                .as("a topic that grows past the position is no better")
                .isEmpty();
    }

    @Test
    void aWakeUpWhileRestoringFlies() {
        LoggedConsumer consumer = consumer();
        RunningLane running = lane(consumer, 1).assign(ZERO);
        consumer.restoreFailure(new WakeupException());

        assertThatThrownBy(running::poll).isInstanceOf(WakeupException.class);
    }

    @Test
    void aPartitionIsNotOwnedAnewWhileACommitOfItIsUnclear() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9);
        RunningLane running = lane(consumer, 1).assign(ZERO);
        running.poll();
        assertThat(outbox.admit(outbox.awaitWork(NOW))).isPresent();
        running.lane.lost(List.of(ZERO));

        running.lane.assigned(List.of(ZERO));
        assertThat(outbox.owns(new Partition("user-login", 0))).isFalse();

        consumer.committed(
                ZERO, FORMAT.encode(new Checkpoint(1, Outcomes.tally(9).hours())));
        outbox.settle(Map.of());
        consumer.append(ZERO, AT_9);
        running.poll();
        assertThat(waiting()).containsExactly("user-login-0@1-1");
    }

    // ---- failures that nobody foresaw

    /** Fails with this once, at the nth batch it gets. */
    private static ProcessBatch failingAt(int nth, Throwable failure) {
        int[] batches = {0};
        return (batch, before) -> {
            if (++batches[0] == nth) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(failure);
            }
            return new DeriveInsights().process(batch, before);
        };
    }

    @Test
    void afterAnUnforeseenFailureTheRecordsAreReadAgainFromTheLastCommit() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9, AT_9);
        outbox.open();
        RunningLane running = new RunningLane(
                        consumer, BatchPolicy.of(2, NEVER), failingAt(2, new StackOverflowError()), outbox, status)
                .assign(ZERO);

        running.poll();
        assertThat(board.troubles().get("lane 0: processing records")).contains("StackOverflowError");
        assertThat(waiting()).isEmpty();
        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@0-1", "user-login-0@2-3");
        assertThat(outbox.awaitWork(NOW).getLast().running())
                .isEqualTo(Outcomes.tally(9, 9, 9, 9).hours());
        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void whereNothingWasCommittedItIsRedoneFromTheSameStartHoweverTheTopicHasGrown() {
        LoggedConsumer consumer = new LoggedConsumer("latest", ZERO, ONE).append(ZERO, AT_9, AT_9);
        outbox.open();
        RunningLane running = new RunningLane(
                        consumer,
                        BatchPolicy.of(1, NEVER),
                        failingAt(1, new IllegalStateException()),
                        outbox,
                        FakeTopic.withoutId().input(StartPolicy.of("latest"), WhenRecreated.HOLD),
                        status)
                .assign(ZERO);
        running.poll();
        consumer.append(ZERO, login(3));

        running.poll();
        assertThat(waiting()).isEmpty();
        consumer.append(ZERO, login(4));
        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@2-2", "user-login-0@3-3");
    }

    @Test
    void aFailureWhenABatchIsClosedByItsAgeLosesNothing() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9).append(ONE, AT_9);
        outbox.open();
        RunningLane running = new RunningLane(
                        consumer,
                        BatchPolicy.of(10, Duration.ofMillis(1)),
                        failingAt(1, new IllegalStateException("boom")),
                        outbox,
                        status)
                .assign(ZERO, ONE);

        Await.until("both batches are closed", () -> {
            running.poll();
            return waiting().size() == 2;
        });

        assertThat(waiting()).containsExactlyInAnyOrder("user-login-0@0-1", "user-login-1@0-0");
    }

    @Test
    void aFailureWhenABatchIsSealedLeavesItsPartitionToTheNextOwner() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9);
        outbox.open();
        RunningLane running = new RunningLane(
                        consumer,
                        BatchPolicy.of(2, NEVER),
                        failingAt(2, new IllegalStateException("boom")),
                        outbox,
                        status)
                .assign(ZERO);
        running.poll();
        assertThat(waiting()).containsExactly("user-login-0@0-1");

        consumer.rebalance(Set.of());

        assertThat(outbox.owns(new Partition("user-login", 0))).isFalse();
        assertThat(waiting()).isEmpty();
        running.assign(ZERO).poll();
        assertThat(waiting()).containsExactly("user-login-0@0-1");
    }

    @Test
    void anAssignmentBeginsAnewWhateverWasLeftOfAnEarlierOne() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9);
        RunningLane running = lane(consumer, 2).assign(ZERO);
        running.poll();
        assertThat(waiting()).containsExactly("user-login-0@0-1");

        running.lane.assigned(List.of(ZERO));
        assertThat(waiting()).isEmpty();
        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@0-1");
    }

    // ---- the gate

    @Test
    void nothingIsAskedBeforeTheCommitThreadIsReady() {
        RunningLane running =
                new RunningLane(consumer(), BatchPolicy.of(1, NEVER), new DeriveInsights(), outbox, status);

        assertThat(running.lane.beforePoll(NOW)).isEqualTo(Turn.STAY_AWAY);
        outbox.open();
        assertThat(running.lane.beforePoll(NOW)).isEqualTo(Turn.READ);
        running.lane.stop();
        assertThat(running.lane.beforePoll(NOW)).isEqualTo(Turn.STAY_AWAY);
    }

    @Test
    void aFullOutboxHoldsTheLaneUntilThereIsRoom() {
        Outbox small = new Outbox(1);
        small.open();
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9);
        consumer.pollAtMost(1);
        RunningLane running =
                new RunningLane(consumer, BatchPolicy.of(1, NEVER), new DeriveInsights(), small, status).assign(ZERO);
        running.poll();
        assertThat(small.awaitWork(NOW)).hasSize(1);

        assertThat(running.poll()).isEmpty();
        assertThat(consumer.paused()).containsExactly(ZERO);

        small.committed(small.awaitWork(NOW));
        assertThat(running.poll()).hasSize(1);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void agedBatchesAreClosedBeforeAPollEvenOnAQuietTopic() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9);
        outbox.open();
        RunningLane running = new RunningLane(
                        consumer, BatchPolicy.of(10, Duration.ofMillis(30)), new DeriveInsights(), outbox, status)
                .assign(ZERO);
        running.poll();
        assertThat(waiting()).isEmpty();

        Await.until("the batch is closed", () -> {
            running.lane.beforePoll(NOW);
            return !waiting().isEmpty();
        });

        assertThat(outbox.awaitWork(NOW).getFirst().batch().trigger()).isEqualTo(Trigger.AGE);
    }

    @Test
    void aPollWaitsNoLongerThanUntilTheNextBatchIsAged() {
        Duration age = Duration.ofSeconds(30);
        outbox.open();
        RunningLane running = new RunningLane(
                        consumer().append(ZERO, AT_9), BatchPolicy.of(10, age), new DeriveInsights(), outbox, status)
                .assign(ZERO);

        assertThat(running.lane.patience(NEVER)).isEqualTo(NEVER);
        running.poll();

        assertThat(running.lane.patience(NEVER)).isLessThanOrEqualTo(age).isPositive();
        assertThat(running.lane.patience(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void afterAPollTheOutboxKnowsThePresentMembership() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9);
        RunningLane running = lane(consumer, 1).assign(ZERO);
        running.poll();
        assertThat(outbox.admit(outbox.awaitWork(NOW))).contains(Memberships.generation(1));

        consumer.membership(Memberships.generation(2));
        running.poll();

        assertThat(outbox.admit(outbox.awaitWork(NOW))).contains(Memberships.generation(2));
    }

    @Test
    void aFailedPollIsToldUntilOneSucceeds() {
        LoggedConsumer consumer = consumer();
        RunningLane running = lane(consumer, 1);
        consumer.setPollException(new KafkaException("injected"));

        assertThat(running.poll()).isEmpty();
        assertThat(board.troubles().get("lane 0: reading")).contains("injected");

        running.poll();
        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void aLaneWhosePlaceAnotherHasTakenReadsAndCommitsNoMore() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9);
        RunningLane running = lane(consumer, 2).assign(ZERO);
        running.poll();
        assertThat(waiting()).containsExactly("user-login-0@0-1");
        consumer.setPollException(new FencedInstanceIdException("injected"));

        running.poll();

        assertThat(waiting()).isEmpty();
        assertThat(outbox.owns(new Partition("user-login", 0))).isFalse();
        consumer.append(ZERO, AT_9, AT_9);
        assertThat(running.poll()).isEmpty();
        assertThat(running.lane.beforePoll(NOW)).isEqualTo(Turn.STAY_AWAY);
        assertThat(board.troubles()).containsOnlyKeys("lane 0: reading");
        assertThat(status.vitals().isJoined()).isFalse();
    }

    // ---- partitions that go

    @Test
    void aRevokedPartitionsOpenBatchIsSealedAndItsCommitAwaited() throws Exception {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9).append(ONE, AT_9);
        RunningLane running = lane(consumer, 2).assign(ZERO, ONE);
        running.poll();
        consumer.membership(Memberships.generation(5));

        Waiting<Boolean> revoked = Waiting.in(() -> {
            running.lane.revoked(List.of(ZERO));
            return true;
        });

        Await.until("the open batch is sealed", () -> waiting().size() == 2);
        assertThat(waiting()).containsExactly("user-login-0@0-1", "user-login-0@2-2");
        assertThat(outbox.awaitWork(NOW).getLast().batch().trigger()).isEqualTo(Trigger.REVOKED);
        assertThat(outbox.admit(outbox.awaitWork(NOW))).contains(Memberships.generation(5));
        assertThat(revoked.isOver()).isFalse();
        outbox.committed(outbox.awaitWork(NOW));
        assertThat(revoked.result()).isTrue();
        assertThat(outbox.owns(new Partition("user-login", 0))).isFalse();
        assertThat(outbox.owns(new Partition("user-login", 1))).isTrue();
    }

    @Test
    void aRevocationDoesNotWaitForEverAndDropsWhatWasNotCommitted() {
        RunningLane running = lane(consumer().append(ZERO, AT_9), 2).assign(ZERO);
        running.poll();
        long start = System.nanoTime();

        running.lane.revoked(List.of(ZERO));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(LaneSettings.REVOCATION_TIMEOUT, LaneSettings.REVOCATION_TIMEOUT.multipliedBy(3));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aLostPartitionIsDroppedAtOnceWithAllThatIsOpenOrWaits() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9, AT_9, AT_9);
        RunningLane running = lane(consumer, 2).assign(ZERO);
        running.poll();

        running.calledBack = false;
        consumer.rebalance(Set.of());
        running.lane.lost(List.of(ZERO));
        assertThat(waiting()).isEmpty();
        assertThat(outbox.owns(new Partition("user-login", 0))).isFalse();

        running.calledBack = true;
        running.assign(ZERO).poll();
        assertThat(waiting()).as("counted from the beginning").containsExactly("user-login-0@0-1");
    }

    @Test
    void aPartitionThatVanishedWithoutACallIsDroppedAfterThePoll() {
        LoggedConsumer consumer = consumer().append(ZERO, AT_9).append(ONE, AT_9);
        RunningLane running = lane(consumer, 1).assign(ZERO, ONE);
        running.poll();
        running.calledBack = false;

        running.assign(ONE).poll();

        assertThat(waiting()).containsExactly("user-login-1@0-0");
        assertThat(outbox.owns(new Partition("user-login", 0))).isFalse();
    }

    @Test
    void aPartitionThatCameWithoutACallIsRestoredBeforeItIsCounted() {
        LoggedConsumer consumer = consumer().append(ZERO, POISON, AT_9);
        consumer.committed(
                ZERO, FORMAT.encode(new Checkpoint(1, Outcomes.tally(5).hours())));
        RunningLane running = lane(consumer, 1);
        running.calledBack = false;

        running.assign(ZERO).poll();
        assertThat(waiting()).isEmpty();
        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@1-1");
        assertThat(outbox.awaitWork(NOW).getFirst().running())
                .isEqualTo(Outcomes.tally(5, 9).hours());
    }

    @Test
    void aPartitionsStartIsForgottenWithIt() {
        LoggedConsumer consumer = new LoggedConsumer("latest", ZERO, ONE).append(ZERO, AT_9);
        RunningLane running = lane(consumer, FakeTopic.withoutId().input(StartPolicy.of("latest"), WhenRecreated.HOLD))
                .assign(ZERO);
        running.poll();
        running.lane.revoked(List.of(ZERO));
        consumer.append(ZERO, AT_9, AT_9);
        consumer.rebalance(Set.of());
        consumer.rebalance(Set.of(ZERO));
        consumer.append(ZERO, AT_9);

        running.poll();

        assertThat(waiting()).containsExactly("user-login-0@3-3");
    }
}
