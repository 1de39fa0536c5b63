package io.kafkafetch.adapters.kafka.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.RunEndedException.Fenced;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each transaction is sent until Kafka has taken it, and never again once it may have. */
class KafkaReplayOutletTest {

    private static final LetterId LETTER = LetterId.parse("user-login-dlq-0@17").orElseThrow();
    private static final Node NODE = new Node(0, "localhost", 9092);

    private final FailingProducer producer = new FailingProducer();
    private final KafkaReplayOutlet outlet =
            new KafkaReplayOutlet(() -> producer, new ReplayRecords("user-login-dlq-log", "life-1"), new NoLog());

    private Map<Partition, Long> commit() throws Exception {
        return outlet.commit(
                List.of(new Replay(
                        LETTER,
                        LETTER,
                        "user-login",
                        OptionalInt.of(0),
                        new Original(null, new byte[] {1}, List.of()),
                        1,
                        "")),
                List.of(new Marker(LETTER, LetterState.REPLAYED, "run-1", "", "user-login", Instant.EPOCH, "")));
    }

    @Test
    void aRecordAndItsEntryInTheLogAreOneTransaction() throws Exception {
        outlet.open();

        assertThat(commit()).containsExactly(Map.entry(new Partition("user-login", 0), 1L));

        assertThat(producer.commitCount()).isOne();
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("user-login", "user-login-dlq-log");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatTheBrokerDoesNotTakeIsSentAgain(int failures) throws Exception {
        outlet.open();
        producer.failSends(failures, new NotEnoughReplicasException("one is away"));

        assertThat(commit()).hasSize(1);

        assertThat(producer.history()).hasSize(2);
        assertThat(producer.commitCount()).isOne();
    }

    @Test
    void whatTheBrokerNeverTakesEndsTheRun() throws Exception {
        outlet.open();
        producer.failSends(3, new NotEnoughReplicasException("one is away"));

        assertThatThrownBy(this::commit)
                .isInstanceOf(UnusableClusterException.class)
                .hasMessageStartingWith("Kafka took no transaction (")
                .hasMessageEndingWith("run the same command again: what was sent is in the log, and is not sent twice");
        assertThat(producer.commitCount()).isZero();
    }

    /** It may have been committed: to send it again would count its logins twice. */
    @Test
    void aCommitThatIsNotConfirmedIsNotSentAgain() throws Exception {
        outlet.open();
        producer.commitTransactionException = new KafkaException("the connection broke");

        assertThatThrownBy(this::commit)
                .isInstanceOf(UnusableClusterException.class)
                .hasMessage(
                        "Kafka did not confirm a transaction (KafkaException: the connection broke); run the same command again:"
                                + " what was sent is in the log, and is not sent twice");
        assertThat(producer.sends).isEqualTo(2);
    }

    @Test
    void aCommitWithoutAnAnswerIsAskedForAgain() throws Exception {
        outlet.open();
        producer.silentCommits = 2;

        assertThat(commit()).hasSize(1);

        assertThat(producer.sends).isEqualTo(2);
        assertThat(producer.commitCount()).isOne();
    }

    @Test
    void aCommitThatIsNeverAnsweredEndsTheRun() throws Exception {
        outlet.open();
        producer.silentCommits = 3;

        assertThatThrownBy(this::commit)
                .isInstanceOf(UnusableClusterException.class)
                .hasMessageStartingWith("the cluster did not answer in time (");
        assertThat(producer.sends).isEqualTo(2);
    }

    @Test
    void aNewerRunEndsThisOne() throws Exception {
        outlet.open();
        producer.commitTransactionException = new ProducerFencedException("newer");

        assertThatThrownBy(this::commit).isInstanceOf(Fenced.class);
    }

    @Test
    void aRecordThatIsTooLargeIsNamedAndNothingIsCommitted() throws Exception {
        outlet.open();
        producer.failSends(1, new RecordTooLargeException("too large"));

        assertThatThrownBy(this::commit).hasMessage("the record of " + LETTER + " is too large");
        assertThat(producer.commitCount()).isZero();
        assertThat(producer.transactionAborted()).isTrue();
    }

    private static final class NoLog implements LetterLog {

        @Override
        public LetterStates read() {
            return new LetterStates();
        }

        @Override
        public List<Marker> history(LetterId letter) {
            return List.of();
        }
    }

    /** Kafka's own stand-in, whose first sends and commits may fail. */
    private static final class FailingProducer extends MockProducer<byte[], byte[]> {

        private int sends;
        private int failures;
        private int silentCommits;
        private @Nullable RuntimeException failure;

        private FailingProducer() {
            super(
                    new Cluster(
                            "cluster",
                            List.of(NODE),
                            List.of(
                                    new PartitionInfo("user-login", 0, NODE, new Node[] {NODE}, new Node[] {NODE}),
                                    new PartitionInfo(
                                            "user-login-dlq-log", 0, NODE, new Node[] {NODE}, new Node[] {NODE})),
                            Set.of(),
                            Set.of()),
                    false,
                    new RoundRobinPartitioner(),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        private void failSends(int times, RuntimeException with) {
            failures = times;
            failure = with;
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            sends++;
            Future<RecordMetadata> sent = super.send(record, callback);
            if (failures > 0 && record.topic().equals("user-login") && failure != null) {
                failures--;
                errorNext(failure);
            } else {
                completeNext();
            }
            return sent;
        }

        @Override
        public void commitTransaction() {
            if (silentCommits > 0) {
                silentCommits--;
                throw new TimeoutException("no answer");
            }
            super.commitTransaction();
        }
    }
}
