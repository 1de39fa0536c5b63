package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutOfThePageTest extends PageTest {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final String LONG = "W".repeat(256);

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768, 1280, 1920, 3440})
    void nothingScrollsSideways(int width) {
        opened(Document.sample());
        page.page().setViewportSize(width, 900);
        page.page().waitForCondition(() -> page.overflow() <= 0);
        page.batch("user-login-0@49734-49787").click();
        assertThat(page.id("batch-facts")).isVisible();
        assertThat(page.overflow()).isLessThanOrEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768, 1280, 1920, 3440})
    void hostileNamesBreakNothing(int width) {
        page.page().setViewportSize(width, 900);
        opened(hostile());
        page.regions();
        assertThat(page.overflow()).isLessThanOrEqualTo(0);
        page.tableButton("hours").click();
        assertThat(page.overflow()).isLessThanOrEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768, 1280, 1920, 3440})
    void aRangeOfTimeFitsWithHostileNamesToo(int width) {
        page.page().setViewportSize(width, 900);
        String names = """
                {"top": [{"name": "%s", "count": 60, "percentage": 50.0}, {"name": "%s", "count": 50, "percentage": 41.67}], "others": 10}""".formatted(LONG, MARKUP);
        for (String field : List.of("region", "device_type", "app_version")) {
            service.rollups().names(field, names);
        }
        service.rollups().uniqueUsers("""
                {"estimate": 123040000, "lower": 120510000, "upper": 125580000}""");
        opened(hostile().pipeline("rollups", "true"));
        page.awaitRange();
        page.id("range-show").click();
        assertThat(page.id("range-own-error")).containsText("Enter a start and an end");
        assertThat(page.overflow()).isLessThanOrEqualTo(0);
        assertThat(page.rangeNames("region")).containsEntry(LONG, 60L).containsEntry(MARKUP, 50L);
        page.id("range-region-rows").locator("a").first().click();
        assertThat(page.id("range-chosen")).containsText(LONG);
        page.tableButton("range-trend").click();
        page.tableButton("range-hours").click();
        assertThat(page.overflow()).isLessThanOrEqualTo(0);
        page.id("range-region-rows").locator("a").last().click();
        assertThat(page.id("range-chosen")).containsText(MARKUP);
        assertThat(page.page().locator("img")).hasCount(0);
    }

    @Test
    void namesAreTextAndNeverMarkup() {
        opened(hostile());
        assertThat(page.regions()).hasSize(100).containsEntry(MARKUP, 30L).containsEntry(LONG, 20L);
        assertThat(page.devices()).containsEntry(MARKUP, 60L);
        assertThat(page.page().locator("img")).hasCount(0);
        assertThat(page.page().locator("main b")).hasCount(0);
        assertThat(page.id("troubles")).hasText("<b>lane</b> " + MARKUP);
    }

    /** A hundred regions, and markup and long words wherever a name can come from outside. */
    private static Document hostile() {
        String regions = IntStream.range(2, 100).mapToObj(i -> """
                        , {"region": "Region number %d", "count": 1, "percentage": 0.67}""".formatted(i)).collect(Collectors.joining());
        return Document.sample()
                .insights("logins_per_region", """
                        {"total": 148, "names": 100, "top": [{"region": "%s", "count": 30, "percentage": 20.27},
                         {"region": "%s", "count": 20, "percentage": 13.51}%s]}""".formatted(MARKUP, LONG, regions))
                .insights("device_usage", """
                        {"total": 100, "names": 2, "top": [{"device_type": "%s", "count": 60, "percentage": 60.0},
                         {"device_type": "%s", "count": 40, "percentage": 40.0}]}""".formatted(MARKUP, LONG))
                .insights("app_version_usage", """
                        {"total": 100, "names": 1, "top": [{"app_version": "%s", "count": 100, "percentage": 100.0}]}""".formatted(LONG))
                .insights("batches", """
                        [{"batch": "%s-0@1-2", "partition": 0, "first_offset": 1, "last_offset": 2, "events": 2,
                          "rejected": 0, "published_at": "2026-11-25T11:00:00Z", "insights": 3}]""".formatted(LONG))
                .insights("dead_letters", """
                        {"by_reason": [{"reason": "missing", "field": "%s", "count": 1, "latest": "2026-11-25T11:00:00Z"}],
                         "latest": [{"topic": "%s", "partition": 0, "offset": 9, "reasons": [{"reason": "%s", "field": null}],
                           "failed_at": "2026-11-25T11:00:00Z"}]}""".formatted(LONG, LONG, MARKUP))
                .pipeline("status", "\"DOWN\"")
                .pipeline("trouble_reports", "null")
                .pipeline("troubles", "{\"<b>lane</b>\": \"" + MARKUP + "\"}")
                .pipeline("instance", "\"" + LONG + "\"")
                .pipeline("input_topic", "\"" + LONG + "\"")
                .pipeline("group", "\"" + LONG + "\"");
    }

    @Test
    void onALaptopTheFirstOfEachRankingIsSeenWithoutScrolling() {
        opened(Document.sample());
        for (String figure :
                new String[] {"kpi-lag", "kpi-accepted", "kpi-rejected", "kpi-peak", "kpi-region", "kpi-device"}) {
            assertThat(bottom(figure)).as(figure).isLessThan(400);
        }
    }

    @Test
    void aListThatIsShownWholeStretchesNeitherItsCardNorANeighbour() throws Exception {
        opened(Document.sample());
        double before = height("regions");
        double neighbour = height("rejects");
        page.regions();
        page.id("letters-more").click();
        assertThat(page.id("region-rows").locator("tr")).hasCount(51);
        assertThat(height("regions")).isLessThan(before + 200);
        assertThat(height("rejects")).isLessThan(neighbour + 200);
        page.page().getByLabel("All regions").focus();
        page.page().keyboard().press("End");
        awaitTrue("the list scrolls", "() => document.querySelector('[aria-label=\"All regions\"]').scrollTop > 0", "");
    }

    private double height(String testId) {
        return page.id(testId).boundingBox().height;
    }

    private double bottom(String testId) {
        var box = page.id(testId).boundingBox();
        return box.y + box.height;
    }
}
