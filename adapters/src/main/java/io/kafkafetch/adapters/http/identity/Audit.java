package io.kafkafetch.adapters.http.identity;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of the log for each request that changed something: who, from where, what. Nothing of what was sent is in it. Only
 * where callers have names, that is with {@code HTTP_AUTH}.
 */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("kafka-fetch.audit");

    private Audit() {}

    /** Logs what became of a post of logins, if its caller has a name. */
    public static void posted(HttpRequest<?> request, long accepted, long rejected, long skipped) {
        String counts =
                accepted + " accepted, " + rejected + " rejected" + (skipped == 0 ? "" : ", " + skipped + " skipped");
        Caller.of(request).ifPresent(caller -> line(request, caller, "posted logins: " + counts));
    }

    /**
     * What logs lines of this request's caller, also after the request has ended; empty where callers have no names.
     */
    public static Optional<Consumer<String>> of(HttpRequest<?> request) {
        String address = request.getRemoteAddress().getAddress().getHostAddress();
        return Caller.of(request).map(caller -> what -> LOG.info("{} at {} {}", caller.name(), address, what));
    }

    /** Logs what this caller did. */
    public static void line(HttpRequest<?> request, Caller caller, String what) {
        LOG.info(
                "{} at {} {}",
                caller.name(),
                request.getRemoteAddress().getAddress().getHostAddress(),
                what);
    }
}
