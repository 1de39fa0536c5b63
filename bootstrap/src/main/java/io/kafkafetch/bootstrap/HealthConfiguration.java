package io.kafkafetch.bootstrap;

import static io.kafkafetch.bootstrap.InvalidSettingException.require;

import java.time.Duration;

/**
 * Settings of health.
 *
 * @param livenessTimeout how long a thread may be at one step before it is stuck, 1 s to 1 h
 */
record HealthConfiguration(Duration livenessTimeout) {

    private static final Duration BY_DEFAULT = Duration.ofSeconds(60);
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(15);
    private static final String TIMEOUTS = "a duration from 1s to 1h, such as 60s";

    HealthConfiguration {
        require(
                livenessTimeout.compareTo(Duration.ofSeconds(1)) >= 0
                        && livenessTimeout.compareTo(Duration.ofHours(1)) <= 0,
                "LIVENESS_TIMEOUT",
                livenessTimeout,
                TIMEOUTS);
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    static HealthConfiguration of(Settings settings) {
        return new HealthConfiguration(settings.value("liveness-timeout", Duration.class, BY_DEFAULT, TIMEOUTS));
    }

    /** How long a commit may be under way before the service is not ready: 15 s, and well before it is stuck. */
    Duration commitBound() {
        Duration quarter = livenessTimeout.dividedBy(4);
        return quarter.compareTo(LONGEST_COMMIT) < 0 ? quarter : LONGEST_COMMIT;
    }
}
