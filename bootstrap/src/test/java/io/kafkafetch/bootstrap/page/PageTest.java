package io.kafkafetch.bootstrap.page;

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
    private Chromium chromium;
    private Window window;

    @BeforeEach
    final void openWindow(Chromium launched) throws Exception {
        chromium = launched;
        service = FakeService.start();
        open(chromium.shared());
    }

    private void open(Window opened) {
        window = opened;
        watch = window.watch();
        page = window.page();
    }

    /** Before the page is opened: gives it a window that no other test sees, for what cannot be undone in a window. */
    final void ownWindow() {
        open(new Window(chromium.browser()));
    }

    /** Before the page is opened: lets {@link LivePage#passes} move its clock and timers. */
    final void steersTime() {
        ownWindow();
        page.page().clock().install();
    }

    @AfterEach
    final void closeWindow() {
        try {
            if (page != null) {
                watch.assertClean(page.page());
            }
        } finally {
            if (window == chromium.shared()) {
                window.leave();
            } else if (window != null) {
                window.close();
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

    /** Waits until something is drawn on this canvas, which has no size before it is laid out. */
    final void awaitDrawn(String canvas) throws Exception {
        awaitTrue(canvas + " is drawn", """
                (id) => {
                    const canvas = document.getElementById(id);
                    if (canvas.width === 0 || canvas.height === 0) {
                        return false;
                    }
                    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                    return pixels.some((value) => value !== 0);
                }""", canvas);
    }
}
