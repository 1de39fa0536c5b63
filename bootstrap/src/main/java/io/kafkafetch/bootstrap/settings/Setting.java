package io.kafkafetch.bootstrap.settings;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import java.util.Locale;
import java.util.Optional;

/**
 * One setting: its names, what it may be, and what it means.
 *
 * @param group who reads it
 * @param variable its name in the environment, such as {@code BATCH_SIZE}
 * @param property its name for Micronaut, such as {@code kafka-fetch.batch-size}
 * @param type what it may be
 * @param byDefault the text it has where nobody gives one; empty where the default is none, or found at the start
 * @param found what it is by default where that is found at the start
 * @param text what it means, in a clause
 * @param more what the documentation adds to the clause
 */
public record Setting<T>(
        Group group,
        String variable,
        String property,
        SettingType<T> type,
        String byDefault,
        String found,
        String text,
        String more) {

    /** Who reads a setting. */
    public enum Group {
        SERVICE("Settings, from the environment"),
        KAFKA("With Kafka"),
        FILES("With files"),
        HTTP("With HTTP"),
        LIVE("Live view"),
        OPERATION("Also");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** What the help puts above its settings. */
        public String title() {
            return title;
        }
    }

    /** A setting of the service's own, whose property follows from its variable. */
    public static <T> Setting<T> of(Group group, String variable, SettingType<T> type, String byDefault, String text) {
        return new Setting<>(group, variable, "kafka-fetch." + key(variable), type, byDefault, "", text, "");
    }

    /** The same, read by others under this property. */
    public Setting<T> as(String property) {
        return new Setting<>(group, variable, property, type, byDefault, found, text, more);
    }

    /** The same, whose default is found at the start. */
    public Setting<T> found(String what) {
        return new Setting<>(group, variable, property, type, byDefault, what, text, more);
    }

    /** The same, with more in the documentation. */
    public Setting<T> more(String more) {
        return new Setting<>(group, variable, property, type, byDefault, found, text, more);
    }

    /** Its name in a file of settings, such as {@code batch-size}. */
    public String key() {
        return key(variable);
    }

    /** What this text means. */
    public T read(String text) {
        return switch (type.read(text)) {
            case SettingType.Reading.Fit<T> fit -> fit.value();
            case SettingType.Reading.Unfit<T> unfit ->
                throw new InvalidSettingException(variable, text, unfit.expected());
        };
    }

    /** What is wrong with this text; empty where nothing is. */
    public Optional<InvalidSettingException> fault(String text) {
        return switch (type.read(text)) {
            case SettingType.Reading.Fit<T> fit -> Optional.empty();
            case SettingType.Reading.Unfit<T> unfit ->
                Optional.of(new InvalidSettingException(variable, text, unfit.expected()));
        };
    }

    private static String key(String variable) {
        return variable.replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
