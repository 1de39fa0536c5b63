package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchOnThePageTest extends PageTest {

    private static final String BATCH = "user-login-0@49734-49787";

    @Test
    void enterOpensABatchAndEscapeLeadsBack() {
        opened(Document.sample());
        page.batch(BATCH).focus();
        page.page().keyboard().press("Enter");
        assertThat(page.dialog()).isVisible();
        assertThat(page.dialog().locator("h2")).hasText(BATCH);
        assertThat(page.id("batch-facts")).containsText("user-login, partition 0");
        assertThat(page.id("batch-facts")).containsText("49,734 to 49,787");
        assertThat(page.id("batch-facts")).containsText("19:00–20:00, 4,061 logins");
        assertThat(page.id("batch-region").locator("tbody th")).hasText(new String[] {"TX", "CA"});
        assertThat(page.id("batch-device_type").locator("tbody tr").first()).containsText("46.00\u202f%");
        page.page().keyboard().press("Escape");
        assertThat(page.dialog()).isHidden();
        assertThat(page.batch(BATCH)).isFocused();
    }

    @Test
    void theDialogKeepsTheFocusInside() {
        opened(Document.sample());
        page.batch(BATCH).click();
        assertThat(page.id("batch-facts")).isVisible();
        page.page().keyboard().press("Tab");
        assertThat(page.id("batch-close")).isFocused();
        page.page().keyboard().press("Enter");
        assertThat(page.dialog()).isHidden();
    }

    @Test
    void theRecordsAreThereAsPublished() {
        opened(Document.sample());
        page.batch(BATCH).click();
        page.dialog().locator("summary").click();
        assertThat(page.dialog().locator("pre"))
                .containsText("{\"metric\":\"logins_per_region\",\"region\":\"TX\",\"count\":30,\"scope\":\"batch\"");
    }

    @Test
    void aBatchThatIsNoLongerKeptSaysSo() {
        opened(Document.sample());
        service.answersBatchesWith(404);
        page.batch(BATCH).click();
        assertThat(page.dialog()).containsText("This batch is no longer kept.");
        watch.forgiveNetwork();
    }

    @Test
    void aFailureCanBeTriedAgain() {
        opened(Document.sample());
        service.answersBatchesWith(500);
        page.batch(BATCH).click();
        assertThat(page.dialog()).containsText("The service answered with 500.");
        service.answersBatchesWith(200);
        page.dialog().getByText("Try again").click();
        assertThat(page.id("batch-facts")).isVisible();
        watch.forgiveNetwork();
    }

    @Test
    void theListHoldsStillWhileTheFocusIsInIt() {
        opened(Document.sample());
        page.batch(BATCH).focus();
        service.update(newBatch());
        assertThat(page.id("batches-held")).containsText("Paused, 1 newer.");
        assertThat(page.batches().getFirst()).isEqualTo(BATCH);
        page.id("batches-held").locator("button").click();
        assertThat(page.batch("user-login-0@49788-49837")).isVisible();
        assertThat(page.id("batches-held")).isHidden();
    }

    @Test
    void theListHoldsStillUnderTheMouse() {
        opened(Document.sample());
        page.batch(BATCH).hover(new Locator.HoverOptions());
        service.update(newBatch());
        assertThat(page.id("batches-held")).isVisible();
        page.page().mouse().move(1, 1);
        assertThat(page.batch("user-login-0@49788-49837")).isVisible();
    }

    private static Document newBatch() {
        return Document.nothing().insights("totals", """
                {"logins": 92222, "rejected": 7828, "batches": 1845, "insights": 52960}""").insights("batches", """
                [{"batch": "user-login-0@49788-49837", "partition": 0, "first_offset": 49788, "last_offset": 49837,
                  "events": 50, "rejected": 0, "published_at": "2026-11-25T11:00:01Z", "insights": 32}]""");
    }

    @Test
    void aBatchHasAnAddressToShareAndTheBackButtonClosesIt() {
        opened(Document.sample());
        page.batch(BATCH).click();
        assertThat(page.id("batch-facts")).isVisible();
        String address = page.page().url();
        assertThat(address).endsWith("#batch=user-login-0%4049734-49787");
        page.page().goBack();
        assertThat(page.dialog()).isHidden();
        assertThat(page.page()).hasURL(service.address());
        page.page().goForward();
        assertThat(page.dialog().locator("h2")).hasText(BATCH);

        page.open("about:blank");
        page.open(address);
        assertThat(page.id("batch-facts")).containsText("49,734 to 49,787");
        page.page().keyboard().press("Escape");
        assertThat(page.dialog()).isHidden();
        assertThat(page.page()).hasURL(service.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#batch=", "#batch", "#nothing=7", "#batch=%E0%A4", "#letter=no-place", "#<img src=x>"})
    void anAddressThatNamesNothingDoesNoHarm(String hash) {
        service.shows(Document.sample());
        page.open(service.address() + hash);
        page.awaitConnected();
        page.awaitNumber("total-logins", "92172");
    }
}
