package io.kafkafetch.adapters.kafka.source;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.LOGINS_2;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutboxTest {

    private static final Duration NOW = Duration.ZERO;
    private static final ConsumerGroupMetadata MEMBER = Memberships.generation(7);

    /** An outcome with a login: 3 insights and itself, 256 bytes each. */
    private static final long WEIGHT = 1280;

    private final Outbox outbox = new Outbox(6 * WEIGHT);

    @BeforeEach
    void ownTwoPartitions() {
        outbox.own(List.of(LOGINS_0, LOGINS_1));
        outbox.membership(MEMBER);
    }

    // ---- what waits

    @Test
    void outcomesWaitInTheirOrderUntilTheyAreCommitted() {
        BatchOutcome first = add(outcome(LOGINS_0, 0, 9));
        BatchOutcome second = add(outcome(LOGINS_1, 5, 9));

        assertThat(outbox.awaitWork(NOW)).containsExactly(first, second);
        assertThat(outbox.awaitWork(NOW)).containsExactly(first, second);
        assertThat(outbox.waitingPartitions()).isEqualTo(Set.of(LOGINS_0, LOGINS_1));

        outbox.committed(List.of(first));
        assertThat(outbox.awaitWork(NOW)).containsExactly(second);
        assertThat(outbox.waitingPartitions()).isEqualTo(Set.of(LOGINS_1));
    }

    @Test
    void whatIsCommittedGoesByIdentity() {
        BatchOutcome stays = add(outcome(LOGINS_0, 0, 9));

        outbox.committed(List.of(outcome(LOGINS_0, 0, 9)));

        assertThat(outbox.awaitWork(NOW)).containsExactly(stays);
    }

    @Test
    void anOutcomeOfAPartitionThatIsNotOwnedIsRefused() {
        assertThatThrownBy(() -> outbox.add(outcome(LOGINS_2, 40, 9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("user-login-2@40-40");
        outbox.disown(List.of(LOGINS_0));
        assertThatThrownBy(() -> outbox.add(outcome(LOGINS_0, 0, 9))).isInstanceOf(IllegalStateException.class);

        assertThat(outbox.awaitWork(NOW)).isEmpty();
        assertThat(outbox.awaitRoom(NOW)).isTrue();
    }

    @Test
    void ownershipIsOfPartitions() {
        assertThat(outbox.owns(LOGINS_0)).isTrue();
        assertThat(outbox.owns(LOGINS_2)).isFalse();

        outbox.disown(List.of(LOGINS_0));

        assertThat(outbox.owns(LOGINS_0)).isFalse();
        assertThat(outbox.owns(LOGINS_1)).isTrue();
    }

    @Test
    void whatIsDisownedIsGoneAndTheRestStays() {
        add(outcome(LOGINS_0, 0, 9));
        BatchOutcome other = add(outcome(LOGINS_1, 5, 9));
        add(outcome(LOGINS_0, 1, 9));

        outbox.disown(List.of(LOGINS_0));

        assertThat(outbox.awaitWork(NOW)).containsExactly(other);
    }

    // ---- the fence

    @Test
    void whatWaitsIsAdmittedAsThePresentMember() {
        BatchOutcome first = add(outcome(LOGINS_0, 0, 9));
        BatchOutcome second = add(outcome(LOGINS_1, 5, 9));

        assertThat(outbox.admit(List.of(first, second))).containsSame(MEMBER);

        ConsumerGroupMetadata later = Memberships.generation(8);
        outbox.membership(later);
        assertThat(outbox.admit(List.of(first))).containsSame(later);
    }

    @Test
    void onlyTheHeadIsAdmittedWithoutAGap() {
        BatchOutcome first = add(outcome(LOGINS_0, 0, 9));
        BatchOutcome second = add(outcome(LOGINS_0, 1, 9));
        BatchOutcome third = add(outcome(LOGINS_0, 2, 9));

        assertThat(outbox.admit(List.of(second))).isEmpty();
        assertThat(outbox.admit(List.of(first, third))).isEmpty();
        assertThat(outbox.admit(List.of(second, first))).isEmpty();
        assertThat(outbox.admit(List.of(first, second, third, outcome(LOGINS_0, 3, 9))))
                .isEmpty();
        assertThat(outbox.admit(List.of(first, second))).isPresent();
    }

    @Test
    void anEqualOutcomeIsNotTheOneThatWaits() {
        add(outcome(LOGINS_0, 0, 9));

        assertThat(outbox.admit(List.of(outcome(LOGINS_0, 0, 9)))).isEmpty();
    }

    @Test
    void anOutcomeOfAPartitionThatLeftAndCameBackIsNotAdmittedThoughAnEqualOneWaits() {
        BatchOutcome before = add(outcome(LOGINS_0, 0, 9));
        outbox.disown(List.of(LOGINS_0));
        assertThat(outbox.admit(List.of(before))).isEmpty();

        outbox.own(List.of(LOGINS_0));
        BatchOutcome after = add(outcome(LOGINS_0, 0, 9));

        assertThat(after).isEqualTo(before);
        assertThat(outbox.admit(List.of(before))).isEmpty();
        assertThat(outbox.admit(List.of(after))).isPresent();
    }

    @Test
    void withoutARealMembershipNothingIsAdmitted() {
        Outbox nobody = new Outbox(WEIGHT);
        nobody.own(List.of(LOGINS_0));
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        nobody.add(outcome);

        assertThat(nobody.admit(List.of(outcome))).isEmpty();
        nobody.membership(Memberships.membership("group", 1, ""));
        assertThat(nobody.admit(List.of(outcome))).isEmpty();
        nobody.membership(Memberships.generation(-1));
        assertThat(nobody.admit(List.of(outcome))).isEmpty();
        nobody.membership(Memberships.generation(0));
        assertThat(nobody.admit(List.of(outcome))).isEmpty();
        assertThat(nobody.awaitSettled(List.of(LOGINS_0), NOW)).isTrue();
        nobody.membership(Memberships.generation(1));
        assertThat(nobody.admit(List.of(outcome))).isPresent();
    }

    // ---- unclear commits

    @Test
    void aPartitionIsUnsettledWhileACommitOfItIsUnderWay() {
        BatchOutcome outcome = add(outcome(LOGINS_0, 0, 9));
        assertThat(outbox.awaitSettled(List.of(LOGINS_0), NOW)).isTrue();

        outbox.admit(List.of(outcome));
        assertThat(outbox.awaitSettled(List.of(LOGINS_0), NOW)).isFalse();
        assertThat(outbox.awaitSettled(List.of(LOGINS_1), NOW)).isTrue();
        assertThat(outbox.awaitSettled(List.of(LOGINS_1, LOGINS_0), NOW)).isFalse();

        outbox.disown(List.of(LOGINS_0));
        assertThat(outbox.awaitSettled(List.of(LOGINS_0), NOW))
                .as("settled by being given away")
                .isFalse();

        outbox.committed(List.of(outcome));
        assertThat(outbox.awaitSettled(List.of(LOGINS_0), NOW)).isTrue();
    }

    @Test
    void aRefusedCommitUnsettlesNothing() {
        add(outcome(LOGINS_0, 0, 9));

        outbox.admit(List.of(outcome(LOGINS_0, 0, 9)));

        assertThat(outbox.awaitSettled(List.of(LOGINS_0), NOW)).isTrue();
    }

    @Test
    void settlingRemovesWhatLiesBeforeTheCheckpointAndKeepsTheRest() {
        BatchOutcome before = add(outcome(LOGINS_0, 10, 9, 9));
        BatchOutcome atIt = add(outcome(LOGINS_0, 12, 9));
        BatchOutcome other = add(outcome(LOGINS_1, 0, 9));
        outbox.admit(List.of(before, atIt, other));

        outbox.settle(Map.of(LOGINS_0, checkpoint(11)));
        assertThat(outbox.awaitWork(NOW)).as("11 is within the first").containsExactly(before, atIt, other);
        assertThat(outbox.awaitSettled(List.of(LOGINS_0, LOGINS_1), NOW)).isTrue();

        outbox.settle(Map.of(LOGINS_0, checkpoint(12)));
        assertThat(outbox.awaitWork(NOW)).containsExactly(atIt, other);

        outbox.settle(Map.of(LOGINS_0, checkpoint(13)));
        assertThat(outbox.awaitWork(NOW)).containsExactly(other);
    }

    @Test
    void whatWasNeverCommittedIsKeptWhenSettled() {
        BatchOutcome outcome = add(outcome(LOGINS_0, 0, 9));
        outbox.admit(List.of(outcome));

        outbox.settle(Map.of());

        assertThat(outbox.awaitWork(NOW)).containsExactly(outcome);
        assertThat(outbox.admit(List.of(outcome))).isPresent();
    }

    // ---- room

    @Test
    void thereIsRoomBelowTheCapacity() {
        Outbox small = small(2 * WEIGHT);
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        small.add(first);
        assertThat(small.awaitRoom(NOW)).isTrue();
        small.add(outcome(LOGINS_0, 1, 9));
        assertThat(small.awaitRoom(NOW)).isFalse();
        small.add(outcome(LOGINS_0, 2, 9)); // of the same poll

        small.committed(List.of(first));
        assertThat(small.awaitRoom(NOW)).isFalse();
        small.settle(Map.of(LOGINS_0, checkpoint(2)));
        assertThat(small.awaitRoom(NOW)).isTrue();
    }

    @Test
    void halfOfWhatMayWaitIsCommittedAtOnceAndLeavesRoom() {
        Outbox small = small(4 * WEIGHT);
        List<BatchOutcome> outcomes = IntStream.range(0, 5)
                .mapToObj(offset -> outcome(LOGINS_0, offset, 9))
                .toList();
        outcomes.forEach(small::add);
        assertThat(small.awaitRoom(NOW)).isFalse();

        assertThat(small.awaitWork(NOW)).containsExactlyElementsOf(outcomes.subList(0, 2));
        small.committed(small.awaitWork(NOW));

        assertThat(small.awaitRoom(NOW)).isTrue();
        assertThat(small.awaitWork(NOW)).containsExactlyElementsOf(outcomes.subList(2, 4));
    }

    @Test
    void anOutcomeThatIsHeavierThanThatIsCommittedAlone() {
        Outbox small = small(WEIGHT);
        BatchOutcome heavy = rejected(LOGINS_0, 0, HourCounts.EMPTY, "x".repeat(5000));
        small.add(heavy);
        small.add(outcome(LOGINS_0, 1, 9));

        assertThat(small.awaitWork(NOW)).containsExactly(heavy);
    }

    @Test
    void itIsFillingFromAQuarterOn() {
        Outbox small = small(8 * WEIGHT);
        assertThat(small.isFilling()).isFalse();
        small.add(outcome(LOGINS_0, 0, 9));
        assertThat(small.isFilling()).isFalse();
        small.add(outcome(LOGINS_0, 1, 9));
        assertThat(small.isFilling()).isTrue();

        small.committed(small.awaitWork(NOW));

        assertThat(small.isFilling()).isFalse();
    }

    @Test
    void deadLettersWeighWhatTheyHold() {
        Outbox small = small(1000);
        small.add(rejected(LOGINS_0, 0, HourCounts.EMPTY, "x".repeat(1000 - 2 * 256 - 1)));
        assertThat(small.awaitRoom(NOW)).isTrue();

        small.add(rejected(LOGINS_0, 1, HourCounts.EMPTY, ""));
        assertThat(small.awaitRoom(NOW)).isFalse();
    }

    @Test
    void theLoadReturnsToZeroHoweverOutcomesLeave() {
        for (int round = 0; round < 10; round++) {
            BatchOutcome committed = add(outcome(LOGINS_0, 3L * round, 9));
            add(outcome(LOGINS_0, 3L * round + 1, 9));
            add(rejected(LOGINS_1, round, HourCounts.EMPTY, "x".repeat(7000)));
            assertThat(outbox.awaitRoom(NOW)).isFalse();

            outbox.committed(List.of(committed));
            outbox.settle(Map.of(LOGINS_0, checkpoint(3L * round + 2)));
            outbox.disown(List.of(LOGINS_1));
            outbox.own(List.of(LOGINS_1));

            add(outcome(LOGINS_1, round, 9));
            assertThat(outbox.awaitRoom(NOW)).as("room in round %d", round).isTrue();
            outbox.disown(List.of(LOGINS_1));
            outbox.own(List.of(LOGINS_1));
        }
    }

    // ---- waiting

    @Test
    void whoeverWaitsForWorkGetsItWhenItComes() throws Exception {
        Waiting<List<BatchOutcome>> work = Waiting.in(() -> outbox.awaitWork(Waiting.LONG));
        assertThat(work.isOver()).isFalse();

        BatchOutcome outcome = add(outcome(LOGINS_0, 0, 9));

        assertThat(work.result()).containsExactly(outcome);
    }

    @Test
    void whoeverWaitsForRoomGoesOnWhenSomethingIsCommitted() throws Exception {
        Outbox small = small(WEIGHT);
        BatchOutcome only = outcome(LOGINS_0, 0, 9);
        small.add(only);
        Waiting<Boolean> room = Waiting.in(() -> small.awaitRoom(Waiting.LONG));
        assertThat(room.isOver()).isFalse();

        small.committed(List.of(only));

        assertThat(room.result()).isTrue();
    }

    @Test
    void whoeverWaitsForACommitWaitsForTheLastBatchOfItsPartitions() throws Exception {
        BatchOutcome first = add(outcome(LOGINS_0, 0, 9));
        add(outcome(LOGINS_1, 0, 9));
        BatchOutcome last = add(outcome(LOGINS_0, 1, 9));
        Waiting<Boolean> committed = Waiting.in(() -> outbox.awaitCommitted(List.of(LOGINS_0), Waiting.LONG));

        outbox.committed(List.of(first));
        assertThat(outbox.awaitCommitted(List.of(LOGINS_0), NOW)).isFalse();
        outbox.committed(List.of(last));

        assertThat(committed.result()).isTrue();
        assertThat(outbox.awaitCommitted(List.of(LOGINS_1), NOW)).isFalse();
        assertThat(outbox.awaitCommitted(List.of(LOGINS_2), NOW)).isTrue();
    }

    @Test
    void whoeverWaitsForASettlementGoesOnAfterIt() throws Exception {
        outbox.admit(List.of(add(outcome(LOGINS_0, 0, 9))));
        Waiting<Boolean> settled = Waiting.in(() -> outbox.awaitSettled(List.of(LOGINS_0), Waiting.LONG));
        assertThat(settled.isOver()).isFalse();

        outbox.settle(Map.of());

        assertThat(settled.result()).isTrue();
    }

    @Test
    void itIsOpenOnceTheCommitThreadIsReady() throws Exception {
        assertThat(outbox.awaitOpen(NOW)).isFalse();
        Waiting<Boolean> open = Waiting.in(() -> outbox.awaitOpen(Waiting.LONG));

        outbox.open();

        assertThat(open.result()).isTrue();
        assertThat(outbox.awaitOpen(NOW)).isTrue();
    }

    @Test
    void aWaitEndsAtItsBound() {
        Duration bound = Duration.ofMillis(20);
        long start = System.nanoTime();

        assertThat(outbox.awaitOpen(bound)).isFalse();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(bound.toNanos());
    }

    @Test
    void anInterruptEndsAWaitAndIsNotForgotten() throws Exception {
        Waiting<Boolean> interrupted = Waiting.in(() -> {
            boolean open = outbox.awaitOpen(Waiting.LONG);
            return !open && Thread.currentThread().isInterrupted();
        });

        interrupted.interrupt();

        assertThat(interrupted.result()).isTrue();
    }

    private static Outbox small(long capacityBytes) {
        Outbox small = new Outbox(capacityBytes);
        small.own(List.of(LOGINS_0));
        return small;
    }

    private BatchOutcome add(BatchOutcome outcome) {
        outbox.add(outcome);
        return outcome;
    }

    private static Checkpoint checkpoint(long position) {
        return new Checkpoint(position, HourCounts.EMPTY);
    }
}
