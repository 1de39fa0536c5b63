package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each state of the page in both themes, by the rules of axe-core: WCAG 2.2 A and AA and best practices. */
class AccessibilityOfThePageTest extends PageTest {

    private void in(ColorScheme theme) {
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    }

    /** Violations alone are written down: what passes is the most by far, and takes longer than the checks. */
    private void assertAccessible() {
        if (Boolean.FALSE.equals(page.page().evaluate("'axe' in globalThis"))) {
            page.page().evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
        }
        assertThat((List<?>) page.page().evaluate("""
                () => axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
                    violations.map(({ impact, id, nodes }) => `${impact} ${id}: ` + nodes.slice(0, 5).map(({ html, any }) =>
                        html + " " + any.map(({ message }) => message).join(", ")).join("; ")))""")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aGoodDay(ColorScheme theme) {
        in(theme);
        opened(Document.sample());
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void tablesAndAllThatCanBeExpanded(ColorScheme theme) {
        in(theme);
        opened(Document.sample());
        for (String view : List.of("throughput", "lag", "hours", "map")) {
            page.tableButton(view).click();
        }
        page.page().locator("button.more:visible").all().forEach(button -> button.click());
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aRangeOfTimeWithAChosenRegion(ColorScheme theme) {
        in(theme);
        opened(Document.sample().pipeline("rollups", "true"));
        page.awaitRange();
        page.id("range-region-rows").locator("a").first().click();
        assertThat(page.id("range-chosen")).isVisible();
        assertAccessible();
        for (String view : List.of("range-trend", "range-hours")) {
            page.tableButton(view).click();
        }
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aRangeOfOnesOwnThatIsNone(ColorScheme theme) {
        in(theme);
        service.rollups().uniqueUsers("""
                {"estimate": 12304, "lower": 12051, "upper": 12558}""");
        service.rollups().series("1h", """
                [{"start": "2025-11-25T12:00:00Z", "logins": 700, "coarse": 0,
                  "unique_users": {"estimate": 612, "lower": 600, "upper": 625}}]""");
        opened(Document.sample().pipeline("rollups", "true"));
        page.awaitRange();
        page.tableButton("range-unique").click();
        page.id("range-show").click();
        assertThat(page.id("range-own-error")).containsText("Enter a start and an end");
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aRangeOfTimeThatIsNotOfNow(ColorScheme theme) {
        in(theme);
        opened(Document.sample().pipeline("rollups", "true").pipeline("fresh", "false"));
        assertThat(page.id("ranges")).hasAttribute("data-state", "stale");
        assertAccessible();
        service.rollups().answersWith(503, "rollups-loading");
        page.page().reload();
        assertThat(page.id("ranges-note")).containsText("Waiting for the totals");
        assertAccessible();
        watch.forgiveNetwork();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aBatch(ColorScheme theme) {
        in(theme);
        opened(Document.sample());
        page.batch("user-login-0@49734-49787").click();
        page.dialog().locator("summary").click();
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void connecting(ColorScheme theme) {
        in(theme);
        service.staysSilent();
        page.open(service.address());
        assertThat(page.id("connection")).hasText("Connecting");
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void empty(ColorScheme theme) {
        in(theme);
        opened(Document.empty());
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void loading(ColorScheme theme) {
        in(theme);
        opened(Document.sample().insights("state", "\"loading\"").insights("loading", """
                {"read": 12000, "total": 40000}"""));
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void inTroubleBehindAndUnavailable(ColorScheme theme) {
        in(theme);
        opened(Document.sample()
                .insights("state", "\"unavailable\"")
                .insights("problem", "\"TimeoutException\"")
                .pipeline("status", "\"DOWN\"")
                .pipeline("lag", """
                        {"records": 48211, "seconds": 93.4}""")
                .pipeline("fresh", "false")
                .pipeline("lost", """
                        [{"cause": "deleted", "losses": 1, "records": 523}]""")
                .pipeline("skipped", """
                        [{"rule": "/eventType", "count": 12000}]""")
                .pipeline("trouble_reports", """
                        [{"code": "cluster-away", "severity": "down", "place": "progress", "what": "Kafka does not answer",
                          "since": "2026-11-25T10:59:48Z", "effect": "Nothing is lost.", "doing": "It tries again.",
                          "action": "See to the cluster.", "details": "TimeoutException: Timeout expired",
                          "runbook": "https://example.org/RUNBOOK.md"}]"""));
        page.id("troubles").locator("summary").click();
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void stale(ColorScheme theme) {
        in(theme);
        steersTime();
        opened(Document.sample());
        page.passes(Duration.ofSeconds(7));
        assertThat(page.id("stale")).isVisible();
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aDeadLetter(ColorScheme theme) {
        in(theme);
        opened(Document.sample());
        page.id("letter-rows").locator("button").first().click();
        assertThat(page.id("letter-facts")).isVisible();
        assertAccessible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void theDescriptionOfTheApi(ColorScheme theme) {
        in(theme);
        page.open(service.address() + "docs");
        assertThat(page.page().locator(".opblock-summary-path").first()).containsText("/api/dead-letters");
        assertThat(page.page().locator(".opblock")).hasCount(described());
        assertAccessible();
    }

    /** How many requests the description has: the page that shows it has made all its parts when it shows as many. */
    private int described() {
        return (Integer) page.page().evaluate("""
                () => fetch("/openapi.yml").then(answer => answer.text())
                    .then(text => text.match(/^ {4}(get|put|post|delete|patch):/gm).length)""");
    }
}
