package io.kafkafetch.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonTextTest {

    @ParameterizedTest
    @CsvSource({
        "USER_ID, MISSING, user_id is missing",
        "IP, BLANK, ip is blank",
        "LOCALE, WRONG_TYPE, locale is not text",
        "TIMESTAMP, WRONG_TYPE, timestamp is neither an integer nor the text of one",
        "TIMESTAMP, OUT_OF_RANGE, timestamp is not within 0 to 253402300799 epoch seconds",
        "APP_VERSION, TOO_LONG, app_version is longer than 256 characters",
        "DEVICE_ID, NOT_UNICODE, device_id holds half a character (a lone surrogate)",
        "DEVICE_TYPE, REPEATED, device_type is given more than once"
    })
    void aFaultOfAFieldNamesTheField(LoginField field, FieldFault fault, String text) {
        assertThat(ReasonText.of(new Reason.OfField(field, fault))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "TOMBSTONE, the record has no value",
        "EMPTY, the value is empty",
        "TOO_LARGE, the record is larger than the limit",
        "NOT_UTF8, the value is not UTF-8",
        "NOT_JSON, the value is not JSON",
        "NOT_AN_OBJECT, the value is JSON but not an object",
        "UNKNOWN_SCHEMA, the schema registry has no schema of the id that the value names",
        "WRONG_SCHEMA_TYPE, 'the value''s schema is of a kind that cannot be read, or describes no object'",
        "NOT_AVRO, the value is not what its Avro schema describes",
        "NOT_PROTOBUF, the value is not what its Protobuf schema describes"
    })
    void aFaultOfTheRecordIsSaidOfItsValue(RecordFault fault, String text) {
        assertThat(ReasonText.of(new Reason.OfRecord(fault))).isEqualTo(text);
    }

    @Test
    void severalReasonsStandInTheirOrder() {
        assertThat(ReasonText.of(List.of(
                        new Reason.OfField(LoginField.USER_ID, FieldFault.MISSING),
                        new Reason.OfField(LoginField.IP, FieldFault.BLANK))))
                .isEqualTo("user_id is missing; ip is blank");
    }
}
