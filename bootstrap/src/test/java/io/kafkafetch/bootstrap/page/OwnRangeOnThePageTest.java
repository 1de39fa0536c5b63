package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A range of one's own: how it is entered and refused, and how the address keeps it. */
class OwnRangeOnThePageTest extends PageTest {

    private static final String FROM = "2025-11-25T13:30";
    private static final String TO = "2025-11-25T13:36";
    private static final String ADDRESS = "#range=" + FROM + ".." + TO;

    private void openedAt(String hash) {
        service.shows(Document.sample().pipeline("rollups", "true"));
        page.open(service.address() + hash);
        page.awaitConnected();
    }

    private void enter(String from, String to) {
        page.id("range-from").fill(from);
        page.id("range-to").fill(to);
        page.id("range-to").press("Enter");
    }

    @Test
    void whatIsEnteredIsATimeOfTheServicesZoneAndIsInTheAddress() {
        service.rollups().own(FROM, TO, 12, "1m");
        openedAt("");
        page.awaitRange();
        assertThat(page.id("range-own-hint")).containsText("Times in Europe/Berlin.");

        enter(FROM, TO);

        page.awaitNumber("range-logins", "12");
        assertThat(page.page()).hasURL(service.address() + ADDRESS);
        assertThat(page.id("range-span")).hasText("25 Nov 2025, 13:30 to 25 Nov 2025, 13:36");
        assertThat(page.id("range-compared")).hasText("+20\u202f% against the 6\u202fmin before: 10");
        assertThat(page.id("range-choices").locator("[aria-current=true]")).hasCount(0);
        assertThat(page.rangeWindows())
                .containsExactly(
                        Map.entry("13:30", 0L),
                        Map.entry("13:31", 7L),
                        Map.entry("13:32", 0L),
                        Map.entry("13:33", 0L),
                        Map.entry("13:34", 5L),
                        Map.entry("13:35", 0L));
        page.page().reload();
        page.awaitNumber("range-logins", "12");
        assertThat(page.id("range-from")).hasValue(FROM);
        assertThat(page.id("range-to")).hasValue(TO);
        assertThat(page.id("range-csv")).hasAttribute("download", "logins-2025-11-25T1330..2025-11-25T1336.csv");
        page.page().goBack();
        page.awaitNumber("range-logins", "700");
    }

    @Test
    void aNameOfItHasAnAddressToo() {
        service.rollups().own(FROM, TO, 12, "1m");
        openedAt(ADDRESS + "/region/CA");
        page.awaitRange();
        assertThat(page.id("range-chosen")).containsText("Region CA: 9 logins, 75.00\u202f% of the range");
        page.page().waitForCondition(() -> page.rangeWindows().getOrDefault("13:31", 0L) == 4);
    }

    @Test
    void whatIsKeptByTheHourAloneHasABarForEachHour() {
        service.rollups().own("2025-11-25T12:00", "2025-11-25T15:00", 700, "1h");
        openedAt("#range=2025-11-25T12:00..2025-11-25T15:00");
        page.awaitRange();
        assertThat(page.rangeWindows())
                .containsExactly(
                        Map.entry("12:00–13:00", 0L), Map.entry("13:00–14:00", 700L), Map.entry("14:00–15:00", 0L));
        assertThat(page.id("range-trend-title")).hasText("Logins per hour");
    }

