package io.kafkafetch.application.batch;

import static io.kafkafetch.application.batch.Deliveries.LOGINS_0;
import static io.kafkafetch.application.batch.Deliveries.LOGINS_1;
import static io.kafkafetch.application.batch.Deliveries.LOGINS_2;
import static io.kafkafetch.application.batch.Deliveries.deadLetter;
import static io.kafkafetch.application.batch.Deliveries.login;
import static io.kafkafetch.application.batch.Deliveries.loginAt;
import static io.kafkafetch.application.batch.Deliveries.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.HourOfDay;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAssemblerTest {

    private static final Duration TEN_NANOS = Duration.ofNanos(10);

    @Test
    void aBatchIsClosedByTheLoginThatFillsIt() {
        BatchAssembler assembler = assembler(BatchPolicy.of(3, TEN_NANOS));

        assertThat(assembler.add(login(LOGINS_0, 100), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 101), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 102), 0)).hasValueSatisfying(batch -> {
            assertThat(batch.name()).isEqualTo("user-login-0@100-102");
            assertThat(batch.trigger()).isEqualTo(Trigger.SIZE);
            assertThat(batch.events()).isEqualTo(3);
            assertThat(batch.rejected()).isZero();
        });
        assertThat(assembler.nanosUntilAged(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void aBatchHasExactlyItsSizeInAcceptedEvents(int size) {
        BatchAssembler assembler = assembler(BatchPolicy.of(size, TEN_NANOS));

        List<LoginBatch> closed = IntStream.range(0, 2 * size)
                .mapToObj(offset -> assembler.add(login(LOGINS_0, offset), 0))
                .flatMap(batch -> batch.stream())
                .toList();

        assertThat(closed).extracting(LoginBatch::events).containsExactly((long) size, (long) size);
        assertThat(closed).extracting(LoginBatch::firstOffset).containsExactly(0L, (long) size);
        assertThat(closed).extracting(LoginBatch::lastOffset).containsExactly(size - 1L, 2L * size - 1);
    }

    @Test
    void deadLettersAreKeptInOrderAndDoNotFillABatch() {
        BatchAssembler assembler = assembler(BatchPolicy.of(2, TEN_NANOS));

        assertThat(assembler.add(deadLetter(LOGINS_0, 5), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 6), 0)).isEmpty();
        assertThat(assembler.add(deadLetter(LOGINS_0, 7), 0)).isEmpty();
        assertThat(assembler.add(deadLetter(LOGINS_0, 9), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 12), 0)).hasValueSatisfying(batch -> {
            assertThat(batch.name()).isEqualTo("user-login-0@5-12");
            assertThat(batch.events()).isEqualTo(2);
            assertThat(batch.deadLetters())
                    .extracting(letter -> letter.origin().offset())
                    .containsExactly(5L, 7L, 9L);
        });
    }

    @Test
    void skippedRecordsHaveAPlaceInTheirBatchAndDoNotFillIt() {
        BatchAssembler assembler = assembler(BatchPolicy.of(2, TEN_NANOS));

        assertThat(assembler.add(skipped(LOGINS_0, 5, "/eventType"), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 6), 0)).isEmpty();
        assertThat(assembler.add(skipped(LOGINS_0, 7, "/outcome/result"), 0)).isEmpty();
        assertThat(assembler.add(skipped(LOGINS_0, 8, "/eventType"), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 9), 0)).hasValueSatisfying(batch -> {
            assertThat(batch.name()).isEqualTo("user-login-0@5-9");
            assertThat(batch.skippedBy()).isEqualTo(Map.of("/eventType", 2L, "/outcome/result", 1L));
            assertThat(batch.skipped()).isEqualTo(3);
            assertThat(batch.records()).isEqualTo(5);
        });
        assertThat(assembler.add(login(LOGINS_0, 10), 0)).isEmpty();
        assertThat(assembler.close(LOGINS_0, Trigger.END))
                .map(LoginBatch::skipped)
                .contains(0L);
    }

    @Test
    void skippedRecordsAloneAreOneBatchHoweverManyUntilItIsAged() {
        BatchAssembler assembler = assembler(new BatchPolicy(1, TEN_NANOS, 1));

        for (int offset = 0; offset < 100_000; offset++) {
            assertThat(assembler.add(skipped(LOGINS_0, offset, "/eventType"), 0))
                    .isEmpty();
        }
        assertThat(assembler.closeAged(9)).isEmpty();
        assertThat(assembler.closeAged(10)).singleElement().satisfies(batch -> {
            assertThat(batch.name()).isEqualTo("user-login-0@0-99999");
            assertThat(batch.trigger()).isEqualTo(Trigger.AGE);
            assertThat(batch.skipped()).isEqualTo(100_000);
            assertThat(batch.events()).isZero();
        });
    }

    @Test
    void partitionsFillTheirBatchesApart() {
        BatchAssembler assembler = assembler(BatchPolicy.of(2, TEN_NANOS));

        assertThat(assembler.add(login(LOGINS_0, 0), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_1, 70), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_1, 71), 0)).map(LoginBatch::name).contains("user-login-1@70-71");
        assertThat(assembler.add(login(LOGINS_0, 1), 0)).map(LoginBatch::name).contains("user-login-0@0-1");
    }

    @Test
    void aLoginIsCountedAtTheHourOfTheZoneGiven() {
        BatchAssembler assembler =
                new BatchAssembler(BatchPolicy.of(1, TEN_NANOS), new HourOfDay(ZoneOffset.ofHours(2)));

        assertThat(assembler.add(loginAt(LOGINS_0, 0, 19), 0))
                .hasValueSatisfying(
                        batch -> assertThat(batch.tally().hours().at(21)).isEqualTo(1));
    }

    @Test
    void aBatchIsClosedAtItsGreatestAgeAndNotBefore() {
        BatchAssembler assembler = assembler(BatchPolicy.of(50, TEN_NANOS));
        assembler.add(login(LOGINS_0, 3), 1000);
        assembler.add(login(LOGINS_0, 4), 1009);

        assertThat(assembler.closeAged(1009)).isEmpty();
        assertThat(assembler.closeAged(1010)).singleElement().satisfies(batch -> {
            assertThat(batch.name()).isEqualTo("user-login-0@3-4");
            assertThat(batch.trigger()).isEqualTo(Trigger.AGE);
        });
        assertThat(assembler.closeAged(5000)).isEmpty();
    }

    @Test
    void agedBatchesAreClosedOldestFirst() {
        BatchAssembler assembler = assembler(BatchPolicy.of(50, TEN_NANOS));
        assembler.add(login(LOGINS_2, 0), 1);
        assembler.add(login(LOGINS_0, 0), 2);
        assembler.add(login(LOGINS_1, 0), 3);

        assertThat(assembler.closeAged(12)).extracting(LoginBatch::partition).containsExactly(LOGINS_2, LOGINS_0);
        assertThat(assembler.closeAged(13)).extracting(LoginBatch::partition).containsExactly(LOGINS_1);
    }

    @Test
    void aPartitionsNextBatchIsAsOldAsItsOwnFirstDelivery() {
        BatchAssembler assembler = assembler(BatchPolicy.of(2, TEN_NANOS));
        assembler.add(login(LOGINS_0, 0), 0);
        assembler.add(login(LOGINS_1, 0), 5);
        assembler.add(login(LOGINS_0, 1), 6);
        assembler.add(login(LOGINS_0, 2), 7);

        assertThat(assembler.closeAged(15)).extracting(LoginBatch::name).containsExactly("user-login-1@0-0");
        assertThat(assembler.closeAged(17)).extracting(LoginBatch::name).containsExactly("user-login-0@2-2");
    }

    @Test
    void theTimeUntilTheNextBatchIsAgedIsThatOfTheOldestAndNeverNegative() {
        BatchAssembler assembler = assembler(BatchPolicy.of(50, TEN_NANOS));

        assertThat(assembler.nanosUntilAged(0)).isEmpty();
        assembler.add(login(LOGINS_0, 0), 100);
        assembler.add(login(LOGINS_1, 0), 105);
        assertThat(assembler.nanosUntilAged(105)).hasValue(5);
        assertThat(assembler.nanosUntilAged(110)).hasValue(0);
        assertThat(assembler.nanosUntilAged(111)).hasValue(0);
        assembler.closeAged(110);
        assertThat(assembler.nanosUntilAged(110)).hasValue(5);
    }

    @Test
    void anAgeIsRightWhereTheClockOverflows() {
        BatchAssembler assembler = assembler(BatchPolicy.of(50, TEN_NANOS));
        assembler.add(login(LOGINS_0, 0), Long.MAX_VALUE - 4);

        assertThat(assembler.closeAged(Long.MAX_VALUE)).isEmpty();
        assertThat(assembler.nanosUntilAged(Long.MAX_VALUE)).hasValue(6);
        assertThat(assembler.closeAged(Long.MIN_VALUE + 4)).isEmpty();
        assertThat(assembler.nanosUntilAged(Long.MIN_VALUE + 4)).hasValue(1);
        assertThat(assembler.closeAged(Long.MIN_VALUE + 5)).hasSize(1);
    }

    @Test
    void closingClosesThatPartitionsBatchAlone() {
        BatchAssembler assembler = assembler(BatchPolicy.of(50, TEN_NANOS));
        assembler.add(login(LOGINS_0, 0), 0);
        assembler.add(deadLetter(LOGINS_1, 8), 0);

        assertThat(assembler.close(LOGINS_1, Trigger.REVOKED)).hasValueSatisfying(batch -> {
            assertThat(batch.name()).isEqualTo("user-login-1@8-8");
            assertThat(batch.trigger()).isEqualTo(Trigger.REVOKED);
            assertThat(batch.events()).isZero();
            assertThat(batch.rejected()).isEqualTo(1);
        });
        assertThat(assembler.close(LOGINS_1, Trigger.REVOKED)).isEmpty();
        assertThat(assembler.close(LOGINS_0, Trigger.REVOKED)).isPresent();
    }

    @Test
    void aDroppedBatchIsForgottenAndItsPartitionStartsAnew() {
        BatchAssembler assembler = assembler(BatchPolicy.of(2, TEN_NANOS));
        assembler.add(login(LOGINS_0, 0), 0);

        assembler.drop(LOGINS_0);
        assembler.drop(LOGINS_1);

        assertThat(assembler.nanosUntilAged(0)).isEmpty();
        assertThat(assembler.close(LOGINS_0, Trigger.REVOKED)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 40), 0)).isEmpty();
        assertThat(assembler.add(login(LOGINS_0, 41), 0)).map(LoginBatch::name).contains("user-login-0@40-41");
    }

    @Test
    void whatBecomesOfAnotherPartitionsBatchLeavesTheOneThatWasAddedToLast() {
        BatchAssembler assembler = assembler(BatchPolicy.of(3, TEN_NANOS));
        assembler.add(login(LOGINS_0, 0), 0);
        assembler.add(login(LOGINS_1, 0), 0);

        assembler.close(LOGINS_0, Trigger.REVOKED);
        assembler.add(login(LOGINS_1, 1), 0);
        assembler.drop(LOGINS_2);

        assertThat(assembler.add(login(LOGINS_1, 2), 0)).map(LoginBatch::name).contains("user-login-1@0-2");
    }

    @Test
    void theDeadLetterThatReachesTheBoundOnMemoryClosesItsBatch() {
        BatchAssembler assembler = assembler(new BatchPolicy(50, TEN_NANOS, 1000));

        assertThat(assembler.add(deadLetter(LOGINS_0, 0, 144), 0)).isEmpty(); // 400 bytes
        assertThat(assembler.add(deadLetter(LOGINS_1, 0, 343), 0)).isEmpty(); // 999
        assertThat(assembler.add(deadLetter(LOGINS_1, 1, 0), 0))
                .hasValueSatisfying(
                        batch -> { // 1255
                            assertThat(batch.trigger()).isEqualTo(Trigger.DEAD_LETTERS);
                            assertThat(batch.name()).isEqualTo("user-login-1@0-1");
                        });
        assertThat(assembler.add(deadLetter(LOGINS_1, 2, 343), 0)).isEmpty(); // 999
        assertThat(assembler.add(login(LOGINS_1, 3), 0)).isEmpty();
    }

    @Test
    void theBoundItselfIsReached() {
        BatchAssembler assembler = assembler(new BatchPolicy(50, TEN_NANOS, 1000));

        assertThat(assembler.add(deadLetter(LOGINS_0, 0, 744), 0)).isPresent();
        assertThat(assembler.add(deadLetter(LOGINS_0, 1, 743), 0)).isEmpty();
    }

    @Test
    void droppingAndClosingReleaseTheMemoryOfDeadLetters() {
        BatchAssembler assembler = assembler(new BatchPolicy(50, TEN_NANOS, 1000));

        assertThat(assembler.add(deadLetter(LOGINS_0, 0, 743), 0)).isEmpty(); // 999
        assembler.drop(LOGINS_0);
        assertThat(assembler.add(deadLetter(LOGINS_0, 0, 743), 0)).isEmpty();
        assembler.close(LOGINS_0, Trigger.REVOKED);
        assertThat(assembler.add(deadLetter(LOGINS_0, 1, 743), 0)).isEmpty();
        assembler.closeAged(10);
        assertThat(assembler.add(deadLetter(LOGINS_0, 2, 743), 10)).isEmpty();
        assertThat(assembler.add(deadLetter(LOGINS_0, 3, 0), 10)).isPresent();
    }

    @Test
    void whatOnePartitionReleasesIsItsOwnMemoryAlone() {
        BatchAssembler assembler = assembler(new BatchPolicy(50, TEN_NANOS, 1000));
        assembler.add(deadLetter(LOGINS_0, 0, 244), 0); // 500
        assembler.add(deadLetter(LOGINS_1, 0, 0), 0); // 756
        assembler.add(login(LOGINS_2, 0), 0);

        assembler.drop(LOGINS_1);
        assembler.close(LOGINS_2, Trigger.REVOKED);

        assertThat(assembler.add(deadLetter(LOGINS_1, 0, 243), 0)).isEmpty(); // 999
        assertThat(assembler.add(deadLetter(LOGINS_2, 1, 0), 0)).isPresent();
    }

    private static BatchAssembler assembler(BatchPolicy policy) {
        return new BatchAssembler(policy, HourOfDay.UTC);
    }
}
