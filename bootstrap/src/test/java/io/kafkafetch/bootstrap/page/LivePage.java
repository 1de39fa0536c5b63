package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The page as a test sees it: by its test ids and roles. Numbers are read from the {@code value} of their
 * {@code <data>}, so they are those of the service, whatever they look like.
 */
final class LivePage {

    /** Bound of what the page must do by itself: reconnect after its longest wait, say. */
    static final double PATIENCE_MS = 30_000;

    private final Page page;

    LivePage(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    void open(String address) {
        page.navigate(address);
    }

    /** The page's clock jumps ahead; what is due by then happens once. */
    void passes(Duration time) {
        page.clock().fastForward(time.toMillis());
    }

    /** Lets time pass in long steps until this is so, or fails. */
    void passesUntil(BooleanSupplier done) {
        for (int step = 0; step < 200 && !done.getAsBoolean(); step++) {
            passes(Duration.ofSeconds(20));
            page.waitForTimeout(50);
        }
        if (!done.getAsBoolean()) {
            throw new AssertionError("an hour has passed in vain");
        }
    }

    /** Waits until the first snapshot is on the page. */
    void awaitConnected() {
        assertThat(id("connection"))
                .hasAttribute("data-level", "ok", new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    Locator id(String testId) {
        return page.getByTestId(testId);
    }

    /** Waits until this number is that value. */
    void awaitNumber(String testId, String value) {
        assertThat(id(testId))
                .hasAttribute("value", value, new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    /** Waits until this has the text. */
    void awaitText(String testId, String text) {
        assertThat(id(testId)).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
    }

    /** The value of a number; empty where it is not known. */
    String number(String testId) {
        return String.valueOf(id(testId).getAttribute("value"));
    }

    /** Logins of the 24 hours, from 00:00 on. */
    List<Long> hours() {
        return new ArrayList<>(numbers("hour-rows", 0).values());
    }

    /** Logins by region, as ranked; all of them, the list is expanded. */
    Map<String, Long> regions() {
        expand("regions-more");
        return numbers("region-rows", 0);
    }

    Map<String, Long> devices() {
        return numbers("device_type-rows", 0);
    }

    Map<String, Long> versions() {
        return numbers("app_version-rows", 0);
    }

    /** Dead letters by reason and field. */
    Map<String, Long> reasons() {
        expand("reasons-more");
        return numbers("reason-rows", 0);
    }

    /** Records that wait, by partition. */
    Map<String, Long> lags() {
        return numbers("partition-rows", 2);
    }

    private void expand(String button) {
        Locator more = id(button);
        if (more.isVisible() && "false".equals(more.getAttribute("aria-expanded"))) {
            more.click();
        }
    }

    /** Row heads and the number at this index of each row. */
    private Map<String, Long> numbers(String rows, int index) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        Object read = id(rows).evaluate("""
                (body, index) => [...body.rows].map((row) =>
                    [row.querySelector("th").textContent, row.querySelectorAll("data")[index].value])""", index);
        for (Object row : (List<?>) read) {
            List<?> cells = (List<?>) row;
            numbers.put(String.valueOf(cells.get(0)), Long.valueOf(String.valueOf(cells.get(1))));
        }
        return numbers;
    }

    /** Logins by window of the chosen range, oldest first. */
    Map<String, Long> rangeWindows() {
        return numbers("range-trend-rows", 0);
    }

    /** Logins by hour of the day in the chosen range, from 00:00 on. */
    List<Long> rangeHours() {
        return new ArrayList<>(numbers("range-hour-rows", 0).values());
    }

    /** Logins by name of this field in the chosen range, as ranked; all of them, the list is expanded. */
    Map<String, Long> rangeNames(String field) {
        expand("range-" + field + "-more");
        return numbers("range-" + field + "-rows", 0);
    }

    /** Waits until the numbers of the chosen range are shown as those of now. */
    void awaitRange() {
        assertThat(id("ranges"))
                .hasAttribute(
                        "data-state", "shown", new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    /** Names of the latest batches, newest first, as far as they are shown. */
    List<String> batches() {
        return id("batch-rows").locator("button").allTextContents();
    }

    /** All 20 of them. The focus goes to the list's button, the mouse too. */
    List<String> allBatches() {
        expand("batches-more");
        return batches();
    }

    Locator batch(String name) {
        return id("batch-rows").locator("button").and(page.locator("[data-batch='" + name + "']"));
    }

    Locator dialog() {
        return id("batch-dialog");
    }

    /** The button that turns this chart (throughput, lag, hours, devices, map) into a table and back. */
    Locator tableButton(String view) {
        return page.locator("button[data-view='" + view + "']");
    }

    /** How far the page is wider than the window, in CSS pixels; 0 or less where nothing scrolls sideways. */
    int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }
}
