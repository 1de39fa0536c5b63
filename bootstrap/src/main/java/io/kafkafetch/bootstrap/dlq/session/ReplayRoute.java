package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.application.replay.Canary;
import io.kafkafetch.application.replay.ReplayOutlet;
import java.util.Optional;

/** Where one replay sends records. */
public interface ReplayRoute {

    /** Its name, for people and the log. */
    String target();

    /** Whether they go there as whole files, many at once. */
    boolean isInFiles();

    /** Whether records are sent only if the service would accept them. */
    boolean isJudged();

    /** Whether letters of other streams than the service's go there too. */
    boolean takesAll();

    /**
     * What sends, and writes to the log. Whoever asks closes it.
     *
     * @throws io.kafkafetch.bootstrap.process.UserError if nothing can be sent
     */
    ReplayOutlet outlet() throws InterruptedException;

    /** Watches what becomes of the first records; empty where nobody knows when the service has read them. */
    Optional<Canary> canary();
}
