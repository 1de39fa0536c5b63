package io.kafkafetch.adapters.kafka.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterHeadersTest {

    private static final Instant FAILED = Instant.parse("2023-09-13T16:43:50.123Z");
    private static final Instant PUBLISHED = Instant.parse("2023-09-13T16:43:51Z");
    private static final Origin ORIGIN = new Origin(new Partition("user-login", 3), 41);

    private final DeadLetterRecords records = new DeadLetterRecords("user-login-dlq", "kafka-fetch", () -> FAILED);

    private Headers headers(List<Reason> reasons, Original.Header... originals) {
        return records.record(
                        new DeadLetter(ORIGIN, reasons, new Original(null, "{}".getBytes(UTF_8), List.of(originals))),
                        false)
                .headers();
    }

    private Headers headers() {
        return headers(List.of(
                new Reason.OfField(LoginField.USER_ID, FieldFault.MISSING),
                new Reason.OfField(LoginField.IP, FieldFault.BLANK)));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(DeadLetterHeaders.read(headers(), PUBLISHED))
                .contains(new RejectedRecord(
                        ORIGIN,
                        List.of(
                                new RejectedRecord.Reason("missing", Optional.of("user_id")),
                                new RejectedRecord.Reason("blank", Optional.of("ip"))),
                        FAILED));
    }

    @Test
    void aRecordAsAWholeHasNoField() {
        assertThat(DeadLetterHeaders.read(headers(List.of(new Reason.OfRecord(RecordFault.NOT_UTF8))), PUBLISHED)
                        .orElseThrow()
                        .reasons())
                .containsExactly(new RejectedRecord.Reason("not-utf8", Optional.empty()));
    }

    @Test
    void ofARecordThatWasRejectedTwiceTheLastTimeCounts() {
        Headers headers = headers(
                List.of(new Reason.OfRecord(RecordFault.EMPTY)),
                new Original.Header("__dlq.errors.reason", "not-json".getBytes(UTF_8)),
                new Original.Header("__dlq.errors.offset", "7".getBytes(UTF_8)));
        assertThat(DeadLetterHeaders.read(headers, PUBLISHED).orElseThrow().origin())
                .isEqualTo(ORIGIN);
        assertThat(DeadLetterHeaders.read(headers, PUBLISHED).orElseThrow().reasons())
                .containsExactly(new RejectedRecord.Reason("empty", Optional.empty()));
    }

    @Test
    void aTimeThatIsNoneIsThatOfPublishing() {
        Headers headers = headers().add("__dlq.errors.failed-at", "yesterday".getBytes(UTF_8));
        assertThat(DeadLetterHeaders.read(headers, PUBLISHED).orElseThrow().failedAt())
                .isEqualTo(PUBLISHED);
    }

    @ParameterizedTest
    @CsvSource({
        "topic, a topic",
        "topic, ''",
        "partition, -1",
        "partition, 2147483648",
        "partition, one",
        "offset, -1",
        "offset, 99999999999999999999",
        "reason, ''",
        "reason, <b>",
        "reason, 'missing,'",
        "field, 'user_id,<script>'"
    })
    void whatCannotBeOursIsNone(String name, String value) {
        Headers headers = headers().add("__dlq.errors." + name, value.getBytes(UTF_8));
        assertThat(DeadLetterHeaders.read(headers, PUBLISHED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"topic", "partition", "offset", "reason"})
    void whatIsNotThereMakesItNone(String name) {
        assertThat(DeadLetterHeaders.read(headers().remove("__dlq.errors." + name), PUBLISHED))
                .isEmpty();
    }
}
