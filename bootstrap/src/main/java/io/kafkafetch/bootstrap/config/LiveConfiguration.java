package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the live view.
 *
 * @param liveView whether there is one
 * @param liveHistory how far back it begins, 1 second to 3,650 days; empty for all there is
 * @param viewers streams at a time, 1 to 100,000; one more is answered with 503
 */
public record LiveConfiguration(boolean liveView, Optional<Duration> liveHistory, int viewers) {

    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final int MOST_VIEWERS = 100_000;
    private static final String ALL = "all";
    private static final String VIEWERS = "a whole number from 1 to " + MOST_VIEWERS;
    private static final String HISTORIES = "all, or a duration from 1s to 87600h, such as 24h";

    public LiveConfiguration {
        liveHistory.ifPresent(duration -> require(
                duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(LONGEST) <= 0,
                "LIVE_HISTORY",
                duration,
                HISTORIES));
        require(viewers >= 1 && viewers <= MOST_VIEWERS, "HTTP_VIEWERS", viewers, VIEWERS);
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    static LiveConfiguration of(Settings settings) {
        boolean all = settings.text("live-history", ALL).strip().equalsIgnoreCase(ALL);
        return new LiveConfiguration(
                settings.flag("live-view", true),
                all
                        ? Optional.empty()
                        : Optional.of(settings.value("live-history", Duration.class, LONGEST, HISTORIES)),
                settings.value("http-viewers", Integer.class, 2_000, VIEWERS));
    }
}
