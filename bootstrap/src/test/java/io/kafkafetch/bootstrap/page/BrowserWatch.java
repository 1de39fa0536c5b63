package io.kafkafetch.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Watches what a page must never do: report an error, break its content security policy, ask another host. */
final class BrowserWatch {

    /** What the browser itself writes where a server is away or answers with an error; the page can't help it. */
    private static final Pattern OF_THE_NETWORK = Pattern.compile("Failed to load resource: .*", Pattern.DOTALL);

    private final List<String> complaints = new ArrayList<>();
    private final List<String> requested = new ArrayList<>();

    BrowserWatch(BrowserContext context) {
        context.onRequest(request -> requested.add(request.url()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        context.onPage(page -> page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        }));
    }

    /** Forgets what was seen so far, before another page of the context is watched. */
    void restart() {
        complaints.clear();
        requested.clear();
    }

    /** To be called where the test takes the server away. */
    void forgiveNetwork() {
        complaints.removeIf(OF_THE_NETWORK.asMatchPredicate());
    }

    void assertSilent() {
        assertThat(complaints).as("errors and warnings in the console").isEmpty();
    }

    void assertClean(Page page) {
        String host = URI.create(page.url()).getAuthority();
        assertSilent();
        assertThat(requested)
                .as("requests")
                .isNotEmpty()
                .allSatisfy(url -> assertThat(URI.create(url).getAuthority()).isEqualTo(host));
    }
}
