package io.kafkafetch.bootstrap.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.kafkafetch.bootstrap.kafka.Await;
import io.kafkafetch.bootstrap.kafka.SteadyNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A fake service with a full document, and a window of the browser on a laptop's screen. After each test: no error in
 * the console, no request to another host.
 */
@ExtendWith({SteadyNetwork.class, NeedsBrowser.class})
abstract class PageTest {

    FakeService service;
    LivePage page;
    BrowserWatch watch;
    private BrowserContext context;

    @BeforeEach
    final void openWindow(Chromium chromium) throws Exception {
        service = FakeService.start();
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 800)
                        .setLocale("de-DE")
                        .setTimezoneId("Europe/Berlin")
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE));
        watch = new BrowserWatch(context);
        page = new LivePage(context.newPage());
    }

    @AfterEach
    final void closeWindow() {
        try {
            if (page != null) {
                watch.assertClean(page.page());
            }
        } finally {
            if (context != null) {
                context.close();
            }
            if (service != null) {
                service.close();
            }
        }
    }

    /** The page with this document, its numbers shown. */
    final LivePage opened(Document document) {
        service.shows(document);
        page.open(service.address());
        page.awaitConnected();
        return page;
    }

    /**
     * Waits until this function of the page's is true. Playwright's own waiting evaluates within the page, where its
     * content security policy forbids that: it fails where the first look comes too early.
     */
    final void awaitTrue(String what, String function, Object argument) throws Exception {
        Await.until(what, () -> Boolean.TRUE.equals(page.page().evaluate(function, argument)));
    }
}
