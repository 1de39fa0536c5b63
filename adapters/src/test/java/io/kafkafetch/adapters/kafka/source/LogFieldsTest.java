package io.kafkafetch.adapters.kafka.source;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.LogLines;
import io.kafkafetch.adapters.LogLines.LogLine;
import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.adapters.logging.TroubleLog;
import io.kafkafetch.adapters.memory.InMemoryLedger;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.TroubleBoard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What the lines that a lane logs belong to. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LogFieldsTest {

    private static final TopicPartition ZERO = new TopicPartition("user-login", 0);
    private static final String LOGIN =
            "{\"user_id\":\"u\",\"app_version\":\"1\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\",\"device_id\":\"d\","
                    + "\"timestamp\":1,\"device_type\":\"iOS\"}";

    private final LogLines log = LogLines.of(TroubleLog.class);
    private final Outbox outbox = new Outbox(Long.MAX_VALUE);
    private final LaneStatus status = new LaneStatus("7", new TroubleBoard(new TroubleLog(), InstantSource.system()));

    @AfterEach
    void stopListening() {
        log.close();
        MDC.clear();
    }

    /** Fails once, and then cannot tell once what became of it. */
    private static final class FlakyLedger implements OutcomeLedger {
        private final InMemoryLedger kept = new InMemoryLedger();
        private final List<String> batchesSeen = new ArrayList<>();
        private int calls;

        @Override
        public void commit(List<BatchOutcome> outcomes) {
            batchesSeen.add(MDC.get("batch") + " " + MDC.get("batches"));
            failTwice();
            kept.commit(outcomes);
        }

        @Override
        public void advance(Map<Partition, Checkpoint> positions) {}

        @Override
        public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
            batchesSeen.add(MDC.get("batch") + " " + MDC.get("batches"));
            failTwice();
            return kept.checkpoints(partitions);
        }

        private void failTwice() {
            if (++calls <= 2) {
                throw new IllegalStateException("injected");
            }
        }
    }

    @Test
    void theLinesOfACommitNameItsLaneItsFirstBatchAndHowManyThereAre() throws InterruptedException {
        FlakyLedger ledger = new FlakyLedger();
        outbox.own(List.of(LOGINS_0));
        outbox.add(outcome(LOGINS_0, 100, 9, 9));
        outbox.add(outcome(LOGINS_0, 102, 9));
        Committer committer = new Committer(
                outbox, ledger, () -> {}, () -> {}, new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)), status);
        Thread thread = Thread.ofPlatform().daemon().start(committer);
        assertThat(outbox.awaitCommitted(List.of(LOGINS_0), Waiting.LONG)).isTrue();
        committer.stop();
        thread.join(Waiting.LONG);

        assertThat(log.all().stream().map(LogLine::fields))
                .as("it fails, and works again")
                .containsExactly(
                        Map.of("lane", "7", "batch", "user-login-0@100-101", "batches", "2"),
                        Map.of("lane", "7", "batch", "user-login-0@100-101", "batches", "2"));
        assertThat(ledger.batchesSeen).hasSize(4).containsOnly("user-login-0@100-101 2");
    }

    @Test
    void theLineOfABatchThatCannotBeDecidedNamesItAndTheNextLineDoesNot() {
        LoggedConsumer consumer = new LoggedConsumer("earliest", ZERO).append(ZERO, LOGIN, LOGIN, LOGIN);
        int[] batches = {0};
        outbox.open();
        RunningLane running = new RunningLane(
                        consumer,
                        BatchPolicy.of(2, Duration.ofHours(1)),
                        (batch, before) -> {
                            if (++batches[0] == 1) {
                                throw new IllegalStateException("injected");
                            }
                            return new DeriveInsights().process(batch, before);
                        },
                        outbox,
                        status)
                .assign(ZERO);

        running.poll();
        running.poll();

        assertThat(log.all().stream().map(LogLine::fields))
                .containsExactly(Map.of("lane", "7", "batch", "user-login-0@0-1"), Map.of("lane", "7"));
    }
}
