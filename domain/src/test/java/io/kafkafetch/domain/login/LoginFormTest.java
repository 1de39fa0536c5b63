package io.kafkafetch.domain.login;

import static io.kafkafetch.domain.login.MissingDeviceType.DEAD_LETTER;
import static io.kafkafetch.domain.login.MissingDeviceType.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.login.Validation.Rejected;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginFormTest {

    @Test
    void aFormWithEveryFieldGivenIsAcceptedAsThatLogin() {
        LoginForm form = new LoginForm();
        form.text(LoginField.USER_ID, "u");
        form.text(LoginField.APP_VERSION, "2.3.0");
        form.text(LoginField.IP, "1.2.3.4");
        form.text(LoginField.LOCALE, "RI");
        form.text(LoginField.DEVICE_ID, "d");
        form.integer(LoginField.TIMESTAMP, 1_700_000_000);
        form.text(LoginField.DEVICE_TYPE, "iOS");

        assertThat(form.check(DEAD_LETTER)).isEqualTo(new LoginEvent("2.3.0", "RI", 1_700_000_000, "iOS"));
    }

    @Test
    void aFormWithNothingGivenMissesEveryFieldInTheirOrder() {
        assertThat(new LoginForm().check(DEAD_LETTER))
                .isEqualTo(new Rejected(Arrays.stream(LoginField.values())
                        .<Reason>map(field -> new Reason.OfField(field, FieldFault.MISSING))
                        .toList()));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatIsNotGivenIsMissing(LoginField field) {
        assertThat(Forms.filledInBut(field).check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.MISSING));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldGivenAsNullIsMissing(LoginField field) {
        LoginForm form = Forms.filledInBut(field);
        form.nothing(field);

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.MISSING));
    }

    @ParameterizedTest
    @EnumSource
    void aBlankFieldIsRejectedWithItsReason(LoginField field) {
        LoginForm form = Forms.filledInBut(field);
        form.text(field, "\u00a0 ");

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.BLANK));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatIsNeitherTextNorAWholeNumberIsOfTheWrongType(LoginField field) {
        LoginForm form = Forms.filledInBut(field);
        form.wrongType(field);

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.WRONG_TYPE));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIMESTAMP")
    void aTextFieldGivenAsAWholeNumberOfAnySizeIsOfTheWrongType(LoginField field) {
        LoginForm form = Forms.filledInBut(field);
        form.integer(field, 0);
        LoginForm huge = Forms.filledInBut(field);
        huge.hugeInteger(field);

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.WRONG_TYPE));
        assertThat(huge.check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.WRONG_TYPE));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIMESTAMP")
    void aTextOfMoreThan256CodePointsIsTooLong(LoginField field) {
        LoginForm form = Forms.filledInBut(field);
        form.text(field, "\uD83D\uDE00".repeat(257));

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.TOO_LONG));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIMESTAMP")
    void aTextWithALoneSurrogateIsNotUnicode(LoginField field) {
        LoginForm form = Forms.filledInBut(field);
        form.text(field, "a\ud83d");

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(field, FieldFault.NOT_UNICODE));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldGivenTwiceIsRepeatedWhateverElseIsWrongWithIt(LoginField field) {
        List<FillIn> ways = List.of(
                form -> form.text(field, "1"),
                form -> form.text(field, " "),
                form -> form.integer(field, 1),
                form -> form.integer(field, -1),
                form -> form.hugeInteger(field),
                form -> form.nothing(field),
                form -> form.wrongType(field));

        for (FillIn first : ways) {
            for (FillIn second : ways) {
                LoginForm form = Forms.filledInBut(field);
                first.into(form);
                second.into(form);
                assertThat(form.check(UNKNOWN)).isEqualTo(rejected(field, FieldFault.REPEATED));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "1", "1700000000", "253402300799"})
    void aTimestampMayBeTheTextOfAnInteger(String text) {
        LoginForm form = Forms.filledInBut(LoginField.TIMESTAMP);
        form.text(LoginField.TIMESTAMP, text);

        assertThat(form.check(DEAD_LETTER))
                .isInstanceOfSatisfying(
                        LoginEvent.class,
                        accepted -> assertThat(accepted.timestamp()).isEqualTo(Long.parseLong(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", "00", "-01", "--1", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "1_000", "soon", "\u0661",
                "\uff11", "1\ud83d", "1\n"
            })
    void aTimestampThatIsTheTextOfSomethingElseIsOfTheWrongType(String text) {
        LoginForm form = Forms.filledInBut(LoginField.TIMESTAMP);
        form.text(LoginField.TIMESTAMP, text);

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.WRONG_TYPE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "253402300800",
                "4102444800000",
                "9223372036854775807",
                "9223372036854775808",
                "9999999999999999999",
                "-9223372036854775809",
                "18446744073709551616",
                "100000000000000000000000000000000000000000"
            })
    void aTimestampThatIsTheTextOfAnIntegerOfAnySizeIsOutOfRangeBefore1970AndAfter9999(String text) {
        LoginForm form = Forms.filledInBut(LoginField.TIMESTAMP);
        form.text(LoginField.TIMESTAMP, text);

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
    }

    @Test
    void aTimestampOfAMillionDigitsIsOutOfRangeToo() {
        LoginForm form = Forms.filledInBut(LoginField.TIMESTAMP);
        form.text(LoginField.TIMESTAMP, "1".repeat(1_000_000));

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 253_402_300_799L})
    void aTimestampMayBeAnIntegerFrom1970To9999(long timestamp) {
        LoginForm form = Forms.filledInBut(LoginField.TIMESTAMP);
        form.integer(LoginField.TIMESTAMP, timestamp);

        assertThat(form.check(DEAD_LETTER)).isInstanceOf(LoginEvent.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253_402_300_800L, Long.MIN_VALUE, Long.MAX_VALUE})
    void aTimestampThatIsAnyOtherIntegerIsOutOfRange(long timestamp) {
        LoginForm form = Forms.filledInBut(LoginField.TIMESTAMP);
        form.integer(LoginField.TIMESTAMP, timestamp);

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
    }

    @Test
    void aTimestampThatNoLongHoldsIsOutOfRange() {
        LoginForm form = Forms.filledInBut(LoginField.TIMESTAMP);
        form.hugeInteger(LoginField.TIMESTAMP);

        assertThat(form.check(DEAD_LETTER)).isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
    }

    @Test
    void aMissingDeviceTypeIsUnknownWhereThePolicySaysSo() {
        LoginForm absent = Forms.filledInBut(LoginField.DEVICE_TYPE);
        LoginForm isNull = Forms.filledInBut(LoginField.DEVICE_TYPE);
        isNull.nothing(LoginField.DEVICE_TYPE);

        for (LoginForm form : List.of(absent, isNull)) {
            assertThat(form.check(UNKNOWN))
                    .isInstanceOfSatisfying(
                            LoginEvent.class,
                            accepted -> assertThat(accepted.deviceType()).isEqualTo("unknown"));
        }
    }

    @Test
    void aDeviceTypeThatIsGivenWrongIsMendedByNoPolicy() {
        LoginForm blank = Forms.filledInBut(LoginField.DEVICE_TYPE);
        blank.text(LoginField.DEVICE_TYPE, "");
        LoginForm number = Forms.filledInBut(LoginField.DEVICE_TYPE);
        number.integer(LoginField.DEVICE_TYPE, 1);

        assertThat(blank.check(UNKNOWN)).isEqualTo(rejected(LoginField.DEVICE_TYPE, FieldFault.BLANK));
        assertThat(number.check(UNKNOWN)).isEqualTo(rejected(LoginField.DEVICE_TYPE, FieldFault.WRONG_TYPE));
    }

    @Test
    void noOtherMissingFieldIsMendedWithTheDeviceType() {
        LoginForm form = Forms.filledInBut(LoginField.DEVICE_TYPE, LoginField.LOCALE);

        assertThat(form.check(UNKNOWN)).isEqualTo(rejected(LoginField.LOCALE, FieldFault.MISSING));
    }

    private static Rejected rejected(LoginField field, FieldFault fault) {
        return new Rejected(List.of(new Reason.OfField(field, fault)));
    }

    private interface FillIn {
        void into(LoginForm form);
    }
}
