package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesOnThePageTest extends PageTest {

    private static final Document WITH_ROLLUPS = Document.sample().pipeline("rollups", "true");

    private LivePage openedAt(String hash) {
        service.shows(WITH_ROLLUPS);
        page.open(service.address() + hash);
        page.awaitConnected();
        return page;
    }

    private Locator choice(String label) {
        return page.id("range-choices").getByText(label, new Locator.GetByTextOptions().setExact(true));
    }

    private void assertChosen(String label) {
        assertThat(page.id("range-choices").locator("[aria-current=true]")).hasText(label);
    }

    @ParameterizedTest
    @CsvSource({"false", "null"})
    void withoutTotalsTheSectionIsHiddenAndNothingIsAsked(String rollups) {
        opened(Document.sample().pipeline("rollups", rollups));
        assertThat(page.id("ranges")).isHidden();
        assertThat(service.rollups().asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5m    | Last 5 min | 12   | 10  | +20\u202f% against the 5 minutes before: 10",
                "1h    | Last hour  | 60   | 120 | \u221250\u202f% against the hour before: 120",
                "today | Today      | 700  | 700 | As many as yesterday until this time: 700",
                "7d    | 7 days     | 5000 | 0   | No logins in the 7 days before",
                "all   | All        | 9000 | ''  | counted since 20 Nov 2025, 11:00:00"
            })
    void eachRangeShowsTheNumbersOfTheService(String range, String label, String logins, String before, String words) {
        openedAt("#range=" + range);
        page.awaitNumber("range-logins", logins);
        assertChosen(label);
        assertThat(page.id("range-compared")).hasText(words);
        assertThat(page.number("range-before")).isEqualTo(before);
        assertThat(page.rangeHours()).hasSize(24).containsOnly(0L, Long.valueOf(logins));
        assertThat(page.id("range-peak")).hasAttribute("data-hour", "13");
        assertThat(page.rangeNames("region"))
                .containsExactly(Map.entry("CA", 9L), Map.entry("New York / NY", 2L), Map.entry("all others", 1L));
        assertThat(page.rangeNames("device_type")).containsExactly(Map.entry("iOS", 12L));
        assertThat(page.rangeNames("app_version")).containsExactly(Map.entry("2.3", 12L));
    }

    @Test
    void theAddressKeepsTheRange() {
        openedAt("");
        page.awaitNumber("range-logins", "700");
        assertChosen("Today");
        choice("7 days").focus();
        page.page().keyboard().press("Enter");
        page.awaitNumber("range-logins", "5000");
        assertThat(page.page().url()).endsWith("#range=7d");
        choice("Last hour").click();
        page.awaitNumber("range-logins", "60");
        page.page().goBack();
        page.awaitNumber("range-logins", "5000");
        assertChosen("7 days");
        page.page().reload();
        page.awaitNumber("range-logins", "5000");
        page.page().goBack();
        page.awaitNumber("range-logins", "700");
        assertChosen("Today");
    }

    @Test
    void aBatchAboveItLeavesTheRange() {
        openedAt("#range=7d");
        page.awaitNumber("range-logins", "5000");
        page.batch("user-login-0@49734-49787").click();
        assertThat(page.dialog()).isVisible();
        assertChosen("7 days");
        page.page().keyboard().press("Escape");
        assertThat(page.dialog()).isHidden();
        assertThat(page.page()).hasURL(Pattern.compile("#range=7d$"));
        assertChosen("7 days");
    }

    @Test
    void aRangeThatIsNoneIsToday() {
        openedAt("#range=century/region/CA");
        page.awaitNumber("range-logins", "700");
        assertChosen("Today");
        page.page().navigate(service.address() + "#range=5m/password/x");
        page.awaitNumber("range-logins", "12");
        assertThat(page.id("range-chosen")).isHidden();
    }

    @Test
    void theTableHasARowForEachWindowAndZeroWhereThereWereNoLogins() {
        openedAt("#range=5m");
        page.awaitRange();
        page.tableButton("range-trend").click();
        assertThat(page.rangeWindows())
                .containsExactly(
                        Map.entry("13:30", 0L),
                        Map.entry("13:31", 7L),
                        Map.entry("13:32", 0L),
                        Map.entry("13:33", 0L),
                        Map.entry("13:34", 5L));
        choice("Last hour").click();
        page.awaitNumber("range-logins", "60");
        assertThat(page.rangeWindows())
                .hasSize(60)
                .containsEntry("12:35", 0L)
                .containsEntry("13:31", 7L)
                .containsEntry("13:34", 5L);
        choice("Today").click();
        page.awaitNumber("range-logins", "700");
        assertThat(page.rangeWindows())
                .hasSize(24)
                .containsEntry("00:00–01:00", 0L)
                .containsEntry("13:00–14:00", 700L);
        choice("7 days").click();
        page.awaitNumber("range-logins", "5000");
        assertThat(page.rangeWindows())
                .hasSize(168)
                .containsEntry("Wed 19 Nov, 00:00–01:00", 0L)
                .containsEntry("Tue 25 Nov, 13:00–14:00", 700L)
                .containsEntry("Tue 25 Nov, 23:00–00:00", 0L);
        choice("All").click();
        page.awaitNumber("range-logins", "9000");
        long days = ChronoUnit.DAYS.between(LocalDate.of(2025, 11, 20), LocalDate.now(ZoneId.of("Europe/Berlin"))) + 1;
        assertThat(page.rangeWindows())
                .hasSize((int) days)
                .containsEntry("20 Nov 2025", 4000L)
                .containsEntry("21 Nov 2025", 0L)
                .containsEntry("23 Nov 2025", 5000L);
    }

    @Test
    void windowsThatAreStillToComeAreLeftOutAndTheRunningOneSaysSo() {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        service.rollups()
                .span(
                        "5m",
                        minute.minus(3, ChronoUnit.MINUTES).toString(),
                        minute.plus(20, ChronoUnit.MINUTES).toString(),
                        12,
                        10);
        openedAt("#range=5m");
        page.awaitRange();
        assertThat(page.rangeWindows().size()).isBetween(6, 7); // with two of November 2025
        assertThat(page.rangeWindows().keySet().stream().filter(head -> head.endsWith("so far")))
                .hasSize(1);
    }

    @Test
    void theChartIsDrawnWithTheNumbers() throws Exception {
        openedAt("#range=5m");
        page.awaitRange();
        assertThat(String.valueOf(page.page().evaluate("Chart.getChart('range-trend-chart').data.datasets[0].data")))
                .isEqualTo("[0, 7, 0, 0, 5]");
        for (String chart : new String[] {"range-trend-chart", "range-hours-chart"}) {
            awaitDrawn(chart);
        }
    }

    @Test
    void withoutTheChartLibraryThereAreTables() {
        service.hasNoCharts();
        openedAt("#range=5m");
        page.awaitRange();
        assertThat(page.id("range-trend").locator("table")).isVisible();
        assertThat(page.id("range-hours").locator("table")).isVisible();
        assertThat(page.rangeWindows()).hasSize(5);
        watch.forgiveNetwork();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5m | from=2025-11-25T12:30:00Z, to=2025-11-25T12:35:00Z, step=1m | logins-5m",
                "today | from=2025-11-24T23:00:00Z, to=2025-11-25T23:00:00Z, step=1h | logins-today",
                "7d/region/CA | from=2025-11-18T23:00:00Z, to=2025-11-25T23:00:00Z, step=1h, by=region, top=100 | logins-7d-by-region",
            })
    void whatIsSeenCanBeDownloaded(String choice, String parameters, String file) {
        openedAt("#range=" + choice);
        page.awaitRange();
        for (String format : new String[] {"csv", "json"}) {
            Locator link = page.id("range-" + format);
            assertThat(link).hasAttribute("download", file + "." + format);
            String href = String.valueOf(link.getAttribute("href"));
            assertThat(href).startsWith("api/rollups?");
            String expected = (parameters + ", format=" + format).replace(" ", "");
            assertThat(FakeRollups.parameters(java.net.URI.create(href)))
                    .isEqualTo(FakeRollups.parameters(java.net.URI.create("?" + expected.replace(',', '&'))));
        }
        assertThat(page.page()
                        .waitForDownload(() -> page.id("range-csv").click())
                        .suggestedFilename())
                .isEqualTo(file + ".csv");
    }

    @Test
    void allIsAskedForByTheDayForAsLongAsTheServiceAnswers() {
        openedAt("#range=all");
        page.awaitRange();
        String last = service.rollups().asked().getLast();
        Map<String, String> asked = FakeRollups.parameters(java.net.URI.create(last));
        assertThat(asked).containsEntry("step", "1d");
        assertThat(ChronoUnit.DAYS.between(LocalDate.parse(asked.get("from")), LocalDate.parse(asked.get("to"))))
                .isBetween(2_900L, 2_999L);
    }

    @Test
    void aChosenRegionShowsItsOwnTrend() {
        openedAt("#range=5m");
        page.awaitRange();
        Locator region = page.id("range-region-rows").getByText("New York / NY");
        region.focus();
        page.page().keyboard().press("Enter");
        assertThat(page.id("range-chosen")).containsText("Region New York / NY: 2 logins, 16.67\u202f% of the range");
        page.page().waitForCondition(() -> page.rangeWindows().getOrDefault("13:31", 0L) == 2);
        assertThat(page.rangeWindows()).hasSize(5).containsEntry("13:34", 0L).containsEntry("13:30", 0L);
        assertThat(page.number("range-chosen-logins")).isEqualTo("2");
        assertThat(page.id("range-unlisted")).isHidden();
        assertThat(region).isFocused();
        assertThat(region).hasAttribute("aria-current", "true");
        assertThat(page.id("range-trend-title")).hasText("New York / NY per minute");
        page.page().reload();
        page.page().waitForCondition(() -> page.rangeWindows().getOrDefault("13:31", 0L) == 2);
        choice("Today").click();
        page.awaitNumber("range-logins", "700");
        assertThat(page.id("range-unlisted")).hasText("In 1 hour it is not among the first 100 names, and shows as 0.");
        page.id("range-all-names").click();
        assertThat(page.id("range-chosen")).isHidden();
        page.page().waitForCondition(() -> page.rangeWindows().getOrDefault("13:00–14:00", 0L) == 700);
        assertChosen("Today");
    }

    @Test
    void aNameThatIsNotAmongTheTopIsCountedByItsWindows() {
        openedAt("#range=5m/region/KS");
        page.awaitRange();
        assertThat(page.id("range-chosen")).containsText("Region KS: 0 logins, 0.00\u202f% of the range");
        assertThat(page.id("range-unlisted"))
                .hasText("In 1 minute it is not among the first 100 names, and shows as 0.");
    }
}
