package io.kafkafetch.bootstrap.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The same logins in several shapes; now and then one lacks its user. */
enum SameFeeds {
    PLAIN {
        @Override
        Optional<String> mapping() {
            return Optional.empty();
        }

        @Override
        String json(String user, String region, boolean web, long second) {
            return "{%s\"app_version\":\"unknown\",\"ip\":\"192.0.2.1\",\"locale\":\"%s\",\"device_id\":\"unknown\",\"timestamp\":%d,\"device_type\":\"%s\"}"
                    .formatted(member("user_id", user), region, second, web ? "web" : "unknown");
        }
    },
    OKTA {
        @Override
        String json(String user, String region, boolean web, long second) {
            return "{\"eventType\":\"user.session.start\",\"outcome\":{\"result\":\"SUCCESS\"},\"actor\":{%s\"type\":\"User\"},\"client\":{\"device\":\"%s\",\"geographicalContext\":{\"country\":\"%s\"}},\"published\":\"%s\"}"
                    .formatted(
                            member("id", user),
                            web ? "Computer" : "Unknown",
                            region,
                            Instant.ofEpochSecond(second).plusMillis(7));
        }
    },
    AUTH0_EXPORT {
        @Override
        String json(String user, String region, boolean web, long second) {
            return "{%s\"type\":\"s\",\"date\":\"%s\",%s\"location_info\":{\"country_code\":\"%s\"}}"
                    .formatted(
                            member("user_id", user),
                            Instant.ofEpochSecond(second),
                            web ? "\"isMobile\":false," : "",
                            region);
        }
    },
    ENTRA_MONITOR {
        @Override
        String json(String user, String region, boolean web, long second) {
            return "{\"category\":\"SignInLogs\",\"resultType\":\"0\",\"time\":\"%s\",\"properties\":{%s\"clientAppUsed\":\"%s\",\"location\":{\"countryOrRegion\":\"%s\"}}}"
                    .formatted(
                            Instant.ofEpochSecond(second), member("userId", user), web ? "Browser" : "IMAP4", region);
        }
    };

    private static final List<String> REGIONS = List.of("DE", "US", "FR", "JP", "BR");
    private static final long FIRST = 1_767_603_600;

    abstract String json(String user, String region, boolean web, long second);

    /** The preset that reads it. */
    Optional<String> mapping() {
        return Optional.of(toString());
    }

    /** The login of this number in this shape. */
    String login(int number) {
        String user = number % 17 == 11 ? "" : "user-" + number % 97;
        return json(user, REGIONS.get(number * number % REGIONS.size()), number % 3 > 0, FIRST + 613L * number);
    }

    private static String member(String name, String value) {
        return value.isEmpty() ? "" : "\"" + name + "\":\"" + value + "\",";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
