package io.kafkafetch.bootstrap.settings;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.micronaut.core.value.PropertyResolver;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of one start.
 *
 * @param texts what was given for a setting; empty where nothing was
 */
public record Settings(Function<Setting<?>, Optional<String>> texts) {

    /** Those that are given by their {@link Setting#key() keys}. */
    public static Settings of(Map<String, String> byKey) {
        return new Settings(setting -> Optional.ofNullable(byKey.get(setting.key())));
    }

    /** Those of Micronaut's environment. */
    public static Settings of(PropertyResolver environment) {
        return new Settings(setting -> environment.getProperty(setting.property(), String.class));
    }

    /**
     * The value of a setting.
     *
     * @throws InvalidSettingException if what was given cannot be used
     */
    public <T> T get(Setting<T> setting) {
        return setting.read(text(setting));
    }

    /** The text that counts for a setting: what was given, or its default. */
    public String text(Setting<?> setting) {
        return texts.apply(setting).orElse(setting.byDefault());
    }
}
