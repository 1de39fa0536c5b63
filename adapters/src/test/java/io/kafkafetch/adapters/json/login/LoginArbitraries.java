package io.kafkafetch.adapters.json.login;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid logins, and all the ways in which JSON may write one. */
final class LoginArbitraries {

    private static final List<String> UNKNOWN_VALUES = List.of(
            "null",
            "-0.1e+20",
            "[[],{},\"\\ud800\"]",
            "{\"user_id\":null,\"timestamp\":{\"ip\":[\"locale\"]}}",
            "\"}\\\"],\\\\\"",
            "[{\"device_type\":1},{\"device_type\":2}]");

    private LoginArbitraries() {}

    static Arbitrary<LoginEvent> events() {
        return Combinators.combine(texts(), texts(), Arbitraries.longs().between(0, LoginEvent.MAX_TIMESTAMP), texts())
                .as(LoginEvent::new);
    }

    /** This event as JSON: fields in any order, unknown ones among them, any escapes, any white space. */
    static Arbitrary<String> jsonOf(LoginEvent event) {
        return Arbitraries.of("fe175330", "\u00e9\u20ac", "\ud83d\ude00", "\"quoted\"", "\\\n", "x".repeat(256))
                .flatMap(userId -> jsonOf(event, userId));
    }

    /** The same, of this user. */
    static Arbitrary<String> jsonOf(LoginEvent event, String userId) {
        return Arbitraries.randomValue(random -> jsonOf(event, userId, random));
    }

    /** Any text that is fit for a field. */
    static Arbitrary<String> texts() {
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7f),
                Arbitraries.integers().between(0, 0xd7ff),
                Arbitraries.integers().between(0xe000, Character.MAX_CODE_POINT),
                Arbitraries.of(0, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff, (int) '"', (int) '\\'));
        return codePoints
                .list()
                .ofMaxSize(LoginEvent.MAX_TEXT - 1)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .append('x') // never blank
                        .toString());
    }

    static String jsonOf(LoginEvent event, String userId, Random random) {
        List<String> members = new ArrayList<>(List.of(
                member("user_id", quoted(userId, random), random),
                member("app_version", quoted(event.appVersion(), random), random),
                member("ip", quoted("\u00e9\u20ac", random), random),
                member("locale", quoted(event.locale(), random), random),
                member("device_id", quoted("\"quoted\"", random), random),
                member("timestamp", timestamp(event.timestamp(), random), random),
                member("device_type", quoted(event.deviceType(), random), random)));
        for (int unknown = random.nextInt(4); unknown > 0; unknown--) {
            String value = UNKNOWN_VALUES.get(random.nextInt(UNKNOWN_VALUES.size()));
            members.add(member(random.nextBoolean() ? "x" : "User_id", value, random));
        }
        Collections.shuffle(members, random);
        return space(random) + "{" + space(random) + String.join(",", members) + space(random) + "}" + space(random);
    }

    private static String member(String name, String value, Random random) {
        return space(random) + quoted(name, random) + space(random) + ":" + space(random) + value + space(random);
    }

    private static String timestamp(long seconds, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> seconds + "." + "0".repeat(1 + random.nextInt(5));
            case 1 -> seconds == 0 ? "0e-3" : seconds + "000e-3";
            case 2 -> seconds + "E+0";
            case 3 -> quoted(Long.toString(seconds), random);
            default -> Long.toString(seconds);
        };
    }

    private static String quoted(String text, Random random) {
        int percentEscaped = List.of(0, 50, 100).get(random.nextInt(3));
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            boolean must = point < ' ' || point == '"' || point == '\\';
            if (must || random.nextInt(100) < percentEscaped) {
                for (char c : Character.toChars(point)) {
                    json.append(escaped(c, random));
                }
            } else {
                json.appendCodePoint(point);
            }
        });
        return json.append('"').toString();
    }

    private static String escaped(char c, Random random) {
        int shortForm = "\"\\/\b\f\n\r\t".indexOf(c);
        if (shortForm >= 0 && random.nextBoolean()) {
            return "\\" + "\"\\/bfnrt".charAt(shortForm);
        }
        String hex = String.format(Locale.ROOT, "%04x", (int) c);
        return "\\u" + (random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
    }

    private static String space(Random random) {
        return " \t\r\n".substring(random.nextInt(4)).substring(0, random.nextInt(10) == 0 ? 1 : 0);
    }
}
