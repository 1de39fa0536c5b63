package io.kafkafetch.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.Logins;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginEventTest {

    @ParameterizedTest
    @EnumSource(names = {"APP_VERSION", "LOCALE", "DEVICE_TYPE"})
    void aTextThatIsBlankTooLongOrNotUnicodeIsRefused(LoginField field) {
        assertThatThrownBy(() -> with(field, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(field.wireName() + " is blank");
        assertThatThrownBy(() -> with(field, "a".repeat(257)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(field.wireName() + " is too-long");
        assertThatThrownBy(() -> with(field, "\ud800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(field.wireName() + " is not-unicode");
        assertThat(with(field, "a".repeat(256))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 253_402_300_799L})
    void aTimestampFrom1970To9999IsAccepted(long timestamp) {
        assertThat(Logins.at(timestamp).timestamp()).isEqualTo(timestamp);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253_402_300_800L, Long.MIN_VALUE, Long.MAX_VALUE})
    void aTimestampBefore1970OrAfter9999IsRefused(long timestamp) {
        assertThatThrownBy(() -> Logins.at(timestamp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timestamp is out of range");
    }

    @Test
    void theLastTimestampIsTheLastSecondOfTheYear9999() {
        assertThat(LoginEvent.MAX_TIMESTAMP)
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
    }

    private static LoginEvent with(LoginField field, String text) {
        return new LoginEvent(
                field == LoginField.APP_VERSION ? text : "2.3.0",
                field == LoginField.LOCALE ? text : "RI",
                0,
                field == LoginField.DEVICE_TYPE ? text : "iOS");
    }
}
