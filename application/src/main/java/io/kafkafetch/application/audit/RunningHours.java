package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The running hours of a partition as the audit goes on. Where records were counted a second time, as after offsets were
 * set back, the manifests behind that say which of both counts went on. Where they were recomputed in another zone, they are not
 * known until they begin again. Not thread-safe.
 */
final class RunningHours {

    private @Nullable HourCounts running;
    private @Nullable HourCounts repeated;
    private @Nullable ZoneId zone;

    RunningHours(Optional<HourCounts> running) {
        this.running = running.orElse(null);
    }

    /** Those before the next batch; empty where nobody knows. */
    Optional<HourCounts> now() {
        return Optional.ofNullable(running);
    }

    /**
     * The next manifest follows.
     *
     * @return how many logins were before it, if it begins to count again
     */
    Optional<Long> begin(Manifest manifest) {
        Optional<Long> forgotten = Optional.empty();
        ZoneId there = manifest.clock().zone().normalized();
        if (zone != null && !zone.equals(there)) {
            running = null;
            repeated = null;
        }
        zone = there;
        if (running == null || !continues(running, manifest)) {
            if (repeated != null && continues(repeated, manifest)) {
                running = repeated;
            } else if (manifest.before() == 0) {
                forgotten = now().map(HourCounts::total);
                running = HourCounts.EMPTY;
            }
        }
        repeated = null;
        return forgotten;
    }

    /** These logins were counted. */
    void add(HourCounts hours) {
        running = running == null ? null : running.plus(hours);
    }

    /** What this manifest claims was counted; not known if it contradicts itself. */
    void follow(@Nullable HourCounts from, Manifest manifest) {
        running = from == null ? null : manifest.hours().map(from::plus).orElse(null);
    }

    /** This manifest has records that were counted before. */
    void repeat(Manifest manifest) {
        HourCounts from = null;
        if (manifest.before() == 0) {
            from = HourCounts.EMPTY;
        } else if (repeated != null && continues(repeated, manifest)) {
            from = repeated;
        } else if (running != null && continues(running, manifest)) {
            from = running;
        }
        repeated = from == null ? null : manifest.hours().map(from::plus).orElse(null);
    }

    private static boolean continues(HourCounts hours, Manifest manifest) {
        return hours.total() == manifest.before();
    }
}
