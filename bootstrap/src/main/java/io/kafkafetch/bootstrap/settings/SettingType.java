package io.kafkafetch.bootstrap.settings;

import io.kafkafetch.bootstrap.process.FileName;
import io.micronaut.core.convert.ConversionService;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a setting may be. Its reading is not Micronaut's binding, which takes the default where a value cannot be
 * converted.
 *
 * @param range in the documentation, such as {@code 1 to 64}
 * @param reading of a text
 */
public record SettingType<T>(String range, Function<String, Reading<T>> reading) {

    /** What became of a text. */
    public sealed interface Reading<T> {
        /** It is a value. */
        record Fit<T>(T value) implements Reading<T> {}

        /** It is none; something else was expected. */
        record Unfit<T>(String expected) implements Reading<T> {}
    }

    /** One whose texts are values, or else the same is expected of each. */
    public static <T> SettingType<T> of(String expected, String range, Function<String, Optional<T>> values) {
        return new SettingType<>(
                range,
                text -> values.apply(text)
                        .<Reading<T>>map(Reading.Fit::new)
                        .orElseGet(() -> new Reading.Unfit<>(expected)));
    }

    Reading<T> read(String text) {
        return reading.apply(text);
    }

    /** None where the text is blank. */
    public SettingType<Optional<T>> optional() {
        return orNone(String::isBlank);
    }

    /** None where the text says so. */
    public SettingType<Optional<T>> orNone(Predicate<String> none) {
        return new SettingType<>(
                range,
                text -> none.test(text)
                        ? new Reading.Fit<>(Optional.empty())
                        : switch (read(text)) {
                            case Reading.Fit<T> fit -> new Reading.Fit<>(Optional.of(fit.value()));
                            case Reading.Unfit<T> unfit -> new Reading.Unfit<>(unfit.expected());
                        });
    }

    // ---- the kinds there are

    /** Any text but a blank one. */
    public static SettingType<String> text(String expected, String range) {
        return of(expected, range, text -> Optional.of(text).filter(some -> !some.isBlank()));
    }

    /** A whole number within a range. */
    public static SettingType<Integer> whole(int least, int most) {
        return of(
                "a whole number from " + least + " to " + most,
                String.format(Locale.ROOT, "%,d to %,d", least, most),
                text -> number(text).filter(number -> number >= least && number <= most));
    }

    /** The whole number that this text means; empty if it means none. */
    public static Optional<Integer> number(String text) {
        return ConversionService.SHARED.convert(text.strip(), Integer.class);
    }

    /** A duration within a range, whose bounds and example are texts as well. */
    public static SettingType<Duration> duration(String least, String most, String example) {
        return duration(
                least,
                most,
                "a duration from " + least + " to " + most + ", such as " + example,
                "`" + least + "` to `" + most + "`");
    }

    /** A duration within a range that is described so. */
    public static SettingType<Duration> duration(String least, String most, String expected, String range) {
        Duration shortest = duration(least).orElseThrow();
        Duration longest = duration(most).orElseThrow();
        return of(
                expected,
                range,
                text -> duration(text)
                        .filter(given -> given.compareTo(shortest) >= 0 && given.compareTo(longest) <= 0));
    }

    /** A number of bytes within a range, whose bounds are texts as well. */
    public static SettingType<Long> size(String least, String most) {
        return size(least, most, "a size from " + least + " to " + most, "`" + least + "` to `" + most + "`");
    }

    /** A number of bytes within a range that is described so. */
    public static SettingType<Long> size(String least, String most, String expected, String range) {
        long smallest = ByteCount.of(least).orElseThrow();
        long largest = ByteCount.of(most).orElseThrow();
        return of(expected, range, text -> ByteCount.of(text).filter(bytes -> bytes >= smallest && bytes <= largest));
    }

    /** True or false. */
    public static SettingType<Boolean> flag() {
        return of("true or false", "`true`, `false`", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** One of an enum's constants, by its name in lower case, with hyphens. */
    public static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
        return choice(type, Set.of());
    }

    /** The same, some of whose constants are not for users. */
    public static <E extends Enum<E>> SettingType<E> choice(Class<E> type, Set<E> unlisted) {
        return choice(type, unlisted, UnaryOperator.identity());
    }

    /** The same, whatever the case of its letters. */
    public static <E extends Enum<E>> SettingType<E> choiceInAnyCase(Class<E> type) {
        return choice(type, Set.of(), text -> text.toLowerCase(Locale.ROOT));
    }

    private static <E extends Enum<E>> SettingType<E> choice(
            Class<E> type, Set<E> unlisted, UnaryOperator<String> spelling) {
        List<String> listed = EnumSet.allOf(type).stream()
                .filter(constant -> !unlisted.contains(constant))
                .map(SettingType::name)
                .toList();
        return of(
                either(listed),
                ranged(listed),
                text -> EnumSet.allOf(type).stream()
                        .filter(constant -> name(constant).equals(spelling.apply(text)))
                        .findFirst());
    }

    /** One of these words. */
    public static SettingType<String> word(String... words) {
        return of(
                either(List.of(words)),
                ranged(List.of(words)),
                text -> Optional.of(text).filter(List.of(words)::contains));
    }

    /** A path that a file can have. */
    public static SettingType<Path> path() {
        return new SettingType<>("a path", text -> {
            try {
                return text.isBlank() ? new Reading.Unfit<>("a path") : new Reading.Fit<>(FileName.of(text));
            } catch (InvalidPathException notAPath) {
                return new Reading.Unfit<>("a path: " + notAPath.getReason());
            }
        });
    }

    private static Optional<Duration> duration(String text) {
        return ConversionService.SHARED.convert(text.strip(), Duration.class);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String either(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String ranged(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
}