    @Test
    void aLongRangeHasABarForEachOfItsDays() {
        service.rollups().own("2025-11-18T00:00", "2025-11-28T00:00", 9000, "1m");
        openedAt("#range=2025-11-18T00:00..2025-11-28T00:00");
        page.awaitRange();
        assertThat(page.rangeWindows())
                .hasSize(10)
                .containsEntry("18 Nov 2025", 0L)
                .containsEntry("20 Nov 2025", 4000L)
                .containsEntry("27 Nov 2025", 0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | 2025-11-25T13:36 | Enter a start and an end, each with date and time.",
                "2025-11-25T13:36 | ''               | Enter a start and an end, each with date and time.",
                "2025-11-25T13:36 | 2025-11-25T13:36 | The end has to be after the start.",
                "2025-11-25T13:37 | 2025-11-25T13:36 | The end has to be after the start.",
                "2025-11-25T08:30 | 2025-11-25T13:00 | A range of more than 4 hours begins and ends on the hour.",
                "2025-11-01T08:00 | 2025-11-25T13:00 | A range of more than 8 days begins and ends at midnight, 00:00.",
                "2001-11-01T00:00 | 2025-11-25T00:00 | A range has 2,990 days at most."
            })
    void whatIsNoRangeIsSaidAndNotAskedFor(String from, String to, String why) {
        openedAt("");
        page.awaitRange();
        double before = page.id("range-trend").boundingBox().y;

        enter(from, to);

        assertThat(page.id("range-own-error")).hasText(why);
        assertThat(page.id("range-from")).hasAttribute("aria-invalid", "true");
        assertThat(page.id("range-trend").boundingBox().y).isEqualTo(before);
        assertThat(page.page()).hasURL(service.address());
        assertThat(service.rollups().asked()).noneMatch(asked -> asked.startsWith("/api/insights?from"));
        service.rollups().own(FROM, TO, 12, "1m");
        enter(FROM, TO);
        page.awaitNumber("range-logins", "12");
        assertThat(page.id("range-own-error")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "#range=2025-11-25T13:36..2025-11-25T13:30, The end has to be after the start.",
        "#range=2025-02-30T13:36..2025-11-25T13:30, 'Enter a start and an end, each with date and time.'",
        "#range=yesterday..today, 'Enter a start and an end, each with date and time.'"
    })
    void anAddressWithoutARangeIsTodayAndSaysWhy(String hash, String why) {
        openedAt(hash);
        page.awaitNumber("range-logins", "700");
        assertThat(page.id("range-own-error")).hasText(why);
    }

    @Test
    void whatTheServiceHasNotKeptSoFinelyIsSaid() {
        service.rollups().answersWith(400, "bad-query");
        openedAt(ADDRESS);
        assertThat(page.id("ranges-note"))
                .hasText("The service has no logins of exactly this range:"
                        + " of times before 2025-11-20T10:00+01:00 only whole hours are kept.");
        watch.forgiveNetwork();
    }

    @Test
    void theWholePageFollowsTheRange() {
        openedAt("#range=5m");
        page.awaitRange();
        assertThat(page.id("kpi-peak")).containsText(Pattern.compile("13:00.*12 logins · last 5 min", Pattern.DOTALL));
        assertThat(page.id("kpi-region"))
                .containsText(Pattern.compile("CA.*9 logins · 75.00\u202f% · last 5 min", Pattern.DOTALL));
        assertThat(page.id("kpi-device"))
                .containsText(Pattern.compile("iOS.*12 logins · 100.00\u202f% · last 5 min", Pattern.DOTALL));
        page.id("range-choices").getByText("Today").click();
        assertThat(page.id("kpi-peak")).containsText("700 logins · today");
        assertThat(page.id("kpi-region")).containsText("today");
    }

    @Test
    void whatFollowsNoRangeSaysWhichTimeItIsOf() {
        openedAt("");
        page.awaitRange();
        for (String twice : new String[] {"hours", "device_type", "app_version", "region-rows"}) {
            assertThat(page.id(twice)).isHidden();
        }
        assertThat(page.id("kpi-accepted")).containsText("since");
        assertThat(page.id("rejected-reasons")).containsText("since");
        assertThat(page.id("rejects")).containsText(Pattern.compile("since .* whichever range is chosen"));
    }

    /** What is older is not read, and may have been rejected. */
    @Test
    void whereNothingWasRejectedItSaysSinceWhen() {
        service.shows(Document.sample()
                .pipeline("rollups", "{}")
                .pipeline("rejected", "[]")
                .insights("dead_letters", """
                        {"by_reason": [], "latest": []}"""));
        page.open(service.address());
        page.awaitRange();
        assertThat(page.id("rejects-none")).hasText(Pattern.compile("No record was rejected since .*10:00\\."));
        assertThat(page.id("letters")).containsText(Pattern.compile("There is no dead letter since .*10:00\\."));
        assertThat(page.id("rejected-reasons")).hasText(Pattern.compile("nothing since .*10:00"));
    }

