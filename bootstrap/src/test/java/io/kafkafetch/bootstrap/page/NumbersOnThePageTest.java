package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NumbersOnThePageTest extends PageTest {

    @Test
    void aFreshPageIsCompleteAtOnce() {
        opened(Document.sample());
        assertThat(page.id("verdict-title")).hasText("Healthy");
        assertThat(page.id("verdict-detail")).hasText("Keeping up with what arrives.");
        assertThat(page.number("logins-per-second")).isEqualTo("1000.2");
        assertThat(page.number("lag-records")).isEqualTo("120");
        assertThat(page.number("lag-seconds")).isEqualTo("0.4");
        assertThat(page.number("total-logins")).isEqualTo("92172");
        assertThat(page.number("total-rejected")).isEqualTo("7828");
        assertThat(page.number("total-batches")).isEqualTo("1844");
        assertThat(page.number("total-insights")).isEqualTo("52928");
        assertThat(page.id("kpi-accepted")).containsText(Pattern.compile("since (25 Nov, )?10:00"));
        assertThat(page.id("kpi-accepted")).containsText(Pattern.compile("as of (25 Nov, )?12:00:00"));
        assertThat(page.number("peak-hour")).isEqualTo("19");
        assertThat(page.id("kpi-peak")).containsText("7,144 logins · UTC");
        assertThat(page.id("top-region")).hasText("CA");
        assertThat(page.id("kpi-region")).containsText("11,021 logins · 11.96\u202f%");
        assertThat(page.id("top-device")).hasText("iOS");
        assertThat(page.id("rejected-reasons")).hasText("12.0/s · missing 5,813 · empty 690 · not-utf8 460 · 3 more");
        assertThat(page.lags()).containsEntry("user-login-0", 55L).containsEntry("user-login-1", 65L);
        assertThat(page.id("since")).hasText("Insights published from 25 Nov 2026, 10:00:00 to 25 Nov 2026, 12:00:00.");
    }

    @Test
    void numbersAreWrittenWithThousandsSeparators() {
        opened(Document.sample());
        assertThat(page.id("total-logins")).hasText("92,172");
        assertThat(page.id("logins-per-second")).hasText("1,000");
        assertThat(page.id("rejected-share")).hasText("7.83\u202f%");
    }

    @Test
    void all24HoursAreThereAndThePeakIsNamedWithItsZone() {
        opened(Document.sample());
        assertThat(page.hours())
                .containsExactly(
                        2652L, 1764L, 1323L, 882L, 882L, 1058L, 1764L, 2646L, 3528L, 3969L, 4410L, 4586L, 4851L, 4674L,
                        4410L, 4410L, 4762L, 5292L, 6174L, 7144L, 6703L, 5733L, 4851L, 3704L);
        assertThat(page.id("peak")).hasText("Peak 19:00–20:00: 7,144 logins");
        assertThat(page.id("hours-sub"))
                .hasText(Pattern.compile("92,172 logins ever committed, as of (25 Nov, )?12:00:00; hours in UTC"));
    }

    @Test
    void everyRegionDeviceVersionAndReasonHasItsCount() {
        opened(Document.sample());
        assertThat(page.regions()).hasSize(51).containsEntry("CA", 11021L).containsEntry("WY", 160L);
        assertThat(page.regions().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(92172);
        assertThat(page.devices()).containsOnlyKeys("iOS", "android", "web").containsEntry("web", 9696L);
        assertThat(page.versions()).hasSize(7).containsEntry("2.2.1", 25900L);
        assertThat(page.reasons())
                .hasSize(7)
                .containsEntry("missing device_type", 4613L)
                .containsEntry("empty", 690L);
    }

    @Test
    void theMapShowsWhereTheRegionsAreStates() {
        opened(Document.sample());
        assertThat(page.id("map")).isVisible();
        assertThat(page.id("tile-TX")).hasAttribute("aria-label", "Texas: 8,105 logins");
        assertThat(page.id("map-detail")).containsText("California: 11,021 logins");
        assertThat(page.id("elsewhere")).isHidden();
    }

    @Test
    void countriesAreNoMapAlthoughSomeLookLikeStates() {
        opened(Document.sample().insights("logins_per_region", """
                {"total": 100, "names": 4, "top": [
                  {"region": "DE", "count": 40, "percentage": 40.0}, {"region": "CA", "count": 30, "percentage": 30.0},
                  {"region": "IN", "count": 20, "percentage": 20.0}, {"region": "FR", "count": 10, "percentage": 10.0}]}"""));
        assertThat(page.id("map")).isHidden();
        assertThat(page.regions())
                .containsExactly(
                        Map.entry("DE", 40L), Map.entry("CA", 30L),
                        Map.entry("IN", 20L), Map.entry("FR", 10L));
    }

    @Test
    void whatIsNotAmongTheTopIsCountedAsOthers() {
        opened(Document.sample().insights("logins_per_region", """
                {"total": 1000, "names": 120, "top": [{"region": "north", "count": 600, "percentage": 60.0}]}"""));
        assertThat(page.regions()).containsEntry("north", 600L).containsEntry("119 others", 400L);
    }

    @Test
    void anUpdateReplacesTheMembersItNamesAndNoOther() {
        opened(Document.sample());
        service.update(Document.nothing().insights("totals", """
                        {"logins": 92222, "rejected": 7829, "batches": 1845, "insights": 52960}""").pipeline("lag", """
                        {"records": 70, "seconds": 0.2}"""));
        page.awaitNumber("total-logins", "92222");
        service.update(Document.nothing().pipeline("started_at", "null"));
        assertThat(page.id("facts")).not().containsText("Up since");
        assertThat(page.number("total-logins")).isEqualTo("92222");
        assertThat(page.number("total-rejected")).isEqualTo("7829");
        assertThat(page.number("lag-records")).isEqualTo("70");
        assertThat(page.number("logins-per-second")).isEqualTo("1000.2");
        assertThat(page.id("peak")).hasText("Peak 19:00–20:00: 7,144 logins");
    }

    @Test
    void theLatestBatchesAndDeadLettersAreListedNewestFirst() {
        opened(Document.sample());
        assertThat(page.batches())
                .startsWith("user-login-0@49734-49787", "user-login-1@49734-49787")
                .hasSize(8);
        assertThat(page.allBatches()).hasSize(20).endsWith("user-login-1@49248-49301");
        assertThat(page.id("letter-rows").locator("tr").first()).containsText("user-login-0@49800");
        assertThat(page.id("letter-rows").locator("tr").first().locator(".chip"))
                .hasText(new String[] {"blank user_id", "out-of-range timestamp"});
    }

    @Test
    void noLagIsNotTheSameAsAnUnknownLag() {
        opened(Document.sample().pipeline("lag", """
                {"records": null, "seconds": null}""").pipeline("partitions", """
                [{"topic": "logins.jsonl", "partition": 0, "position": 7, "end": null, "lag": null, "lag_seconds": null}]"""));
        assertThat(page.id("lag-records")).hasText("–");
        assertThat(page.number("lag-records")).isEmpty();
        assertThat(page.page().locator("#lag-chart")).isHidden();
        service.update(Document.nothing().pipeline("lag", """
                {"records": 0, "seconds": 0}"""));
        page.awaitNumber("lag-records", "0");
        assertThat(page.page().locator("#lag-chart")).isVisible();
        assertThat(page.id("verdict-detail")).hasText("Everything that arrived is counted.");
    }

    @Test
    void aNewReasonComesFirstAndEachHasItsRecentRecords() {
        opened(Document.sample().insights("dead_letters", """
                {"by_reason": [
                   {"reason": "missing", "field": "device_type", "count": 4613, "recent": 46,
                    "first": "2026-11-25T09:00:02Z", "latest": "2026-11-25T11:00:00Z"},
                   {"reason": "empty", "field": null, "count": 690, "recent": 0,
                    "first": "2026-11-25T09:00:02Z", "latest": "2026-11-25T10:30:00Z"},
                   {"reason": "not-json", "field": null, "count": 3, "recent": 2,
                    "first": "2026-11-25T10:58:00Z", "latest": "2026-11-25T10:59:59Z"}],
                 "latest": []}"""));
        assertThat(page.id("reason-rows").locator("tr")).hasText(new Pattern[] {
            Pattern.compile("new\\s*not-json\\s*3\\s*0\\.04\u202f%\\s*2"),
            Pattern.compile("2\\s*missing device_type\\s*4,613\\s*58\\.93\u202f%\\s*46"),
            Pattern.compile("3\\s*empty\\s*690\\s*8\\.81\u202f%\\s*0")
        });
    }

    @Test
    void theRejectedShareHasABoundOfItsOwn() {
        opened(Document.sample());
        assertThat(page.id("rejected-share")).not().hasAttribute("data-high", "true");
        assertThat(page.id("kpi-rejected")).not().hasAttribute("data-late", "true");
        service.update(Document.nothing().pipeline("rates", """
                {"logins_per_second": 60.0, "rejected_per_second": 40.0, "window_seconds": 10}"""));
        assertThat(page.id("kpi-rejected")).hasAttribute("data-late", "true");
        assertThat(page.id("rejected-reasons")).containsText("40.00\u202f% of those of now");
        service.update(Document.nothing().insights("totals", """
                {"logins": 70, "rejected": 30, "batches": 2, "insights": 60}"""));
        assertThat(page.id("rejected-share")).hasAttribute("data-high", "true");
    }

    /** Nothing looks like a number that nobody counted, or like a page that waits. */
    @Test
    void whatIsNotPublishedIsSaidInPlaceOfNumbers() {
        opened(Document.empty().insights("hours", """
                        {"zone": "UTC", "logins": [7,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0], "peak": {"hour": 0, "logins": 7}}""").pipeline("insights", "\"none\""));
        assertThat(page.id("total-logins")).hasText("–");
        assertThat(page.id("kpi-accepted")).containsText("not published (INSIGHTS=none)");
        assertThat(page.id("kpi-region")).containsText("not published (INSIGHTS=none)");
        assertThat(page.id("app_version")).containsText("not published (INSIGHTS=none)");
        assertThat(page.id("peak")).hasText("Peak 00:00–01:00: 7 logins");
        assertThat(page.id("since")).hasText("Insights are not published (INSIGHTS=none).");
    }

    @Test
    void whatIsPublishedIsShownBesideWhatIsNot() {
        opened(Document.sample()
                .insights("device_usage", """
                        {"total": 0, "names": 0, "top": []}""")
                .pipeline("insights", "\"peak_hour,logins_per_region,app_version_usage\""));
        assertThat(page.number("total-logins")).isEqualTo("92172");
        assertThat(page.id("top-region")).hasText("CA");
        assertThat(page.id("kpi-device"))
                .containsText("not published (INSIGHTS=peak_hour,logins_per_region,app_version_usage)");
        assertThat(page.id("app_version")).not().containsText("not published");
    }
}
