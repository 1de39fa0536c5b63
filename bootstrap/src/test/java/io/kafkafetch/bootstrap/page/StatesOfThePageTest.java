package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                .insights("unavailable_since", "\"2026-11-25T10:59:50Z\"")
                .insights("problem", "\"the topic insights cannot be read: TimeoutException\""));
        assertThat(page.id("unavailable")).containsText(Pattern.compile("since (25 Nov, )?11:59:50"));
        assertThat(page.id("kpi-rate"))
                .containsText(Pattern.compile("not known since (25 Nov, )?11:59:50 \\(last: 1,000\\)"));
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
        service.update(Document.nothing()
                .pipeline("status", "\"DOWN\"")
                .pipeline("trouble_reports", "null")
                .pipeline("troubles", """
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

    private static final String REPORTS = """
            [{"code": "cluster-away", "severity": "down", "place": "lane 0: committing, progress",
              "what": "Kafka does not answer", "since": "2026-11-25T10:59:48Z", "effect": "Nothing is lost.",
              "doing": "It tries again every few seconds.", "action": "See to the cluster.",
              "details": "TimeoutException: Call(callName=listNodes, deadlineMs=%d)", "runbook": "%s"}]""";

    @Test
    void aTroubleIsToldForPeopleWithItsDetailsFoldedAndStayingOpenOnceOpened() {
        opened(Document.sample()
                .pipeline("status", "\"DOWN\"")
                .pipeline("troubles", "{\"progress\": \"x\"}")
                .pipeline("trouble_reports", REPORTS.formatted(1, "https://example.org/RUNBOOK.md#cluster-away")));
        assertThat(page.id("troubles")).containsText("Kafka does not answer");
        assertThat(page.id("troubles")).containsText(Pattern.compile("since (25 Nov, )?11:59:48"));
        assertThat(page.id("troubles")).containsText("Nothing is lost. It tries again every few seconds.");
        assertThat(page.id("troubles")).containsText("What to do: See to the cluster.");
        assertThat(page.id("troubles").locator("a"))
                .hasAttribute("href", "https://example.org/RUNBOOK.md#cluster-away");
        assertThat(page.id("troubles").locator("pre")).isHidden();
        page.id("troubles").locator("summary").click();
        service.update(Document.nothing()
                .pipeline("trouble_reports", REPORTS.formatted(2, "https://example.org/RUNBOOK.md#cluster-away")));
        assertThat(page.id("troubles").locator("pre")).containsText("deadlineMs=2");
        assertThat(page.id("troubles").locator("pre")).isVisible();
        service.update(Document.nothing()
                .pipeline("status", "\"UP\"")
                .pipeline("troubles", "{}")
                .pipeline("trouble_reports", "[]"));
        assertThat(page.id("troubles")).isHidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/RUNBOOK.md#cluster-away", "javascript:alert(1)", "//elsewhere.example/x"})
    void aRunbookThatIsNoAddressOfTheWebIsNoLink(String runbook) {
        opened(Document.sample()
                .pipeline("status", "\"DOWN\"")
                .pipeline("trouble_reports", REPORTS.formatted(1, runbook)));
        assertThat(page.id("troubles")).containsText("Runbook: " + runbook);
        assertThat(page.id("troubles").locator("a")).hasCount(0);
    }

    /** The service answers, and its cluster does not: what the issue saw as "keeping up" beside "Not healthy". */
    @Test
    void whileTheClusterIsAwayNothingIsClaimedToBeKnown() {
        opened(Document.sample());
        service.update(Document.nothing().pipeline("fresh", "false"));
        assertThat(page.id("verdict-title")).hasText("Progress is not known");
        assertThat(page.id("connection")).hasText("Connected");
        assertThat(page.id("kpi-lag"))
                .containsText(Pattern.compile("not known since (25 Nov, )?12:00:00 \\(last: 120\\)"));
        assertThat(page.number("lag-records")).isEmpty();
        assertThat(page.id("partitions-sub")).containsText(Pattern.compile("not known since (25 Nov, )?12:00:00"));
        assertThat(page.id("hours-sub")).containsText("not known since then");
        assertThat(page.id("kpi-peak")).containsText(Pattern.compile("as of (25 Nov, )?12:00:00"));
        assertThat(page.page().locator("main"))
                .not()
                .containsText(Pattern.compile("keeping up", Pattern.CASE_INSENSITIVE));
        service.update(Document.nothing().pipeline("fresh", "true").pipeline("lag", """
                {"records": 1795, "seconds": 3.9}"""));
        page.awaitNumber("lag-records", "1795");
        assertThat(page.id("verdict-title")).hasText("Healthy");
        assertThat(page.id("kpi-lag")).containsText("keeping up");
    }

    @Test
    void whileTheClusterIsAwayTheLinesHaveAGap() {
        steersTime();
        opened(Document.sample());
        page.passes(Duration.ofSeconds(1));
        service.update(looked(1, true));
        awaitPoints(2);
        for (int i = 0; i < 10; i++) { // the service speaks, and knows nothing new
            page.passes(Duration.ofSeconds(2));
            service.update(looked(1, i < 3));
        }
        page.passes(Duration.ofSeconds(1));
        service.update(looked(30, true));
        awaitPoints(4);
        assertThat(page.page().evaluate(LAG + ".map(({ y }) => y === null)"))
                .isEqualTo(List.of(false, false, true, false));
    }

    private static final String LAG = "Chart.getChart('lag-chart').data.datasets[0].data";

    private void awaitPoints(int points) {
        page.page().waitForCondition(() -> {
            page.passes(Duration.ofSeconds(1));
            return page.page().evaluate(LAG + ".length").equals(points);
        });
    }

    private static Document looked(int second, boolean fresh) {
        return Document.nothing()
                .pipeline("fresh", String.valueOf(fresh))
                .pipeline("checked_at", "\"2026-11-25T11:00:%02dZ\"".formatted(second));
    }

    @Test
    void recordsThatWereLostAreNamedWithTheirCause() {
        opened(Document.sample());
        assertThat(page.id("lost")).isHidden();
        service.update(Document.nothing().pipeline("lost", """
                [{"cause": "deleted", "losses": 1, "records": 523}, {"cause": "recreated", "losses": 2, "records": 1},
                 {"cause": "rotated_away", "losses": 1, "records": 0}, {"cause": "deleted", "losses": 0, "records": 0}]"""));
        assertThat(page.id("lost").locator("li")).hasText(new String[] {
            "523 records were deleted before they could be read.",
            "1 record was in a topic or file that was recreated before its end was read, at 2 places.",
            "An unknown number of records were in rotated files that are gone or cannot be read."
        });
        assertThat(page.id("lost")).containsText("They are in no batch and in no dead letter.");
    }

    @Test
    void skippedEventsAreCountedByTheirRuleWhereThereAreAny() {
        opened(Document.sample());
        assertThat(page.id("skipped")).isHidden();
        service.update(Document.nothing().pipeline("skipped", """
                [{"rule": "/eventType", "count": 12000}]"""));
        assertThat(page.id("skipped"))
                .hasText(Pattern.compile("12,000 skipped, no logins by /eventType, by worker-7f9c-0 since .*"));
        service.update(Document.nothing().pipeline("skipped", """
                [{"rule": "/eventType", "count": 12000}, {"rule": "/outcome/result", "count": 34},
                 {"rule": "/a", "count": 2}, {"rule": "/b", "count": 1}]"""));
        assertThat(page.id("skipped"))
                .hasText(Pattern.compile(
                        "12,037 skipped, no logins by /eventType 12,000 · /outcome/result 34 · /a 2 · 1 more, by .*"));
    }

    @Test
    void aFeedWithoutALoginSaysHowManyEventsWereSkipped() {
        opened(Document.empty());
        assertThat(page.id("empty")).containsText("Logins are read from the topic");
        service.update(Document.nothing().pipeline("skipped", """
                [{"rule": "/eventType", "count": 1}]"""));
        assertThat(page.id("empty"))
                .containsText("1 event was read, and skipped: it is no login by the mapping. Logins are read from");
        service.update(Document.nothing().pipeline("skipped", """
                [{"rule": "/eventType", "count": 1200}]"""));
        assertThat(page.id("empty"))
                .containsText("1,200 events were read, and skipped: none is a login by the mapping.");
    }
}
