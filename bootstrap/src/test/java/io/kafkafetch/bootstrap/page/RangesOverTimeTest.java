package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How the totals of a range follow the service: they are looked at again, awaited, and old where it does not answer. */
class RangesOverTimeTest extends PageTest {

    private static final Duration REFRESH = Duration.ofSeconds(6);

    private void openedAt(String hash) {
        service.shows(Document.sample().pipeline("rollups", "true"));
        page.open(service.address() + hash);
        page.awaitConnected();
    }

    @Test
    void itLooksAgainEveryFewSecondsAndNotWhileNobodySeesThePage() {
        steersTime();
        openedAt("#range=5m");
        page.awaitNumber("range-logins", "12");
        service.rollups().span("5m", "2025-11-25T12:31:00Z", "2025-11-25T12:36:00Z", 13, 10);
        page.passes(REFRESH);
        page.awaitNumber("range-logins", "13");
        assertThat(page.rangeWindows()).containsKey("13:35").doesNotContainKey("13:30");
        setHidden(true);
        page.passes(REFRESH);
        int before = service.rollups().asked().size();
        page.passes(REFRESH);
        page.passes(REFRESH);
        assertThat(service.rollups().asked()).hasSize(before);
        service.rollups().span("5m", "2025-11-25T12:32:00Z", "2025-11-25T12:37:00Z", 14, 10);
        setHidden(false);
        page.awaitNumber("range-logins", "14");
    }

    private void setHidden(boolean hidden) {
        page.page().evaluate("""
                (hidden) => {
                    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
                    document.dispatchEvent(new Event("visibilitychange"));
                }""", hidden);
    }

    @Test
    void untilTheTotalsAreReadThePageWaits() {
        steersTime();
        service.rollups().answersWith(503, "rollups-loading");
        openedAt("#range=5m");
        assertThat(page.id("ranges")).hasAttribute("data-state", "waiting");
        assertThat(page.id("ranges-note")).containsText("Waiting for the totals");
        assertThat(page.id("range-trend")).isHidden();
        service.rollups().answersWith(200, "");
        page.passesUntil(() -> page.number("range-logins").equals("12"));
        assertThat(page.id("ranges-note")).isHidden();
        assertThat(page.id("range-trend")).isVisible();
        watch.forgiveNetwork();
    }

    @Test
    void anotherFailureSaysThatItIsTriedAgain() {
        service.rollups().answersWith(500, "internal-server-error");
        openedAt("#range=5m");
        assertThat(page.id("ranges-note"))
                .hasText("The totals cannot be read at the moment. The page tries again by itself.");
        watch.forgiveNetwork();
    }

    @Test
    void totalsThatAreOldSaySinceWhen() throws IOException {
        steersTime();
        openedAt("#range=5m");
        page.awaitNumber("range-logins", "12");
        service.stop();
        page.passes(REFRESH);
        assertThat(page.id("ranges")).hasAttribute("data-state", "stale");
        assertThat(page.id("ranges-note"))
                .hasText(
                        Pattern.compile(
                                "The totals are not known since .*\\d\\d:\\d\\d:\\d\\d; the numbers below are from that time\\."));
        assertThat(page.number("range-logins")).isEqualTo("12");
        service.restart();
        page.passesUntil(() -> "shown".equals(page.id("ranges").getAttribute("data-state")));
        assertThat(page.id("ranges-note")).isHidden();
        watch.forgiveNetwork();
    }

    @Test
    void whileTheClusterIsAwayTheTotalsAreNotThoseOfNow() {
        openedAt("#range=5m");
        page.awaitRange();
        service.update(Document.nothing().pipeline("fresh", "false"));
        assertThat(page.id("ranges")).hasAttribute("data-state", "stale");
        assertThat(page.id("ranges-note")).containsText("not known since");
        service.update(Document.nothing().pipeline("fresh", "true"));
        page.awaitRange();
    }
}
