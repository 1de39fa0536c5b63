package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.settings.SettingType.duration;

import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of health.
 *
 * @param livenessTimeout how long a thread may be at one step before it is stuck
 * @param runbook what page and health link to
 */
public record HealthConfiguration(Duration livenessTimeout, Runbook runbook) {

    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(15);

    /** A page links to it, so that nothing but a web address will do. */
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s#\"<>]+");

    static final Setting<Duration> LIVENESS_TIMEOUT = Setting.of(
            Group.OPERATION,
            "LIVENESS_TIMEOUT",
            duration("1s", "1h", "60s"),
            "60s",
            "after how long without a sign of life a thread counts as stuck");
    static final Setting<Optional<String>> RUNBOOK_URL = Setting.of(
                    Group.OPERATION,
                    "RUNBOOK_URL",
                    SettingType.of(
                                    "an address of a copy of docs/RUNBOOK.md without an anchor, such as"
                                            + " https://wiki.example.com/kafka-fetch/runbook",
                                    "`http://…` or `https://…`, no `#`",
                                    text -> Optional.of(text.strip())
                                            .filter(address ->
                                                    WEB_ADDRESS.matcher(address).matches()))
                            .optional(),
                    "",
                    "your copy of [docs/RUNBOOK.md](RUNBOOK.md), for links")
            .more(" on the page, in health and in alerts")
            .found("the path in the repository");

    public static final List<Setting<?>> SETTINGS = List.of(LIVENESS_TIMEOUT, RUNBOOK_URL);

    /** @throws InvalidSettingException if a setting cannot be used */
    static HealthConfiguration of(Settings settings) {
        return new HealthConfiguration(
                settings.get(LIVENESS_TIMEOUT),
                settings.get(RUNBOOK_URL).map(Runbook::new).orElse(Runbook.OF_THE_REPOSITORY));
    }

    /** How long a commit may be under way before the service is not ready: 15 s, and well before it is stuck. */
    public Duration commitBound() {
        Duration quarter = livenessTimeout.dividedBy(4);
        return quarter.compareTo(LONGEST_COMMIT) < 0 ? quarter : LONGEST_COMMIT;
    }
}
