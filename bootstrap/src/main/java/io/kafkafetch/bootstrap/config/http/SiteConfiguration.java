package io.kafkafetch.bootstrap.config.http;

import io.kafkafetch.adapters.http.guard.Sites;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Settings of who may ask HTTP by which name; {@link Sites} says what each means.
 *
 * @param allowedHosts host names beside those of this machine
 * @param allowedOrigins origins beside those of the hosts themselves
 */
public record SiteConfiguration(List<String> allowedHosts, List<String> allowedOrigins) {

    static final Setting<List<String>> HTTP_ALLOWED_HOSTS = Setting.of(
                    Group.HTTP,
                    "HTTP_ALLOWED_HOSTS",
                    names(
                            "host names without ports, separated by commas, such as logins.example.com,*.internal, or"
                                    + " * for any",
                            "`logins.example.com`, `*.example.com`, …, or `*`",
                            hosts -> Sites.of("127.0.0.1", hosts, List.of())),
                    "",
                    "further names in the `Host` header")
            .more(", beside loopback names and `HTTP_HOST`; with `0.0.0.0` addresses and names without a dot are among"
                    + " them. Others get 421");
    static final Setting<List<String>> HTTP_ALLOWED_ORIGINS = Setting.of(
                    Group.HTTP,
                    "HTTP_ALLOWED_ORIGINS",
                    names(
                            "origins, separated by commas, such as https://logins.example.com, or * for any",
                            "`https://logins.example.com`, …, or `*`",
                            origins -> Sites.of("127.0.0.1", List.of(), origins)),
                    "",
                    "further sites whose pages may send requests")
            .more(", beside the host's own; needed behind a proxy that replaces the `Host` header. Others get 403");

    public static final List<Setting<?>> SETTINGS = List.of(HTTP_ALLOWED_HOSTS, HTTP_ALLOWED_ORIGINS);

    public SiteConfiguration {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /**
     * What these settings say.
     *
     * @throws InvalidSettingException if a setting cannot be used
     */
    public static SiteConfiguration of(Settings settings) {
        return new SiteConfiguration(settings.get(HTTP_ALLOWED_HOSTS), settings.get(HTTP_ALLOWED_ORIGINS));
    }

    public Sites sites(ServerAddress address) {
        return Sites.of(address.host(), allowedHosts, allowedOrigins);
    }

    /** @param check of the adapter's, which throws where it cannot use one of them */
    private static SettingType<List<String>> names(String expected, String range, Function<List<String>, Sites> check) {
        return SettingType.of(expected, range, text -> {
            List<String> names = Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
            try {
                return Optional.of(check.apply(names)).map(usable -> names);
            } catch (IllegalArgumentException wrong) {
                return Optional.empty();
            }
        });
    }
}
