package io.kafkafetch.bootstrap.deploy;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where there is no {@code kubectl}, with a message that says so; with {@code REQUIRE_KUBECTL=true}, as in CI,
 * they fail.
 */
final class NeedsKubectl implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
        if (!isThere()) {
            String message = "NO KUBECTL: the manifests under deploy/kubernetes are not rendered on this machine";
            if (Boolean.parseBoolean(System.getenv("REQUIRE_KUBECTL"))) {
                throw new AssertionError(message);
            }
            System.err.println(message);
            Assumptions.abort(message);
        }
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("kubectl", "version", "--client")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
