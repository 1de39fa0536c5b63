package io.kafkafetch.bootstrap.page;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one browser of this run, as a parameter. Without a browser they are skipped with a message that says
 * so; with {@code REQUIRE_BROWSER=true}, as in CI, they fail.
 */
final class NeedsBrowser implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(NeedsBrowser.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (launched(context).isEmpty()) {
            String message = "NO BROWSER: the live page is not tested on this machine; install chromium or set "
                    + Chromium.VARIABLE;
            if (Boolean.parseBoolean(System.getenv("REQUIRE_BROWSER"))) {
                throw new AssertionError(message);
            }
            System.err.println(message);
            Assumptions.abort(message);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return launched(context).orElseThrow();
    }

    /** Launched once for all classes; JUnit closes what is in the root's store in the end. */
    private static Optional<Chromium> launched(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Launched.class, key -> new Launched(Chromium.launch()), Launched.class)
                .chromium();
    }

    private record Launched(Optional<Chromium> chromium) implements AutoCloseable {
        @Override
        public void close() {
            chromium.ifPresent(Chromium::close);
        }
    }
}
