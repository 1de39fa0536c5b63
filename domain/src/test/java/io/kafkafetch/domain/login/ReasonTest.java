package io.kafkafetch.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void theCodesOfAllFaultsAreThoseOfTheWireContract() {
        assertThat(Arrays.stream(FieldFault.values()).map(fault -> new Reason.OfField(LoginField.IP, fault).code()))
                .containsExactly(
                        "missing",
                        "blank",
                        "wrong-type",
                        "out-of-range",
                        "out-of-range",
                        "out-of-range",
                        "not-a-time",
                        "not-in-table",
                        "too-long",
                        "not-unicode",
                        "repeated");
        assertThat(Arrays.stream(RecordFault.values()).map(fault -> new Reason.OfRecord(fault).code()))
                .containsExactly(
                        "tombstone",
                        "empty",
                        "too-large",
                        "not-utf8",
                        "not-json",
                        "not-an-object",
                        "unknown-schema",
                        "wrong-schema-type",
                        "not-avro",
                        "not-protobuf");
    }

    @Test
    void theFieldsAreNamedAndOrderedAsOnTheWire() {
        assertThat(Arrays.stream(LoginField.values()).map(LoginField::wireName))
                .containsExactly("user_id", "app_version", "ip", "locale", "device_id", "timestamp", "device_type");
    }

    @Test
    void anUndecodableRecordIsRejectedForThatAlone() {
        assertThat(Validation.undecodable(RecordFault.NOT_JSON))
                .isEqualTo(new Validation.Rejected(List.of(new Reason.OfRecord(RecordFault.NOT_JSON))));
    }

    @Test
    void aRejectionWithoutAReasonIsRefused() {
        assertThatThrownBy(() -> new Validation.Rejected(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rejection needs a reason");
    }

    @Test
    void aRejectionKeepsNoHoldOnTheListItIsMadeOf() {
        List<Reason> given = new ArrayList<>(List.of(new Reason.OfRecord(RecordFault.EMPTY)));
        Validation.Rejected rejected = new Validation.Rejected(given);
        given.clear();

        assertThat(rejected.reasons()).hasSize(1);
    }
}
