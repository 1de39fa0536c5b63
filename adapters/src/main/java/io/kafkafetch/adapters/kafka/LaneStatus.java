package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.Pulse;
import io.kafkafetch.application.Vitals;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lane does and what troubles it, for its log and its health. A trouble is logged when it begins, every
 * {@link #REMINDER} while it lasts, and when it is over. Thread-safe.
 */
final class LaneStatus {

    private static final Logger LOG = LoggerFactory.getLogger(LaneStatus.class);
    private static final Duration REMINDER = Duration.ofSeconds(30);

    /** What a lane does, and what can be in trouble. */
    enum Concern {
        CLUSTER("reaching the cluster"),
        POLL("reading"),
        RESTORE("restoring state and position"),
        RECEIVE("processing records"),
        COMMIT("committing");

        private final String activity;

        Concern(String activity) {
            this.activity = activity;
        }

        String activity() {
            return activity;
        }
    }

    private record Trouble(String message, long sinceNanos, long loggedNanos, int times) {}

    private final String lane;
    private final Vitals vitals;
    private final Pulse polling;
    private final Pulse committing;
    private final Map<Concern, Trouble> troubles = Collections.synchronizedMap(new EnumMap<>(Concern.class));

    LaneStatus(String lane) {
        this.lane = lane;
        this.vitals = new Vitals("lane " + lane, System::nanoTime);
        this.polling = vitals.pulse("poll thread");
        this.committing = vitals.pulse("commit thread");
    }

    /** Its name, for the log. */
    String lane() {
        return lane;
    }

    /** Its signs of life. */
    Vitals vitals() {
        return vitals;
    }

    /** Of the thread that polls. */
    Pulse polling() {
        return polling;
    }

    /** Of the thread that commits. */
    Pulse committing() {
        return committing;
    }

    void trouble(Concern concern, Throwable failure) {
        trouble(concern, describe(failure));
        LOG.debug("Lane {}: {}", lane, concern.activity(), failure);
    }

    void trouble(Concern concern, String message) {
        long now = System.nanoTime();
        troubles.compute(concern, (c, before) -> {
            boolean log = before == null || now - before.loggedNanos() >= REMINDER.toNanos();
            Trouble trouble = before == null
                    ? new Trouble(message, now, now, 1)
                    : new Trouble(message, before.sinceNanos(), log ? now : before.loggedNanos(), before.times() + 1);
            if (log) {
                LOG.warn(
                        "Lane {}: {} fails, nothing is lost, trying on ({}x in {} s): {}",
                        lane,
                        concern.activity(),
                        trouble.times(),
                        seconds(now - trouble.sinceNanos()),
                        message);
            }
            return trouble;
        });
    }

    void fine(Concern concern) {
        Trouble over = troubles.remove(concern);
        if (over != null) {
            LOG.info(
                    "Lane {}: {} works again after {} s",
                    lane,
                    concern.activity(),
                    seconds(System.nanoTime() - over.sinceNanos()));
        }
    }

    /** Present troubles: what is done, and why it fails. Empty where all is well. */
    Map<String, String> troubles() {
        Map<String, String> present = new java.util.TreeMap<>();
        synchronized (troubles) {
            troubles.forEach((concern, trouble) -> present.put(concern.activity(), trouble.message()));
        }
        return present;
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }

    /** The innermost cause that says something: Kafka wraps, and futures wrap again. */
    static String describe(Throwable failure) {
        Throwable told = failure;
        while (told.getCause() != null && (told instanceof ExecutionException || told.getMessage() == null)) {
            told = told.getCause();
        }
        String cause = told.getCause() == null ? "" : " (" + told.getCause() + ")";
        return told.getClass().getSimpleName() + ": " + told.getMessage() + cause;
    }
}