    @Test
    void theMapIsOfTheRange() {
        service.rollups().names("region", """
                {"top": [{"name": "CA", "count": 5, "percentage": 25.0}, {"name": "NY", "count": 4, "percentage": 20.0},
                         {"name": "TX", "count": 3, "percentage": 15.0}, {"name": "WA", "count": 2, "percentage": 10.0},
                         {"name": "RI", "count": 2, "percentage": 10.0}, {"name": "KS", "count": 2, "percentage": 10.0},
                         {"name": "OH", "count": 1, "percentage": 5.0}, {"name": "UT", "count": 1, "percentage": 5.0}],
                 "others": 0}""");
        openedAt("#range=1h");
        page.awaitRange();
        assertThat(page.id("regions")).containsText("last hour: 8 regions, 60 logins");
        assertThat(page.id("tile-CA").locator("data")).hasAttribute("value", "5");
        assertThat(page.id("tile-FL").locator("data")).hasAttribute("value", "0");
    }

    @Test
    void rejectedRecordsAreShownByTheTimeTheyWereRejectedAt() {
        openedAt("#range=5m/region/CA");
        page.awaitRange();
        assertThat(page.id("range-rejected")).hasText("3");
        assertThat(page.id("range-rejected-title")).hasText("Rejected records per minute");
        page.tableButton("range-rejected").click();
        assertThat(page.id("range-rejected-rows").locator("tr").nth(1)).hasText("13:310");
        assertThat(page.id("range-rejected-rows").locator("tr").nth(4)).hasText("13:343");
    }

    @Test
    void uniqueUsersAreAnEstimateWithBounds() {
        service.rollups().uniqueUsers("""
                {"estimate": 12304, "lower": 12051, "upper": 12558}""");
        service.rollups().series("1m", """
                [{"start": "2025-11-25T12:31:00Z", "logins": 7, "coarse": 0, "others": 1,
                  "unique_users": {"estimate": 6, "lower": 5, "upper": 7},
                  "names": [{"name": "CA", "count": 4, "percentage": 57.14, "unique_users": {"estimate": 3, "lower": 3, "upper": 3}}]}]""");
        openedAt("#range=5m");
        page.awaitRange();
        assertThat(page.id("range-unique-line")).hasText("about 12,300 (12,050 to 12,560) unique users");
        page.tableButton("range-unique").click();
        assertThat(page.id("range-unique-rows").locator("tr").nth(1)).hasText("13:31657");
        assertThat(page.id("range-unique-rows").locator("tr").nth(2)).hasText("13:32000");
        page.id("range-region-rows").getByText("CA").click();
        assertThat(page.id("range-chosen-unique")).hasText("Unique users: about 12,300 (12,050 to 12,560)");
        assertThat(page.id("range-unique-rows").locator("tr").nth(1)).hasText("13:31333");
        page.id("range-region-rows").getByText("New York / NY").click();
        assertThat(page.id("range-unique-card")).isHidden();
        assertThat(page.id("range-chosen-unique")).isEmpty();
    }

    @Test
    void whereSomeLoginsWereCountedWithoutUsersItSaysOfHowMany() {
        service.rollups().uniqueUsers("""
                {"logins": 10, "estimate": 7, "lower": 7, "upper": 7}""");
        openedAt("#range=5m");
        page.awaitRange();
        assertThat(page.id("range-unique-line")).hasText("7 unique users of 10 of these logins");
    }

    @Test
    void withoutUniqueUsersThereIsNothingOfThem() {
        openedAt("#range=5m");
        page.awaitRange();
        assertThat(page.id("range-unique-card")).isHidden();
        assertThat(page.id("range-unique-line")).isHidden();
    }
}
