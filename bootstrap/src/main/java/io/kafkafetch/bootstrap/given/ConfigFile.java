package io.kafkafetch.bootstrap.given;

import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.kafkafetch.adapters.kafka.client.Secrets;
import io.kafkafetch.bootstrap.catalogue.Catalogue;
import io.kafkafetch.bootstrap.catalogue.SettingNames;
import io.kafkafetch.bootstrap.catalogue.SettingsCheck;
import io.kafkafetch.bootstrap.config.LogFormat;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of settings, which count where the environment says nothing. Its keys are those of the settings,
 * {@code batch-size}, and {@code kafka.} with a setting of Kafka's clients, {@code kafka.max.poll.records}.
 *
 * @param name of the file, for people; empty where there is none
 * @param given by environment variable
 */
public record ConfigFile(String name, Map<String, Given> given) {

    /** No file. */
    public static final ConfigFile NONE = new ConfigFile("", Map.of());

    private static final String KAFKAS = "kafka.";

    /**
     * A setting's text.
     *
     * @param property Micronaut's name of it
     */
    public record Given(String property, String text) {}

    /**
     * Reads a file, and checks it.
     *
     * @throws UserError of wrong usage, which names each line that is wrong
     */
    public static ConfigFile read(Path file) {
        SettingNames names = SettingNames.ofThisVersion();
        SettingsCheck check = new SettingsCheck(names);
        Map<String, Given> given = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (FileLines.Line line : FileLines.of(file)) {
            Optional<Setting<?>> own = Catalogue.SETTINGS.stream()
                    .filter(setting -> setting.key().equals(line.key()))
                    .findFirst();
            String variable = line.key().startsWith(KAFKAS)
                    ? KafkaVariable.of(line.key().substring(KAFKAS.length()))
                    : own.map(Setting::variable).orElseGet(() -> fileOfOwn(names, variable(line.key())));
            Optional<String> meant = check.meant(variable.isEmpty() ? variable(line.key()) : variable);
            if (variable.isEmpty() || meant.isPresent()) {
                faults.add("line " + line.line() + ": " + line.key() + " is not a setting"
                        + meant.map(ConfigFile::key)
                                .map(near -> ": is " + near + " meant?")
                                .orElse(""));
                continue;
            }
            if (own.filter(LogFormat::isRead).isPresent()) {
                faults.add("line " + line.line() + ": the log starts before this file is read, so give " + variable
                        + " in the environment");
            }
            own.flatMap(setting -> setting.fault(line.text()))
                    .ifPresent(wrong -> faults.add("line " + line.line() + ": " + wrong.getMessage()));
            Given before =
                    given.put(variable, new Given(own.map(Setting::property).orElse(line.key()), line.text()));
            if (before != null) {
                faults.add("line " + line.line() + ": " + line.key() + " is there twice");
            }
        }
        if (!faults.isEmpty()) {
            throw FileLines.unusable(file, String.join("; ", faults));
        }
        return new ConfigFile(file.toString(), given);
    }

    /**
     * Makes the file's settings system properties of this process, but for those that the environment gives, and so the
     * values that are in files: there the framework and what hides secrets find them. To be called before the framework
     * starts.
     */
    public void apply(Map<String, String> environment) {
        given.forEach((variable, setting) -> {
            if (!isGiven(variable, environment)) {
                System.setProperty(setting.property(), setting.text());
            }
        });
        ValueFiles.of(environment, this)
                .values()
                .forEach((variable, value) -> System.setProperty(property(variable), value));
        Secrets.learn();
    }

    private static String property(String variable) {
        return Catalogue.SETTINGS.stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst()
                .<String>map(Setting::property)
                .orElseGet(() -> KAFKAS + KafkaVariable.setting(variable));
    }

    /** Whether the environment gives it, by either of the names it may have there. */
    static boolean isGiven(String variable, Map<String, String> environment) {
        return environment.containsKey(variable) || environment.containsKey(SettingNames.PREFIX + variable);
    }

    /** The variable, if it names the file of a secret setting of our own; else nothing. */
    private static String fileOfOwn(SettingNames names, String variable) {
        return names.valueOfFile(variable)
                .filter(value -> !value.startsWith("KAFKA_"))
                .map(value -> variable)
                .orElse("");
    }

    private static String variable(String key) {
        return key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String key(String variable) {
        return Catalogue.SETTINGS.stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst()
                .<String>map(Setting::key)
                .orElseGet(() -> "kafka." + KafkaVariable.setting(variable));
    }
}
