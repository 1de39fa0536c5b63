package io.kafkafetch.bootstrap.config.http;

import static io.kafkafetch.bootstrap.settings.SettingType.duration;
import static io.kafkafetch.bootstrap.settings.SettingType.whole;

import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of all that is served; {@link ConnectionSettings} says what each bounds. */
public final class ConnectionConfiguration {

    private static final SettingType<Duration> TIMEOUT = duration("100ms", "1h", "10s");

    static final Setting<Integer> HTTP_CONNECTIONS = Setting.of(
                    Group.HTTP, "HTTP_CONNECTIONS", whole(1, 1_000_000), "5000", "connections at a time on a port")
            .more("; above, 503");
    static final Setting<Duration> HTTP_HEADER_TIMEOUT = Setting.of(
                    Group.HTTP, "HTTP_HEADER_TIMEOUT", TIMEOUT, "10s", "for the head of a connection's first request")
            .more("; then it is closed");
    static final Setting<Duration> HTTP_IDLE_TIMEOUT = Setting.of(
                    Group.HTTP, "HTTP_IDLE_TIMEOUT", TIMEOUT, "60s", "from an answer to the head of the next request")
            .more(", or to read an answer; then the connection is closed");

    public static final List<Setting<?>> SETTINGS = List.of(HTTP_CONNECTIONS, HTTP_HEADER_TIMEOUT, HTTP_IDLE_TIMEOUT);

    private ConnectionConfiguration() {}

    /**
     * What these settings say.
     *
     * @throws InvalidSettingException if a setting cannot be used
     */
    public static ConnectionSettings of(Settings settings) {
        return new ConnectionSettings(
                settings.get(HTTP_CONNECTIONS), settings.get(HTTP_HEADER_TIMEOUT), settings.get(HTTP_IDLE_TIMEOUT));
    }
}
