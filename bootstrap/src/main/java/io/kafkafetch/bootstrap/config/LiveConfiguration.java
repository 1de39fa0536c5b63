package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.settings.SettingType.duration;
import static io.kafkafetch.bootstrap.settings.SettingType.flag;
import static io.kafkafetch.bootstrap.settings.SettingType.whole;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the live view.
 *
 * @param liveView whether there is one
 * @param liveHistory how far back it begins; empty for all there is, or where there are totals the newest of it
 * @param viewers streams at a time; one more is answered with 503
 */
public record LiveConfiguration(boolean liveView, Optional<Duration> liveHistory, int viewers) {

    public static final Setting<Boolean> LIVE_VIEW = Setting.of(
            Group.LIVE, "LIVE_VIEW", flag(), "true", "whether there is a [live page](OPERATIONS.md#the-live-page)");
    static final Setting<Optional<Duration>> LIVE_HISTORY = Setting.of(
            Group.LIVE,
            "LIVE_HISTORY",
            duration("1s", "87600h", "all, or a duration from 1s to 87600h, such as 24h", "`all`, or `1s` to `87600h`")
                    .orNone(text -> text.strip().equalsIgnoreCase("all")),
            "all",
            "how far back it begins, by publishing time; with `ROLLUPS`, `all` is the newest 20,000 records");
    static final Setting<Integer> HTTP_VIEWERS = Setting.of(
                    Group.LIVE, "HTTP_VIEWERS", whole(1, 100_000), "2000", "open pages at a time")
            .more("; above, 503");

    public static final List<Setting<?>> SETTINGS = List.of(LIVE_VIEW, LIVE_HISTORY, HTTP_VIEWERS);

    /** @throws InvalidSettingException if a setting cannot be used */
    static LiveConfiguration of(Settings settings) {
        return new LiveConfiguration(settings.get(LIVE_VIEW), settings.get(LIVE_HISTORY), settings.get(HTTP_VIEWERS));
    }
}
