package io.kafkafetch.bootstrap.config;

import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the mapping that a user names. */
public final class Mappings {

    private Mappings() {}

    /**
     * The mapping of this name.
     *
     * @param option by which it was named, e.g. {@code LOGIN_MAPPING}
     * @param given the name of a preset, or a file; a file called like a preset is meant where a folder is named too
     * @throws InvalidSettingException if there is none, or it cannot be used; the message says all that is wrong with it
     */
    public static LoginMapping of(String option, String given) {
        Optional<byte[]> preset = Presets.text(given);
        byte[] text = preset.isPresent() ? preset.get() : file(option, given);
        try {
            return MappingReader.read(text);
        } catch (FaultyMappingException faulty) {
            throw new InvalidSettingException(
                    option, given, "a mapping without faults. " + String.join("; ", faulty.faults()));
        }
    }

    private static byte[] file(String option, String given) {
        try {
            return Files.readAllBytes(Path.of(given));
        } catch (IOException | InvalidPathException unreadable) {
            throw new InvalidSettingException(
                    option, given, "one of " + String.join(", ", Presets.NAMES) + ", or a file that can be read");
        }
    }
}
