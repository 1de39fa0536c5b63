package io.kafkafetch.adapters.file;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What troubles a source, for its log and its health. It is logged when it begins, every {@link #REMINDER} while it
 * lasts, and when it is over. One thread tells of it, any may ask.
 */
final class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final Duration REMINDER = Duration.ofSeconds(30);

    private record Trouble(String message, long sinceNanos, long loggedNanos, int times) {}

    private final String source;
    private volatile @Nullable Trouble present;

    Troubles(String source) {
        this.source = source;
    }

    /** This failed, and will be tried again. */
    void trouble(String activity, Throwable failure) {
        String cause = failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
        trouble(activity + " fails, nothing is lost, trying on: " + failure.getMessage() + cause);
        LOG.debug("Source {}: {}", source, activity, failure);
    }

    /** This is how things are, and they will be looked at again. */
    void trouble(String message) {
        long now = System.nanoTime();
        Trouble before = present;
        boolean log = before == null || now - before.loggedNanos() >= REMINDER.toNanos();
        Trouble trouble = before == null
                ? new Trouble(message, now, now, 1)
                : new Trouble(message, before.sinceNanos(), log ? now : before.loggedNanos(), before.times() + 1);
        present = trouble;
        if (log) {
            LOG.warn(
                    "Source {}: {} ({}x in {} s)",
                    source,
                    message,
                    trouble.times(),
                    Duration.ofNanos(now - trouble.sinceNanos()).toSeconds());
        }
    }

    void fine() {
        Trouble over = present;
        if (over != null) {
            present = null;
            LOG.info(
                    "Source {}: all is well again after {} s",
                    source,
                    Duration.ofNanos(System.nanoTime() - over.sinceNanos()).toSeconds());
        }
    }

    Optional<String> present() {
        return Optional.ofNullable(present).map(Trouble::message);
    }
}
