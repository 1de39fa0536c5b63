package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewsOfThePageTest extends PageTest {

    @ParameterizedTest
    @CsvSource({"hours, 24, 19:00–20:00 · peak", "map, 51, District of Columbia (DC)", "throughput, 1, ''", "lag, 1, ''"
    })
    void eachChartHasATableWithItsNumbers(String view, int rows, String one) {
        opened(Document.sample());
        Locator card = page.page().locator(".card").filter(new Locator.FilterOptions().setHas(page.tableButton(view)));
        Locator table = card.locator("[data-table]");
        assertThat(table).isHidden();
        page.tableButton(view).focus();
        page.page().keyboard().press("Enter");
        assertThat(page.tableButton(view)).hasAttribute("aria-pressed", "true");
        assertThat(table).isVisible();
        assertThat(card.locator("[data-chart]")).isHidden();
        assertThat(table).containsText(one);
        assertThat(table.locator("tbody tr").count()).isGreaterThanOrEqualTo(rows);
        page.tableButton(view).click();
        assertThat(table).isHidden();
    }

    @Test
    void theChosenViewIsRemembered() {
        opened(Document.sample());
        page.tableButton("hours").click();
        page.page().reload();
        assertThat(page.id("hours").locator("table")).isVisible();
    }

    @Test
    void withoutTheChartLibraryThereAreTables() {
        service.hasNoCharts();
        opened(Document.sample());
        assertThat(page.id("hours").locator("table")).isVisible();
        assertThat(page.id("hours").locator("canvas")).isHidden();
        assertThat(page.hours()).hasSize(24);
        watch.forgiveNetwork();
    }

    @Test
    void theChartsAreDrawnWithTheNumbers() throws Exception {
        opened(Document.sample());
        assertThat(drawn("hours-chart")).hasSize(24).startsWith(2652, 1764).endsWith(4851, 3704);
        for (String chart : new String[] {"throughput-chart", "lag-chart", "hours-chart"}) {
            awaitDrawn(chart);
        }
    }

    private List<Object> drawn(String chart) {
        return List.copyOf((List<?>) page.page().evaluate("Chart.getChart('" + chart + "').data.datasets[0].data"));
    }

    @Test
    void theThemeFollowsTheSystemUntilItIsChosenAndTheChoiceIsRemembered() {
        opened(Document.sample());
        assertThat(background()).isEqualTo("rgb(244, 246, 248)");
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(background()).isEqualTo("rgb(13, 18, 24)");
        assertThat(page.id("theme")).hasAttribute("aria-label", "Switch to the light theme");
        page.id("theme").click();
        assertThat(background()).isEqualTo("rgb(244, 246, 248)");
        page.page().reload();
        assertThat(background()).isEqualTo("rgb(244, 246, 248)");
        page.id("theme").click();
        assertThat(background()).isEqualTo("rgb(13, 18, 24)");
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(background()).isEqualTo("rgb(244, 246, 248)");
    }

    private String background() {
        return (String) page.page().evaluate("getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void arrowKeysMoveOnTheMapWithOneStopForTheTabKey() {
        opened(Document.sample());
        page.id("tile-CA").focus();
        assertThat(page.id("map-detail")).hasText("California: 11,021 logins, 11.96\u202f%, number 1 of 51 states");
        page.page().keyboard().press("ArrowRight");
        assertThat(page.id("tile-UT")).isFocused();
        page.page().keyboard().press("ArrowDown");
        assertThat(page.id("tile-AZ")).isFocused();
        assertThat(page.page().locator(".tile[tabindex='0']")).hasCount(1);
        assertThat(page.id("map-detail")).containsText("Arizona");
    }

    @Test
    void theWholePageIsReachedByTheTabKey() {
        opened(Document.sample());
        Locator last = page.page().locator("footer a").last();
        for (int stops = 0; stops < 60 && !isFocused(last); stops++) {
            page.page().keyboard().press("Tab");
            assertThat(page.page().evaluate("document.activeElement.matches(':focus-visible')"))
                    .isEqualTo(true);
        }
        assertThat(last).isFocused();
    }

    private static boolean isFocused(Locator node) {
        return node.evaluate("node => node === document.activeElement").equals(true);
    }

    @Test
    void theTableOfPartitionsIsNoChartAndHasNoTableButton() {
        opened(Document.sample());
        page.tableButton("lag").click();
        assertThat(page.id("partition-rows").locator("tr")).hasCount(2);
        assertThat(page.id("partitions").locator("header button")).hasCount(0);
    }
}
