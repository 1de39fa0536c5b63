package io.kafkafetch.domain.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampFormatTest {

    private static final long NONE = Long.MIN_VALUE;

    @Property
    void aMomentIsTheSameInEveryFormat(
            @ForAll @LongRange(max = LoginEvent.MAX_TIMESTAMP) long epochSecond,
            @ForAll @LongRange(max = 999) long millis) {
        long inMillis = epochSecond * 1_000 + millis;

        assertThat(integer(TimestampFormat.EPOCH_SECONDS, epochSecond)).isEqualTo(accepted(epochSecond));
        assertThat(integer(TimestampFormat.EPOCH_MILLIS, inMillis)).isEqualTo(accepted(epochSecond));
        assertThat(integer(TimestampFormat.EPOCH_MICROS, inMillis * 1_000)).isEqualTo(accepted(epochSecond));
        assertThat(text(TimestampFormat.EPOCH_MILLIS, Long.toString(inMillis))).isEqualTo(accepted(epochSecond));
        assertThat(text(TimestampFormat.ISO_8601, Instant.ofEpochMilli(inMillis).toString()))
                .isEqualTo(accepted(epochSecond));
    }

    @Property(tries = 5_000)
    void anIsoTimeIsOneForTheJdkToo(@ForAll("almostTimes") String text) {
        assertThat(text(TimestampFormat.ISO_8601, text)).isEqualTo(verdict(jdk(text)));
    }

    /** Laxer, but for fractions of more than nine digits: it takes lower case, no seconds, and offsets of seconds. */
    private static long jdk(String text) {
        if (!text.matches("[-0-9]{10}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})")) {
            return NONE;
        }
        try {
            return OffsetDateTime.parse(
                            text.replaceAll("(\\.[0-9]{9})[0-9]+", "$1"), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeException none) {
            return NONE;
        }
    }

    private static Validation verdict(long epochSecond) {
        if (epochSecond == NONE) {
            return rejected(FieldFault.NOT_A_TIME);
        }
        return epochSecond < 0 ? rejected(FieldFault.OUT_OF_RANGE) : accepted(epochSecond);
    }

    @Provide
    Arbitrary<String> almostTimes() {
        Arbitrary<String> times = Combinators.combine(
                        Arbitraries.longs().between(-2_000_000_000L, 4_000_000_000L),
                        Arbitraries.integers().between(-18 * 60, 18 * 60),
                        Arbitraries.of("", ".1", ".123", ".1234567", ".123456789"))
                .as((second, minutes, fraction) -> {
                    OffsetDateTime time = OffsetDateTime.ofInstant(
                            Instant.ofEpochSecond(second), ZoneOffset.ofTotalSeconds(minutes * 60));
                    return time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"))
                            + fraction
                            + time.getOffset();
                });
        Arbitrary<Character> characters = Arbitraries.of(
                "0123456789-+:.TZtz ".chars().mapToObj(c -> (char) c).toList());
        return Combinators.combine(
                        times, Arbitraries.integers().between(0, 40), characters, Arbitraries.of(true, false))
                .as((time, at, character, replace) -> at >= time.length()
                        ? time
                        : time.substring(0, at) + character + time.substring(replace ? at + 1 : at));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T09:00:00Z, 1767603600",
        "2026-01-05T09:00:00.999999999999Z, 1767603600",
        "2026-01-05T10:00:00+01:00, 1767603600",
        "2026-01-05T14:30:00.5+05:30, 1767603600",
        "2024-02-29T00:00:00-00:00, 1709164800",
        "1970-01-01T00:00:00Z, 0",
        "9999-12-31T23:59:59Z, 253402300799"
    })
    void aTimeWithAnOffsetIsTaken(String text, long epochSecond) {
        assertThat(text(TimestampFormat.ISO_8601, text)).isEqualTo(accepted(epochSecond));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05T09:00:00", // the zone would be a guess
                "2026-01-05 09:00:00Z",
                "2026-01-05T09:00Z",
                "2026-01-05T09:00:00.Z",
                "2026-01-05T09:00:00z",
                "2026-01-05T09:00:00+0100",
                "2026-01-05T09:00:00+01",
                "2026-01-05T09:00:00+19:00",
                "2026-01-05T09:00:00[Europe/Berlin]",
                "2026-02-29T09:00:00Z",
                "2026-13-01T09:00:00Z",
                "2026-01-05T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "20260105T090000Z",
                "1767603600",
                "٢٠٢٦-01-05T09:00:00Z"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(text(TimestampFormat.ISO_8601, text)).isEqualTo(rejected(FieldFault.NOT_A_TIME));
    }

    @Test
    void aNumberIsNoIsoTimeOfAnySize() {
        LoginForm huge = form(TimestampFormat.ISO_8601);
        huge.hugeInteger(LoginField.TIMESTAMP);

        assertThat(integer(TimestampFormat.ISO_8601, 0)).isEqualTo(rejected(FieldFault.NOT_A_TIME));
        assertThat(huge.check(MissingDeviceType.DEAD_LETTER)).isEqualTo(rejected(FieldFault.NOT_A_TIME));
    }

    @Test
    void whatIsBeforeTheBeginningByLessThanASecondIsOutOfRange() {
        assertThat(integer(TimestampFormat.EPOCH_MILLIS, -1)).isEqualTo(rejected(FieldFault.OUT_OF_RANGE));
        assertThat(text(TimestampFormat.ISO_8601, "1969-12-31T23:59:59.999Z"))
                .isEqualTo(rejected(FieldFault.OUT_OF_RANGE));
    }

    @Test
    void aMomentInASmallerUnitIsRecognized() {
        assertThat(integer(TimestampFormat.EPOCH_SECONDS, 1_694_623_430_000L))
                .isEqualTo(rejected(FieldFault.IN_MILLISECONDS));
        assertThat(text(TimestampFormat.EPOCH_SECONDS, "1694623430000000"))
                .isEqualTo(rejected(FieldFault.IN_MICROSECONDS));
        assertThat(integer(TimestampFormat.EPOCH_MILLIS, 1_694_623_430_000_000L))
                .isEqualTo(rejected(FieldFault.IN_MICROSECONDS));
    }

    private static Validation text(TimestampFormat format, String text) {
        LoginForm form = form(format);
        form.text(LoginField.TIMESTAMP, text);
        return form.check(MissingDeviceType.DEAD_LETTER);
    }

    private static Validation integer(TimestampFormat format, long number) {
        LoginForm form = form(format);
        form.integer(LoginField.TIMESTAMP, number);
        return form.check(MissingDeviceType.DEAD_LETTER);
    }

    private static LoginForm form(TimestampFormat format) {
        LoginForm form = new LoginForm(UserHash.OFF, format);
        Forms.fillIn(form, LoginField.TIMESTAMP);
        return form;
    }

    private static Validation accepted(long epochSecond) {
        return new LoginEvent(
                Forms.fit(LoginField.APP_VERSION),
                Forms.fit(LoginField.LOCALE),
                epochSecond,
                Forms.fit(LoginField.DEVICE_TYPE));
    }

    private static Validation rejected(FieldFault fault) {
        return new Validation.Rejected(List.of(new Reason.OfField(LoginField.TIMESTAMP, fault)));
    }
}
