package io.kafkafetch.adapters.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.StartPolicy;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.ledger.LaneLedger;
import io.kafkafetch.adapters.kafka.ledger.TopicGuard;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.memory.InMemoryLedger;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.progress.Losses.Cause;
import io.kafkafetch.application.progress.Losses.Loss;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane whose topic loses records, is created again, or holds what is not to be counted. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChangedTopicTest {

    private static final TopicPartition ZERO = new TopicPartition("user-login", 0);
    private static final Partition PARTITION = new Partition("user-login", 0);
    private static final OffsetMetadata FORMAT = new OffsetMetadata(ZoneId.of("UTC"));
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String X = "x"; // a dead letter, which is a record as any
    private static final Uuid OLD = new Uuid(1, 1);
    private static final Uuid NEW = new Uuid(2, 2);
    private static final String RESTORING = "lane 0: restoring state and position";

    private final Outbox outbox = new Outbox(Long.MAX_VALUE);
    private final Board board = new Board();
    private final LaneStatus status = new LaneStatus("0", board.board);
    private final FakeTopic topic = new FakeTopic(OLD);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final LaneLedger guarded = new TopicGuard(new OpenLedger(ledger), topic);
    private final Committer committer = new Committer(
            outbox, guarded, guarded::idle, () -> {}, new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)), status);
    private final LoggedConsumer consumer = new LoggedConsumer("earliest", ZERO);

    private RunningLane lane(int letters, WhenRecreated whenRecreated) {
        InputTopic input = topic.input(StartPolicy.EARLIEST, whenRecreated);
        BatchPolicy policy = new BatchPolicy(50, NEVER, letters);
        RunningLane running = new RunningLane(consumer, policy, new DeriveInsights(), outbox, input, status);
        Thread.ofPlatform().daemon().start(committer);
        return running.assign(ZERO);
    }

    @AfterEach
    void stop() {
        committer.stop();
    }

    private List<String> names() {
        return ledger.committed().stream()
                .map(outcome -> outcome.batch().name())
                .toList();
    }

    private void pollUntil(RunningLane running, String what, java.util.function.BooleanSupplier condition) {
        Await.until(what, () -> {
            running.poll();
            return condition.getAsBoolean();
        });
    }

    private static Checkpoint of(Uuid id, long position) {
        return new Checkpoint(
                position, HourCounts.EMPTY, new io.kafkafetch.adapters.kafka.input.Incarnation(id, 1).bookmark());
    }

    private Checkpoint committed() {
        return ledger.checkpoints(List.of(PARTITION)).getOrDefault(PARTITION, Checkpoint.BEGINNING);
    }

    // ---- records deleted

    @Test
    void aGapClosesTheBatchBeforeItAndIsReportedOnce() {
        RunningLane running = lane(Integer.MAX_VALUE, WhenRecreated.HOLD);
        consumer.append(ZERO, X, X, X, X, X);
        pollUntil(running, "five are read", () -> consumer.assignment().contains(ZERO) && consumer.position(ZERO) == 5);
        consumer.append(ZERO, X, X, X, X);
        consumer.updateBeginningOffsets(Map.of(ZERO, 8L));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(ZERO, 5L)));

        running.poll();
        running.poll();
        running.lane.revoked(List.of(ZERO));

        assertThat(names()).containsExactly("user-login-0@0-4", "user-login-0@8-8");
        assertThat(ledger.committed().getFirst().batch().trigger()).isEqualTo(Trigger.GAP);
        assertThat(topic.lost()).containsExactly(new Loss(PARTITION, Cause.DELETED, OptionalLong.of(3)));
    }

    @Test
    void recordsDeletedBeforeARestoreAreReportedOnceHoweverOftenItFails() {
        consumer.committed(ZERO, FORMAT.encode(of(OLD, 2)));
        consumer.append(ZERO, X, X, X, X, X, X);
        consumer.updateBeginningOffsets(Map.of(ZERO, 5L));
        consumer.restoreFailure(new TimeoutException("injected"));
        RunningLane running = lane(1, WhenRecreated.HOLD);
        running.poll();
        running.poll();
        assertThat(topic.lost()).isEmpty();

        consumer.restoreFailure(null);
        pollUntil(running, "the rest is counted", () -> names().equals(List.of("user-login-0@5-5")));
        running.lane.lost(List.of(ZERO));
        running.lane.assigned(List.of(ZERO));

        assertThat(topic.lost()).containsExactly(new Loss(PARTITION, Cause.DELETED, OptionalLong.of(3)));
    }

    // ---- what is not to be counted

    @Test
    void aPositionBehindMarkersIsCommittedOnceAndIsNoLoss() {
        consumer.append(ZERO, X);
        RunningLane running = lane(1, WhenRecreated.HOLD);
        pollUntil(running, "it is counted", () -> committed().position() == 1);

        consumer.updateEndOffsets(Map.of(ZERO, 4L));
        consumer.seek(ZERO, 4); // as a consumer passes them
        pollUntil(running, "they are passed", () -> committed().equals(of(OLD, 4)));

        assertThat(topic.lost()).isEmpty();
        assertThat(outbox.positions()).isEmpty();
    }

    // ---- another topic

    @Test
    void whatWasReadOfATopicThatIsGoneIsNotCommittedAndTheNewOneIsReadFromItsBeginning() {
        consumer.append(ZERO, X, X);
        RunningLane running = lane(1, WhenRecreated.RESTART);
        pollUntil(running, "both are counted", () -> committed().equals(of(OLD, 2)));
        consumer.committed(ZERO, FORMAT.encode(of(OLD, 2)));
        topic.becomes(NEW, 1);
        consumer.append(ZERO, X, X); // the new one has grown past the position, unnoticed

        pollUntil(running, "the new one is counted", () -> committed().equals(of(NEW, 4)));

        assertThat(names())
                .containsExactly(
                        "user-login-0@0-0",
                        "user-login-0@1-1",
                        "user-login-0@0-0",
                        "user-login-0@1-1",
                        "user-login-0@2-2",
                        "user-login-0@3-3");
        assertThat(board.troubles()).isEmpty();
    }

    @Test
    void aTopicCreatedAgainIsHeldWhereThatIsConfiguredEvenIfItsOffsetsAreForgotten() {
        consumer.append(ZERO, X, X);
        RunningLane running = lane(1, WhenRecreated.HOLD);
        pollUntil(running, "both are counted", () -> committed().position() == 2);
        topic.becomes(NEW, 1);
        consumer.append(ZERO, X);

        pollUntil(
                running,
                "it says so",
                () -> board.troubles().getOrDefault(RESTORING, "").contains("was deleted and created again"));

        assertThat(board.troubles().get(RESTORING)).contains(OLD.toString(), NEW.toString(), "TOPIC_RECREATED=restart");
        assertThat(names()).containsExactly("user-login-0@0-0", "user-login-0@1-1");
        assertThat(topic.lost()).isEmpty();
    }

    @Test
    void anOffsetOfAnOlderVersionGetsTheTopicsIdWithTheNextCommit() {
        consumer.committed(ZERO, FORMAT.encode(new Checkpoint(1, HourCounts.EMPTY)));
        consumer.append(ZERO, X, X);
        RunningLane running = lane(1, WhenRecreated.HOLD);

        pollUntil(running, "it is committed", () -> committed().equals(of(OLD, 2)));

        assertThat(ledger.committed())
                .extracting(BatchOutcome::bookmark)
                .containsExactly(of(OLD, 0).bookmark());
    }

    @Test
    void anOffsetWithATopicsIdIsReadByThePredecessorsFormat() {
        assertThat(FORMAT.encode(of(OLD, 2)).metadata())
                .startsWith("kafka-fetch/1;UTC;")
                .endsWith(";topic=" + OLD + "/1");
    }
}
