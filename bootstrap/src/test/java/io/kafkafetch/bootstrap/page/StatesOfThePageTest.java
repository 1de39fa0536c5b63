package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

class StatesOfThePageTest extends PageTest {

    @Test
    void beforeTheFirstSnapshotThePageSaysThatItConnects() {
        service.staysSilent();
        page.open(service.address());
        assertThat(page.id("verdict-title")).hasText("Connecting to the service");
        assertThat(page.id("connection")).hasText("Connecting");
        assertThat(page.id("hours")).isHidden();
    }

    @Test
    void whileItLoadsThePageShowsHowFarItIs() {
        opened(Document.sample().insights("state", "\"loading\"").insights("loading", """
                {"read": 12000, "total": 40000}"""));
        assertThat(page.id("loading")).containsText("12,000 of 40,000 records.");
        assertThat(page.id("loading-progress")).hasJSProperty("value", 30);
        service.update(Document.nothing().insights("state", "\"live\"").insights("loading", "null"));
        assertThat(page.id("loading")).isHidden();
        assertThat(page.id("hours")).isVisible();
    }

    @Test
    void aLoadingOfUnknownLengthHasNoEnd() {
        opened(Document.empty().insights("state", "\"loading\"").insights("loading", """
                {"read": 0, "total": 0}"""));
        assertThat(page.id("loading-progress")).hasJSProperty("position", -1);
        assertThat(page.id("empty")).isHidden();
    }

    @Test
    void insightsThatCannotBeReadSayWhyAndThePipelineGoesOn() {
        opened(Document.sample()
                .insights("state", "\"unavailable\"")
                .insights("problem", "\"the topic insights cannot be read: TimeoutException\""));
        assertThat(page.id("unavailable")).containsText("the topic insights cannot be read: TimeoutException");
        assertThat(page.id("unavailable")).containsText("What is below was read before.");
        assertThat(page.id("verdict-title")).hasText("Healthy");
        service.update(Document.nothing().insights("state", "\"live\"").insights("problem", "null"));
        assertThat(page.id("unavailable")).isHidden();
    }

    @Test
    void anEmptyPipelineSaysHowToSendTheFirstLogins() {
        opened(Document.empty());
        assertThat(page.id("empty")).containsText("Waiting for the first login");
        assertThat(page.id("empty")).containsText("./kafka-fetch generate --count 10000");
        assertThat(page.id("hours")).isHidden();
        assertThat(page.id("verdict-detail")).hasText("Ready, and nothing is waiting.");
        service.update(Document.nothing().insights("totals", """
                {"logins": 50, "rejected": 0, "batches": 1, "insights": 30}"""));
        assertThat(page.id("empty")).isHidden();
        assertThat(page.id("hours")).isVisible();
    }

    @Test
    void anEmptyHttpSourceNamesTheAddressToPostTo() {
        opened(Document.empty().pipeline("source", "\"http\""));
        assertThat(page.id("empty")).containsText(service.address().replace("http://", "") + "api/logins");
    }

    @Test
    void withoutRejectedRecordsThePageSaysSo() {
        opened(Document.sample().insights("dead_letters", """
                {"by_reason": [], "latest": []}"""));
        assertThat(page.id("rejects-none")).hasText("No record was rejected.");
    }

    @Test
    void aServiceInTroubleIsNamedWithItsTroublesAndIsWellAgain() {
        opened(Document.sample());
        service.update(Document.nothing().pipeline("status", "\"DOWN\"").pipeline("troubles", """
                {"lane 0: committing": "TimeoutException: Timeout expired"}"""));
        assertThat(page.id("verdict-title")).hasText("Not healthy");
        assertThat(page.id("verdict")).hasAttribute("data-level", "bad");
        assertThat(page.id("troubles")).hasText("lane 0: committing TimeoutException: Timeout expired");
        assertThat(page.id("announcer")).hasText("Not healthy. worker-7f9c-0 is in trouble:");
        assertThat(page.page()).hasTitle("Down · kafka-fetch");
        service.update(Document.nothing().pipeline("status", "\"UP\"").pipeline("troubles", "{}"));
        assertThat(page.id("verdict-title")).hasText("Healthy");
        assertThat(page.id("troubles")).isHidden();
        assertThat(page.page()).hasTitle("kafka-fetch");
    }

    @Test
    void aLongLagIsSaidInWords() {
        opened(Document.sample().pipeline("lag", """
                {"records": 48211, "seconds": 93.4}"""));
        assertThat(page.id("kpi-lag")).containsText("1\u202fmin 33\u202fs – late");
    }
}
