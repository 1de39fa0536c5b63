package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import io.kafkafetch.application.trouble.Runbook;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Settings of health.
 *
 * @param livenessTimeout how long a thread may be at one step before it is stuck, 1 s to 1 h
 * @param runbook what page and health link to
 */
public record HealthConfiguration(Duration livenessTimeout, Runbook runbook) {

    private static final Duration BY_DEFAULT = Duration.ofSeconds(60);
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(15);
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s#\"<>]+");
    private static final String WEB_ADDRESSES =
            "an address of a copy of docs/RUNBOOK.md without an anchor, such as https://wiki.example.com/kafka-fetch/runbook";
    private static final String TIMEOUTS = "a duration from 1s to 1h, such as 60s";

    public HealthConfiguration {
        require(
                livenessTimeout.compareTo(Duration.ofSeconds(1)) >= 0
                        && livenessTimeout.compareTo(Duration.ofHours(1)) <= 0,
                "LIVENESS_TIMEOUT",
                livenessTimeout,
                TIMEOUTS);
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    static HealthConfiguration of(Settings settings) {
        return new HealthConfiguration(
                settings.value("liveness-timeout", Duration.class, BY_DEFAULT, TIMEOUTS),
                settings.optionalText("runbook-url")
                        .map(HealthConfiguration::runbook)
                        .orElse(Runbook.OF_THE_REPOSITORY));
    }

    /** A page links to it, so that nothing but a web address will do. */
    private static Runbook runbook(String text) {
        String address = text.strip();
        require(WEB_ADDRESS.matcher(address).matches(), "RUNBOOK_URL", text, WEB_ADDRESSES);
        return new Runbook(address);
    }

    /** How long a commit may be under way before the service is not ready: 15 s, and well before it is stuck. */
    public Duration commitBound() {
        Duration quarter = livenessTimeout.dividedBy(4);
        return quarter.compareTo(LONGEST_COMMIT) < 0 ? quarter : LONGEST_COMMIT;
    }
}
