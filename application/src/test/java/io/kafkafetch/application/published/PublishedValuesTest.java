package io.kafkafetch.application.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is published of a batch, and what these values refuse. */
class PublishedValuesTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Origin ORIGIN = new Origin(new Partition("user-login", 0), 120);
    private static final DeadLetter DEAD_LETTER = new DeadLetter(
            ORIGIN,
            List.of(
                    new Reason.OfField(LoginField.USER_ID, FieldFault.BLANK),
                    new Reason.OfRecord(RecordFault.NOT_JSON)),
            new Original(null, null, List.of()));

    @Test
    void anInsightNamesItsBatch() {
        long[] hours = new long[HourCounts.HOURS];
        hours[19] = 49;
        Frequencies all = new Frequencies(Map.of("x", 49L));
        LoginTally tally = new LoginTally(HourCounts.of(hours), dimension -> all);
        LoginBatch batch = new LoginBatch(ORIGIN.partition(), 100, 149, Trigger.SIZE, tally, List.of(DEAD_LETTER));
        Insight peak = new Insight.PeakHour(19, 49);

        assertThat(PublishedInsight.of(peak, batch))
                .isEqualTo(new PublishedInsight(peak, "user-login-0@100-149", 49, 1));
    }

    @Test
    void aRejectedRecordHasItsReasonsByCodeAndField() {
        assertThat(RejectedRecord.of(DEAD_LETTER, NOON))
                .isEqualTo(new RejectedRecord(
                        ORIGIN,
                        List.of(
                                new RejectedRecord.Reason("blank", Optional.of("user_id")),
                                new RejectedRecord.Reason("not-json", Optional.empty())),
                        NOON));
    }

    @Test
    void aRejectedRecordNeedsAReason() {
        assertThatThrownBy(() -> new RejectedRecord(ORIGIN, List.of(), NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rejected record needs a reason");
    }

    @Test
    void anInsightOfNoLoginIsRefused() {
        assertThatThrownBy(() -> new PublishedInsight(new Insight.PeakHour(1, 1), "b", 0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an insight of 0 logins, 3 rejected, 0 skipped");
    }
}
