package io.kafkafetch.adapters.http.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final Validation LOGIN =
            new io.kafkafetch.domain.login.LoginEvent("2.3.0", "RI", 1_700_000_000, "iOS");
    private static final Validation OTHER = new Validation.Skipped("/eventType");
    private static final Validation FAULTY =
            new Validation.Rejected(List.of(new Reason.OfRecord(RecordFault.NOT_AN_OBJECT)));

    private final Verdicts verdicts = new Verdicts(new Admission(HttpSettings.DEFAULT));

    @Test
    void skippedEventsAreNeitherAcceptedNorRejectedAndHaveAPlaceInTheBody() {
        for (Validation verdict : List.of(OTHER, LOGIN, OTHER, FAULTY, OTHER)) {
            verdicts.add(verdict);
        }

        LoginsAnswer answer = verdicts.answer();
        assertThat(answer.accepted()).isEqualTo(1);
        assertThat(answer.rejected()).isEqualTo(1);
        assertThat(answer.skipped()).isEqualTo(3);
        assertThat(answer.rejections()).extracting(Rejection::index).containsExactly(3L);
        assertThat(verdicts.events()).isEqualTo(5);
    }

    @Test
    void nothingIsSaidOfSkippedEventsWhereThereAreNone() {
        verdicts.add(LOGIN);

        assertThat(verdicts.answer().skipped()).isNull();
        assertThat(verdicts.answer().skippedEvents()).isZero();
    }
}
