package io.kafkafetch.bootstrap.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The browser of the machine, without a window. Playwright's own browsers are never downloaded. One thread. */
final class Chromium implements AutoCloseable {

    /** Names the browser's file; where it is set, no other is looked for. */
    static final String VARIABLE = "CHROME_BIN";

    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    /** No request of the browser's own, and what a container without a GPU needs. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final Window shared;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(FLAGS));
        shared = new Window(browser);
    }

    /** A browser, or empty where the machine has none. */
    static Optional<Chromium> launch() {
        return executable().map(Chromium::new);
    }

    private static Optional<Path> executable() {
        List<String> candidates =
                Optional.ofNullable(System.getenv(VARIABLE)).map(List::of).orElse(USUAL);
        return candidates.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    Browser browser() {
        return browser;
    }

    /**
     * The window of all tests that need none of their own. Services have a port of their own, so that no page finds what
     * another one stored.
     */
    Window shared() {
        return shared;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
