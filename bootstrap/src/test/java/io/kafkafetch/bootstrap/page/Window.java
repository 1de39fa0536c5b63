package io.kafkafetch.bootstrap.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * A laptop's screen with a page, a reader in Berlin, and the watch. A page that is opened again in the same window takes
 * the browser a quarter of the time, since it starts no process.
 */
final class Window implements AutoCloseable {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private final BrowserContext context;
    private final BrowserWatch watch;
    private final LivePage page;

    Window(Browser browser) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("de-DE")
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
        watch = new BrowserWatch(context);
        page = new LivePage(context.newPage());
    }

    BrowserWatch watch() {
        return watch;
    }

    /** The page, blank, with the size, the theme and the mouse as they were at first. */
    LivePage page() {
        page.page().setViewportSize(WIDTH, HEIGHT);
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.page().mouse().move(0, 0);
        watch.restart();
        return page;
    }

    /** Ends what is on the page. */
    void leave() {
        page.page().navigate("about:blank");
    }

    @Override
    public void close() {
        context.close();
    }
}
