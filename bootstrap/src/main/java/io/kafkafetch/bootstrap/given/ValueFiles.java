package io.kafkafetch.bootstrap.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.bootstrap.catalogue.SettingNames;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The values that are in files, as secrets are: {@code KAFKA_SSL_KEY_PASSWORD_FILE} names the file that holds {@code
 * KAFKA_SSL_KEY_PASSWORD}. Without the line breaks at its end, the file's content is the value.
 *
 * @param values by the variable whose value it is; never to be shown
 * @param faults a sentence for each file that cannot be used, and each value that is given twice
 */
public record ValueFiles(Map<String, String> values, List<String> faults) {

    /** A value is a password, a key, or a chain of certificates. */
    private static final int MOST_BYTES = 1 << 20;

    public ValueFiles {
        values = Map.copyOf(values);
        faults = List.copyOf(faults);
    }

    /** Reads the files that the environment names; where it says nothing of a value, those of the file of settings. */
    public static ValueFiles of(Map<String, String> environment, ConfigFile file) {
        Map<String, String> values = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        Map<String, String> ofFile = new TreeMap<>();
        file.given().forEach((variable, given) -> ofFile.put(variable, given.text()));
        read(environment, value -> false, values, faults);
        read(ofFile, value -> isGiven(value, environment, values), values, faults);
        return new ValueFiles(values, faults);
    }

    /** @param overruled whether something that comes first gives the value of this variable */
    private static void read(
            Map<String, String> given, Predicate<String> overruled, Map<String, String> values, List<String> faults) {
        SettingNames names = SettingNames.ofThisVersion();
        new TreeMap<>(given)
                .forEach((name, path) -> names.valueOfFile(name)
                        .filter(overruled.negate())
                        .ifPresent(value -> {
                            if (ConfigFile.isGiven(value, given)) {
                                faults.add(value + " and " + name + " are both set: leave one of them out");
                                return;
                            }
                            try {
                                values.put(value, read(name, path, value));
                            } catch (InvalidSettingException unusable) {
                                faults.add(String.valueOf(unusable.getMessage()));
                            }
                        }));
    }

    /**
     * Checks that all can be used.
     *
     * @throws UserError if not, with a line for each that cannot
     */
    public void require() {
        if (!faults.isEmpty()) {
            throw new UserError(UserError.USAGE, faults);
        }
    }

    private static boolean isGiven(String value, Map<String, String> environment, Map<String, String> values) {
        return values.containsKey(value)
                || ConfigFile.isGiven(value, environment)
                || ConfigFile.isGiven(value + SettingNames.FILE, environment);
    }

    private static String read(String name, String path, String value) {
        Path file;
        try {
            file = FileName.of(path);
        } catch (InvalidPathException noPath) {
            throw new InvalidSettingException(name, path, "a path");
        }
        String text;
        try {
            if (!Files.exists(file)) {
                throw new InvalidSettingException(name, path, "a file that is there, with the value of " + value);
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidSettingException(name, path, "a file of at most 1 MB, with the value of " + value);
            }
            text = Files.readString(file, UTF_8).replaceFirst("[\r\n]+\\z", "");
        } catch (IOException unreadable) {
            throw new InvalidSettingException(
                    name, path, "a file that this user can read, in UTF-8, with the value of " + value);
        }
        if (text.isBlank()) {
            throw new InvalidSettingException(name, path, "a file with the value of " + value + "; it is empty");
        }
        return text;
    }
}
