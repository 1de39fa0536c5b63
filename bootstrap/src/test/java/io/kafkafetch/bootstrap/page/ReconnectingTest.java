package io.kafkafetch.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectingTest extends PageTest {

    private static final String ANOTHER_DAY = """
            {"logins": 7, "rejected": 1, "batches": 1, "insights": 5}""";

    @BeforeEach
    void steer() {
        steersTime();
    }

    /** JUnit runs it before that of the superclass. */
    @AfterEach
    void forgive() {
        watch.forgiveNetwork();
    }

    @Test
    void silenceIsSaidAndTheNextEventEndsIt() {
        opened(Document.sample());
        page.passes(Duration.ofSeconds(1)); // the clock also goes by itself, and the machine may be slow
        assertThat(page.id("stale")).isHidden();
        page.passes(Duration.ofSeconds(6));
        assertThat(page.id("stale")).hasText(Pattern.compile("Last update \\d+\u202fs ago, reconnecting…"));
        assertThat(page.id("connection")).hasText("Reconnecting");
        assertThat(page.id("verdict-title")).hasText("Not connected");
        assertThat(page.id("verdict-detail")).hasText("It was healthy then.");
        assertThat(page.id("announcer")).hasText("Not connected");
        assertThat(page.page()).hasTitle("Stale · kafka-fetch");
        assertThat(page.number("total-logins")).isEqualTo("92172");
        assertThat(page.id("kpi-accepted")).containsText(Pattern.compile("as of .*\\d\\d:\\d\\d:\\d\\d"));
        assertThat(page.number("lag-records")).isEmpty();
        assertThat(page.id("kpi-lag"))
                .containsText(Pattern.compile("not known since .*\\d\\d:\\d\\d:\\d\\d \\(last: 120\\)"));
        assertThat(page.number("logins-per-second")).isEmpty();
        assertThat(page.id("kpi-rate")).containsText(Pattern.compile("not known since .* \\(last: 1,000\\)"));
        assertThat(page.id("partitions-sub")).containsText("not known since");
        assertThat(page.page().locator("main"))
                .not()
                .containsText(Pattern.compile("keeping up", Pattern.CASE_INSENSITIVE));
        service.update(Document.nothing());
        assertThat(page.id("stale")).isHidden();
        assertThat(page.id("verdict-title")).hasText("Healthy");
        page.awaitNumber("lag-records", "120");
        assertThat(page.id("kpi-lag")).containsText("keeping up");
    }

    @Test
    void aRestartedServiceIsFoundAgain() throws IOException {
        opened(Document.sample());
        service.stop();
        page.passes(Duration.ofSeconds(7));
        assertThat(page.id("stale")).isVisible();
        service.shows(Document.sample().insights("totals", ANOTHER_DAY));
        service.restart();
        page.awaitNumber("total-logins", "7");
        assertThat(page.id("stale")).isHidden();
        assertThat(service.streamRequests()).startsWith("none").endsWith("k3f9-1");
    }

    @Test
    void aServiceThatWasAwayForLongIsFoundAgain() throws IOException {
        opened(Document.sample());
        service.stop();
        for (int minutes = 0; minutes < 10; minutes++) {
            page.passes(Duration.ofMinutes(1));
        }
        assertThat(page.id("stale")).containsText(Pattern.compile("Last update 10\u202fmin( \\d+\u202fs)? ago"));
        service.shows(Document.sample().insights("totals", ANOTHER_DAY));
        service.restart();
        page.passesUntil(() -> page.number("total-logins").equals("7"));
        assertThat(page.id("connection")).hasText("Connected");
    }

    @Test
    void httpErrorsAreOutlived() {
        opened(Document.sample());
        service.answersStreamsWith(503);
        service.send("event: update\ndata: this is no JSON\n\n");
        page.passesUntil(() -> service.streamRequests().size() >= 6);
        service.shows(Document.sample().insights("totals", ANOTHER_DAY));
        service.answersStreamsWith(200);
        page.passesUntil(() -> page.number("total-logins").equals("7"));
        assertThat(page.id("connection")).hasText("Connected");
    }

    @Test
    void aPageOpenedWhileTheStreamIsRefusedConnectsLater() {
        service.answersStreamsWith(502);
        page.open(service.address());
        page.passes(Duration.ofSeconds(7));
        assertThat(page.id("verdict-title")).hasText("No connection yet");
        service.answersStreamsWith(200);
        page.passesUntil(() -> page.number("total-logins").equals("92172"));
    }

    @Test
    void aConnectionThatDiedWithoutAWordIsMadeAnew() {
        opened(Document.sample());
        int before = service.streamRequests().size();
        service.shows(Document.sample().insights("totals", ANOTHER_DAY));
        page.passes(Duration.ofSeconds(16));
        page.awaitNumber("total-logins", "7");
        assertThat(service.streamRequests()).hasSize(before + 1);
    }
}
