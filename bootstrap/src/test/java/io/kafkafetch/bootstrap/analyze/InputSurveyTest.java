package io.kafkafetch.bootstrap.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.file.text.InputText;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.LoginEvent;
import org.junit.jupiter.api.Test;

class InputSurveyTest {

    private static final Origin ORIGIN = new Origin(new Partition("user-login", 0), 0);

    private final InputSurvey survey = new InputSurvey();

    private void skips(String rule, int events) {
        for (int i = 0; i < events; i++) {
            survey.add(new Delivery.Skipped(ORIGIN, rule, 0));
        }
    }

    @Test
    void skippedEventsAreAddedUpByRuleOverAllInputsTheMostFirst() {
        assertThat(survey.skips()).isEmpty();

        skips("/outcome/result", 34);
        survey.end("one.jsonl", new InputText());
        skips("/eventType", 1_200);
        survey.add(new Delivery.Login(ORIGIN, new LoginEvent("2.3.0", "RI", 7, "iOS")));
        survey.end("two.jsonl", new InputText());

        assertThat(survey.skips()).contains("skipped by /eventType (1,200), /outcome/result (34)");
    }

    @Test
    void anInputOfWhichAllIsSkippedGetsAHint() {
        skips("/eventType", 1_200);
        survey.end("one.jsonl", new InputText());
        skips("/eventType", 5);
        survey.add(new Delivery.Login(ORIGIN, new LoginEvent("2.3.0", "RI", 7, "iOS")));
        survey.end("two.jsonl", new InputText());
        survey.end("empty.jsonl", new InputText());

        assertThat(survey.remarks())
                .containsExactly(
                        "hint: one.jsonl: all of its events were skipped (1,200), none is a login by this mapping: is"
                                + " it the mapping of this feed? `kafka-fetch mapping check` shows line by line what becomes what");
    }
}
