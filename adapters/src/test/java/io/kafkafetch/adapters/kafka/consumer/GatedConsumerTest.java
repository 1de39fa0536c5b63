package io.kafkafetch.adapters.kafka.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.adapters.kafka.consumer.PollGate.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GatedConsumerTest {

    private static final TopicPartition PARTITION = new TopicPartition("user-login", 0);
    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMillis(30);

    private final Delegate delegate = new Delegate();
    private final Consumer<String, String> consumer = GatedConsumer.around(delegate, Duration.ofSeconds(3));
    private final Gate gate = new Gate();

    /** Says what of it is called. */
    private static final class Delegate extends MockConsumer<String, String> {
        private Optional<Duration> closedWith = Optional.empty();
        private GroupMembershipOperation leaves = GroupMembershipOperation.DEFAULT;
        private final List<String> calls = new ArrayList<>();

        Delegate() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<String, String> poll(Duration timeout) {
            calls.add("poll " + timeout.toMillis());
            return super.poll(timeout);
        }

        @Override
        public synchronized void wakeup() {
            calls.add("wakeup");
            super.wakeup();
        }

        @Override
        public void close(CloseOptions options) {
            closedWith = options.timeout();
            leaves = options.groupMembershipOperation();
            super.close(options);
        }
    }

    /** A gate whose turns a test sets. */
    private static final class Gate implements PollGate {
        private final List<String> calls = new ArrayList<>();
        private Turn turn = Turn.READ;
        private @Nullable KafkaException failure;
        private Runnable whileDeciding = () -> {};

        @Override
        public Turn beforePoll(Duration timeout) {
            calls.add("before " + timeout.toMillis());
            whileDeciding.run();
            return turn;
        }

        @Override
        public Duration patience(Duration timeout) {
            return PATIENCE;
        }

        @Override
        public void afterPoll() {
            calls.add("after");
        }

        @Override
        public void pollFailed(KafkaException failure) {
            this.failure = failure;
            calls.add("failed " + failure.getMessage());
        }

        @Override
        public void closing() {
            calls.add("closing");
        }
    }

    @BeforeEach
    void assignAPartitionWithTwoRecords() {
        delegate.assign(List.of(PARTITION));
        delegate.updateBeginningOffsets(Map.of(PARTITION, 0L));
        delegate.addRecord(new ConsumerRecord<>("user-login", 0, 0, "k", "first"));
        delegate.addRecord(new ConsumerRecord<>("user-login", 0, 1, "k", "second"));
        GatedConsumer.gate(consumer, gate);
    }

    @Test
    void readingWaitsAsLongAsTheGateHasPatience() {
        assertThat(consumer.poll(TIMEOUT)).hasSize(2);

        assertThat(gate.calls).containsExactly("before 100", "after");
        assertThat(delegate.calls).containsExactly("poll 30");
    }

    @Test
    void whatIsHeldIsPausedAndPolledWithoutWaitingThenResumed() {
        gate.turn = Turn.HOLD;
        assertThat(consumer.poll(TIMEOUT)).isEmpty();
        assertThat(delegate.paused()).containsExactly(PARTITION);
        assertThat(delegate.calls).containsExactly("poll 0");
        assertThat(gate.calls).containsExactly("before 100", "after");

        gate.turn = Turn.READ;
        assertThat(consumer.poll(TIMEOUT)).hasSize(2);
        assertThat(delegate.paused()).isEmpty();
    }

    @Test
    void whoeverStaysAwayDoesNotTouchTheDelegate() {
        gate.turn = Turn.STAY_AWAY;

        assertThat(consumer.poll(TIMEOUT)).isEmpty();

        assertThat(delegate.calls).isEmpty();
        assertThat(gate.calls).containsExactly("before 100");
    }

    @Test
    void withoutAGateAPollIsAPoll() {
        Consumer<String, String> ungated = GatedConsumer.around(delegate, Duration.ofSeconds(3));

        assertThat(ungated.poll(TIMEOUT)).hasSize(2);

        assertThat(delegate.calls).containsExactly("poll 100");
    }

    @Test
    void onlyAGatedConsumerTakesAGate() {
        assertThatThrownBy(() -> GatedConsumer.gate(delegate, gate)).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- failures

    @Test
    void aFailedPollGoesToTheGateAndReturnsNothing() {
        delegate.setPollException(new TimeoutException("injected"));

        assertThat(consumer.poll(TIMEOUT)).isEmpty();
        assertThat(gate.calls).containsExactly("before 100", "failed injected");

        assertThat(consumer.poll(TIMEOUT)).hasSize(2);
    }

    @Test
    void aFailureOfTheGateItselfIsAFailedPoll() {
        gate.whileDeciding = () -> {
            throw new KafkaException("at the gate");
        };

        assertThat(consumer.poll(TIMEOUT)).isEmpty();

        assertThat(gate.calls).containsExactly("before 100", "failed at the gate");
    }

    @Test
    void otherFailuresFly() {
        gate.whileDeciding = () -> {
            throw new IllegalStateException("no Kafka's");
        };

        assertThatThrownBy(() -> consumer.poll(TIMEOUT)).isInstanceOf(IllegalStateException.class);
    }

    // ---- a name that another member holds

    /** A member whose name is freed as a test says. */
    private static final class Named implements Membership {
        private final List<Boolean> hadJoined = new ArrayList<>();
        private boolean free = true;

        @Override
        public boolean takeOver(String memberId, boolean hasJoined) {
            hadJoined.add(hasJoined);
            return free;
        }

        @Override
        public GroupMembershipOperation onClose() {
            return GroupMembershipOperation.LEAVE_GROUP;
        }
    }

    private Consumer<String, String> refusedMember(Named name, Delegate... others) {
        Iterator<Delegate> made =
                Stream.concat(Stream.of(delegate), Stream.of(others)).iterator();
        Consumer<String, String> member = GatedConsumer.member(made::next, name, Duration.ofSeconds(3), Long.MAX_VALUE);
        GatedConsumer.gate(member, gate);
        delegate.setPollException(new UnreleasedInstanceIdException("injected"));
        return member;
    }

    @Test
    void aRefusedMemberTakesOverTheFreedNameWithAnotherConsumerOfTheSameSubscription() {
        Named name = new Named();
        Delegate other = new Delegate();
        Consumer<String, String> member = refusedMember(name, other);
        delegate.unsubscribe();
        member.subscribe(List.of("user-login"));

        assertThat(member.poll(TIMEOUT)).isEmpty();
        member.poll(TIMEOUT);

        assertThat(name.hadJoined).containsExactly(false);
        assertThat(other.subscription()).containsExactly("user-login");
        assertThat(other.calls).containsExactly("poll 30");
        assertThat(delegate.closed()).isTrue();
        assertThat(gate.calls).containsExactly("before 100", "before 100", "after");
        member.close();
        assertThat(other.leaves).isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
    }

    @Test
    void aRefusedMemberWhoseNameIsALivingInstancesIsFenced() {
        Named name = new Named();
        name.free = false;
        Consumer<String, String> member = refusedMember(name);

        member.poll(TIMEOUT);
        member.poll(TIMEOUT);

        assertThat(gate.calls).containsExactly("before 100", "before 100", "failed injected");
        assertThat(gate.failure).isInstanceOf(FencedInstanceIdException.class);
        assertThat(delegate.closed()).isFalse();
    }

    // ---- waking up

    @Test
    void aWakeUpOfTheDelegateFlies() {
        delegate.schedulePollTask(consumer::wakeup);

        assertThatThrownBy(() -> consumer.poll(TIMEOUT)).isInstanceOf(WakeupException.class);

        assertThat(gate.calls).containsExactly("before 100");
        assertThat(delegate.calls).containsExactly("poll 30", "wakeup");
    }

    @Test
    void aWakeUpWhileThePollWaitsAtTheGateEndsItBeforeTheDelegateIsPolled() throws Exception {
        for (Turn turn : Turn.values()) {
            Consumer<String, String> other = GatedConsumer.around(delegate, Duration.ofSeconds(3));
            Gate waiting = new Gate();
            CountDownLatch wokenUp = new CountDownLatch(1);
            waiting.turn = turn;
            waiting.whileDeciding = () -> await(wokenUp);
            GatedConsumer.gate(other, waiting);
            Waiting<String> poll = Waiting.in(() -> {
                try {
                    return "polled " + other.poll(TIMEOUT).count();
                } catch (WakeupException woken) {
                    return "woken up";
                }
            });

            other.wakeup();
            wokenUp.countDown();

            assertThat(poll.result()).as("%s", turn).isEqualTo("woken up");
            assertThat(delegate.calls).isEmpty();
        }
    }

    @Test
    void aWakeUpBetweenPollsEndsTheNext() {
        consumer.wakeup();

        assertThatThrownBy(() -> consumer.poll(TIMEOUT)).isInstanceOf(WakeupException.class);
        assertThat(delegate.calls).isEmpty();
    }

    // ---- all else

    @Test
    void closingIsBounded() {
        consumer.close();

        assertThat(delegate.closedWith).contains(Duration.ofSeconds(3));
        assertThat(delegate.closed()).isTrue();
    }

    @Test
    void closingWithABoundOfOnesOwnKeepsIt() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));

        assertThat(gate.calls).containsExactly("closing");
        assertThat(delegate.closedWith).contains(Duration.ofSeconds(1));
    }

    @Test
    void otherCallsGoThrough() {
        consumer.seek(PARTITION, 1);

        assertThat(consumer.position(PARTITION)).isEqualTo(1);
        assertThat(consumer.assignment()).containsExactly(PARTITION);
        assertThat(consumer.poll(TIMEOUT)).hasSize(1);
    }

    @Test
    void whatOtherCallsThrowIsNotWrapped() {
        assertThatThrownBy(() -> consumer.position(new TopicPartition("another", 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Waiting.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
