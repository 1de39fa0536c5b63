package io.kafkafetch.bootstrap.config;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.micronaut.core.convert.ConversionService;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads typed settings. Not by Micronaut's binding, which takes the default where a value cannot be converted. All
 * methods throw an {@link InvalidSettingException} that says what was expected.
 *
 * @param texts the text of a setting by its name, such as {@code batch-size}
 */
public record Settings(Function<String, Optional<String>> texts) {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,18}) ?([kmg]?)(?:i?b)?");

    public String text(String name, String byDefault) {
        return texts.apply(name).orElse(byDefault);
    }

    /** Empty where it is blank. */
    Optional<String> optionalText(String name) {
        return texts.apply(name).filter(text -> !text.isBlank());
    }

    public boolean flag(String name, boolean byDefault) {
        return texts.apply(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new InvalidSettingException(variable(name), text, "true or false");
                })
                .orElse(byDefault);
    }

    /** One of an enum's constants, in lower case: conditions of beans compare the text. */
    <E extends Enum<E>> E choice(String name, Class<E> type, E byDefault, String expected) {
        return texts.apply(name)
                .map(text -> EnumSet.allOf(type).stream()
                        .filter(constant ->
                                constant.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new InvalidSettingException(variable(name), text, expected)))
                .orElse(byDefault);
    }

    <T> T value(String name, Class<T> type, T byDefault, String expected) {
        return texts.apply(name)
                .map(text -> ConversionService.SHARED
                        .convert(text.strip(), type)
                        .orElseThrow(() -> new InvalidSettingException(variable(name), text, expected)))
                .orElse(byDefault);
    }

    /** A number of bytes, such as {@code 512KB}, {@code 1MiB} or {@code 1048576}; all units are powers of 1,024. */
    long bytes(String name, long byDefault, String expected) {
        return texts.apply(name)
                .map(text -> bytes(text).orElseThrow(() -> new InvalidSettingException(variable(name), text, expected)))
                .orElse(byDefault);
    }

    /** The number of bytes that this text means, at most {@link Long#MAX_VALUE}; empty if it means none. */
    public static Optional<Long> bytes(String text) {
        Matcher matcher = BYTES.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift);
    }

    private static String variable(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
