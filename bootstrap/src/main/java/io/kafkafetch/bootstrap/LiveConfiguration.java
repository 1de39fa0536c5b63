package io.kafkafetch.bootstrap;

import static io.kafkafetch.bootstrap.InvalidSettingException.require;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the live view.
 *
 * @param liveView whether there is one
 * @param liveHistory how far back it begins, 1 second to 3,650 days; empty for all there is
 */
record LiveConfiguration(boolean liveView, Optional<Duration> liveHistory) {

    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final String ALL = "all";
    private static final String HISTORIES = "all, or a duration from 1s to 87600h, such as 24h";

    LiveConfiguration {
        liveHistory.ifPresent(duration -> require(
                duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(LONGEST) <= 0,
                "LIVE_HISTORY",
                duration,
                HISTORIES));
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    static LiveConfiguration of(Settings settings) {
        boolean all = settings.text("live-history", ALL).strip().equalsIgnoreCase(ALL);
        return new LiveConfiguration(
                settings.flag("live-view", true),
                all
                        ? Optional.empty()
                        : Optional.of(settings.value("live-history", Duration.class, LONGEST, HISTORIES)));
    }
}
