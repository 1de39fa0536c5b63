package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterOnThePageTest extends PageTest {

    private static final String LETTER = "user-login-0@49800";

    private Locator row() {
        return page.id("letter-rows").locator("button[data-letter='" + LETTER + "']");
    }

    private Locator dialog() {
        return page.id("letter-dialog");
    }

    @Test
    void enterOpensADeadLetterAndEscapeLeadsBack() {
        opened(Document.sample());
        row().focus();
        page.page().keyboard().press("Enter");
        assertThat(dialog().locator("h2")).hasText(LETTER);
        assertThat(page.id("letter-facts")).containsText("Offset49800");
        assertThat(page.id("letter-facts").locator(".chip"))
                .hasText(new String[] {"blank user_id", "out-of-range timestamp"});
        page.page().keyboard().press("Escape");
        assertThat(dialog()).isHidden();
        assertThat(row()).isFocused();
    }

    @Test
    void countsSayWhatBecameOfTheLettersAndLeadToTheirLists() {
        opened(Document.sample());
        Locator states = page.id("letter-states").locator("a");
        assertThat(states).hasText(new String[] {"7,788 open", "30 replayed", "7 parked", "3 discarded"});
        assertThat(states.first()).hasAttribute("href", "api/dead-letters?state=open");
        assertThat(page.id("letters-open")).hasAttribute("value", "7788");
        service.update(Document.nothing().pipeline("letter_counts", """
                {"open": 0, "replayed": 7818, "parked": 7, "discarded": 3, "oldest_open": null}"""));
        assertThat(states.first()).hasText("0 open");
        service.update(Document.nothing().pipeline("letter_counts", "null"));
        assertThat(page.id("letter-states")).isHidden();
    }

    @Test
    void commandsNameItsPlaceAndCanBeCopied() {
        ownWindow();
        page.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        opened(Document.sample());
        row().click();
        assertThat(page.id("letter-command")).hasText(new String[] {
            "kcat -b \"$KAFKA_BOOTSTRAP_SERVERS\" -X auto.offset.reset=error -C -e -t user-login -p 0 -o 49800"
                    + " -c 1 -f '%h\\n%s\\n'",
            "kafka-console-consumer.sh --bootstrap-server \"$KAFKA_BOOTSTRAP_SERVERS\" --topic user-login"
                    + " --partition 0 --offset 49800 --max-messages 1"
        });
        dialog().getByLabel("Copy the command with kcat").click();
        assertThat(dialog().getByLabel("Copy the command with kcat")).hasText("Copied");
        assertThat(page.page().evaluate("navigator.clipboard.readText()"))
                .asString()
                .startsWith("kcat -b ");
    }

    @Test
    void ofFilesTheCommandLooksIntoTheSinksFolder() {
        opened(Document.sample().pipeline("sink", "\"file\""));
        row().click();
        assertThat(page.id("letter-command"))
                .hasText("jq 'select(.topic == \"user-login\" and .partition == 0 and .offset == 49800)'"
                        + " \"$SINK_DIR\"/dead-letters-*.jsonl");
    }

    @Test
    void anAddressLeadsToItAlsoWhereItIsNoLongerAmongTheLatest() {
        service.shows(Document.sample());
        page.open(service.address() + "#letter=user-login-2%4017");
        assertThat(dialog().locator("h2")).hasText("user-login-2@17");
        assertThat(page.id("letter-facts")).containsText("the page has those of the latest 20");
        assertThat(page.id("letter-command").first()).containsText("-p 2 -o 17");
        page.page().keyboard().press("Escape");
        assertThat(dialog()).isHidden();
        assertThat(page.page()).hasURL(service.address());
    }
}
