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
        assertThat(page.id("hours-sub")).hasText("all 92,172 logins, in the zone UTC");
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
}
