package io.kafkafetch.bootstrap.config;

import io.kafkafetch.adapters.http.guard.Sites;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import java.util.Arrays;
import java.util.List;

/**
 * Settings of who may ask HTTP by which name; {@link Sites} says what each means.
 *
 * @param allowedHosts host names beside those of this machine
 * @param allowedOrigins origins beside those of the hosts themselves
 */
record SiteConfiguration(List<String> allowedHosts, List<String> allowedOrigins) {

    private static final String HOSTS =
            "host names without ports, separated by commas, such as logins.example.com,*.internal, or * for any";
    private static final String ORIGINS =
            "origins, separated by commas, such as https://logins.example.com, or * for any";

    SiteConfiguration {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
        check(allowedHosts, List.of(), "HTTP_ALLOWED_HOSTS", HOSTS);
        check(List.of(), allowedOrigins, "HTTP_ALLOWED_ORIGINS", ORIGINS);
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    static SiteConfiguration of(Settings settings) {
        return new SiteConfiguration(
                list(settings.text("http-allowed-hosts", "")), list(settings.text("http-allowed-origins", "")));
    }

    Sites sites(ServerAddress address) {
        return Sites.of(address.host(), allowedHosts, allowedOrigins);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static void check(List<String> hosts, List<String> origins, String setting, String expected) {
        try {
            Sites.of("127.0.0.1", hosts, origins);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidSettingException(setting, String.join(",", hosts) + String.join(",", origins), expected);
        }
    }
}
