package io.kafkafetch.application.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterFilterTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final LetterId ID = new LetterId(new Partition("user-login-dlq", 1), 17);

    private static final Letter LETTER = new Letter(
            ID,
            NOON.plusSeconds(1),
            new Failure(
                    Optional.of(new Origin(new Partition("user-login", 3), 41)),
                    "",
                    List.of(new LetterReason("missing", "device_type"), new LetterReason("blank", "ip")),
                    NOON,
                    "group",
                    0,
                    Optional.empty()),
            new Content.Whole(new Original("k 1".getBytes(UTF_8), null, List.of())));

    private static LetterFilter filter(String name, String value) {
        return new LetterFilter(
                name.equals("id") ? Set.of(LetterId.parse(value).orElseThrow()) : Set.of(),
                Optional.of(value).filter(v -> name.equals("reason")),
                Optional.of(value).filter(v -> name.equals("field")),
                Optional.of(value).filter(v -> name.equals("since")).map(Instant::parse),
                Optional.of(value).filter(v -> name.equals("until")).map(Instant::parse),
                name.equals("partition") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty(),
                Optional.of(value).filter(v -> name.equals("key")),
                Optional.of(value)
                        .filter(v -> name.equals("state"))
                        .map(s -> LetterState.of(s).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "id, user-login-dlq-1@17, true",
        "id, user-login-dlq-1@18, false",
        "id, user-login-dlq-0@17, false",
        "reason, missing, true",
        "reason, blank, true",
        "reason, not-json, false",
        "field, ip, true",
        "field, user_id, false",
        "since, 2026-01-05T12:00:00Z, true",
        "since, 2026-01-05T12:00:00.001Z, false",
        "until, 2026-01-05T12:00:00Z, false",
        "until, 2026-01-05T12:00:00.001Z, true",
        "partition, 3, true",
        "partition, 1, false",
        "key, k 1, true",
        "key, k, false",
        "state, open, true",
        "state, parked, false"
    })
    void eachConditionChooses(String name, String value, boolean matches) {
        assertThat(filter(name, value).matches(LETTER, LetterState.OPEN)).isEqualTo(matches);
    }

    /** The same reason must be both. */
    @ParameterizedTest
    @CsvSource({"missing, device_type, true", "blank, ip, true", "missing, ip, false", "blank, device_type, false"})
    void aReasonAndAFieldGoTogether(String reason, String field, boolean matches) {
        LetterFilter both = new LetterFilter(
                Set.of(),
                Optional.of(reason),
                Optional.of(field),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(both.matches(LETTER, LetterState.OPEN)).isEqualTo(matches);
    }

    @Test
    void aKeyThatCannotBeReadIsNone() {
        Letter sealed =
                new Letter(ID, NOON, LETTER.failure(), new Content.Sealed("id", "k 1".getBytes(UTF_8), null, null));

        assertThat(filter("key", "k 1").matches(sealed, LetterState.OPEN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-login-dlq-0@17", "a.b_c-d-12@0", "x-0-1@999999999999999999"})
    void anIdIsReadAsItIsWritten(String text) {
        assertThat(LetterId.parse(text)).hasValueSatisfying(id -> assertThat(id).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user-login-dlq",
                "user-login-dlq-0",
                "user-login-dlq@17",
                "a-0@-1",
                "a-0@1 ",
                "ä-0@1",
                "a-1234567890@1"
            })
    void anythingElseIsNoId(String text) {
        assertThat(LetterId.parse(text)).isEmpty();
    }
}
