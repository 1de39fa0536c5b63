package io.kafkafetch.application;

import static io.kafkafetch.application.batch.Deliveries.LOGINS_0;
import static io.kafkafetch.application.batch.Deliveries.deadLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.Deliveries;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Original.Header;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.Validation;
import io.kafkafetch.domain.rollup.BatchTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of this package refuse, say of themselves and keep apart. */
class ValuesTest {

    private static final Duration AGE = Duration.ofSeconds(5);

    @Test
    void aVerdictMakesADeliveryThatKeepsTheOriginalOfARejectedRecordAlone() {
        Origin origin = new Origin(LOGINS_0, 7);
        Original original = new Original(null, new byte[] {1}, List.of());
        List<Reason> reasons = List.of(new Reason.OfRecord(RecordFault.EMPTY));

        assertThat(Delivery.of(origin, Deliveries.event(9), () -> {
                    throw new AssertionError("asked for");
                }))
                .isEqualTo(new Delivery.Login(origin, Deliveries.event(9)));
        assertThat(Delivery.of(origin, new Validation.Rejected(reasons), () -> original))
                .isEqualTo(new DeadLetter(origin, reasons, original));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aBatchSizeBelowOneIsRefused(int size) {
        assertThatThrownBy(() -> BatchPolicy.of(size, AGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch size of " + size + " is below 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.000000001S"})
    void aGreatestAgeThatIsNotAboveZeroIsRefused(Duration age) {
        assertThatThrownBy(() -> BatchPolicy.of(1, age))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch's greatest age of " + age + " is not above zero");
    }

    @Test
    void aGreatestAgeThatTheClockCannotMeasureIsRefused() {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);

        assertThat(BatchPolicy.of(1, longest).maxAge()).isEqualTo(longest);
        assertThatThrownBy(() -> BatchPolicy.of(1, longest.plusNanos(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aBoundOnDeadLettersBelowOneByteIsRefused(long bytes) {
        assertThatThrownBy(() -> new BatchPolicy(1, AGE, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bound of " + bytes + " dead letter bytes is below 1");
    }

    @Test
    void theLeastPolicyIsAcceptedAndTheDefaultBoundIsThirtyTwoMebibytes() {
        assertThat(new BatchPolicy(1, Duration.ofNanos(1), 1).size()).isEqualTo(1);
        assertThat(BatchPolicy.of(50, AGE)).isEqualTo(new BatchPolicy(50, AGE, 33_554_432));
    }

    @Test
    void aBatchIsNamedByItsPartitionAndBothItsOffsets() {
        assertThat(batch(100, 149, List.of()).name()).isEqualTo("user-login-0@100-149");
        assertThat(batch(7, 7, List.of()).name()).isEqualTo("user-login-0@7-7");
        assertThat(new Partition("logins.jsonl", 3)).hasToString("logins.jsonl-3");
    }

    @Test
    void aBatchThatEndsBeforeItStartsIsRefused() {
        assertThatThrownBy(() -> batch(8, 7, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch cannot end at 7 before 8");
    }

    @Test
    void aBatchCountsItsDeadLettersAndKeepsNoHoldOnTheListItIsMadeOf() {
        List<DeadLetter> given = new ArrayList<>(List.of(deadLetter(LOGINS_0, 0), deadLetter(LOGINS_0, 1)));
        LoginBatch batch = batch(0, 1, given);
        given.clear();

        assertThat(batch.rejected()).isEqualTo(2);
        assertThat(batch.events()).isZero();
    }

    @Test
    void aBatchOfARuleThatSkippedNothingIsRefused() {
        assertThatThrownBy(() -> new LoginBatch(
                        LOGINS_0,
                        0,
                        1,
                        0,
                        Trigger.AGE,
                        LoginTally.EMPTY,
                        BatchTimes.NONE,
                        List.of(),
                        Map.of("/eventType", 0L),
                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rule that skipped nothing is in {/eventType=0}");
    }

    @Test
    void aDeadLetterWithoutAReasonIsRefused() {
        Original original = new Original(null, null, List.of());

        assertThatThrownBy(() -> new DeadLetter(new Origin(LOGINS_0, 0), List.of(), original))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a dead letter needs a reason");
    }

    @Test
    void aDeadLetterKeepsNoHoldOnTheReasonsItIsMadeOf() {
        List<Reason> given = new ArrayList<>(List.of(new Reason.OfRecord(RecordFault.EMPTY)));
        DeadLetter letter = new DeadLetter(new Origin(LOGINS_0, 0), given, new Original(null, null, List.of()));
        given.clear();

        assertThat(letter.reasons()).hasSize(1);
    }

    @Test
    void anOriginalWeighsItsBytesAndTheObjectsAroundThem() {
        Header traced = new Header("trace", new byte[16]);
        Header flag = new Header("flag", null);

        assertThat(new Original(null, null, List.of()).weight()).isEqualTo(256);
        assertThat(new Original(new byte[3], null, List.of()).weight()).isEqualTo(259);
        assertThat(new Original(null, new byte[1000], List.of()).weight()).isEqualTo(1256);
        assertThat(new Original(new byte[3], new byte[1000], List.of(traced, flag)).weight())
                .isEqualTo(256 + 3 + 1000 + 5 + 16 + 4);
    }

    @Test
    void anOriginalKeepsNoHoldOnTheHeadersItIsMadeOf() {
        List<Header> given = new ArrayList<>(List.of(new Header("trace", null)));
        Original original = new Original(null, null, given);
        given.clear();

        assertThat(original.headers()).hasSize(1);
    }

    @Test
    void aPartitionAnOffsetAndAPositionCountFromZero() {
        assertThatThrownBy(() -> new Partition("user-login", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Origin(LOGINS_0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint(-1, HourCounts.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        for (String bookmark : List.of("line\n", "caf\u00e9", "x".repeat(1_025))) {
            assertThatThrownBy(() -> new Checkpoint(0, HourCounts.EMPTY, bookmark))
                    .as(bookmark)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Checkpoint(0, HourCounts.EMPTY, "x".repeat(1_023) + " ").bookmark())
                .hasSize(1_024);
        assertThatThrownBy(() -> batch(-1, 0, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(Checkpoint.BEGINNING).isEqualTo(new Checkpoint(0, HourCounts.EMPTY));
    }

    private static LoginBatch batch(long firstOffset, long lastOffset, List<DeadLetter> deadLetters) {
        return new LoginBatch(LOGINS_0, firstOffset, lastOffset, Trigger.AGE, LoginTally.EMPTY, deadLetters);
    }
}
