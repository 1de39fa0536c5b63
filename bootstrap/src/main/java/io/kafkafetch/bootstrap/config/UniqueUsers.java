package io.kafkafetch.bootstrap.config;

import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of unique users. */
final class UniqueUsers {

    private static final String EXPECTED = "a secret of at least " + SecretUserKey.MIN_LENGTH + " characters";

    static final Setting<Optional<SecretUserKey>> UNIQUE_USERS_KEY = Setting.of(
                    Group.SERVICE,
                    "UNIQUE_USERS_KEY",
                    SettingType.of(
                                    EXPECTED,
                                    "a secret, from " + SecretUserKey.MIN_LENGTH + " characters",
                                    UniqueUsers::key)
                            .optional(),
                    "",
                    "counts different users in the totals, as hashes with this key")
            .more("; see [Unique users](OPERATIONS.md#unique-users)");
    static final Setting<Optional<Path>> UNIQUE_USERS_KEY_FILE = Setting.of(
            Group.SERVICE,
            "UNIQUE_USERS_KEY_FILE",
            SettingType.path().optional(),
            "",
            "file that holds the key, instead of `UNIQUE_USERS_KEY`");

    static final List<Setting<?>> SETTINGS = List.of(UNIQUE_USERS_KEY, UNIQUE_USERS_KEY_FILE);

    private UniqueUsers() {}

    private static Optional<SecretUserKey> key(String text) {
        return text.length() < SecretUserKey.MIN_LENGTH ? Optional.empty() : Optional.of(SecretUserKey.of(text));
    }

    /**
     * The key; empty where there is none.
     *
     * @throws InvalidSettingException if the file cannot be read, is no key, or both settings are given
     */
    static Optional<SecretUserKey> key(Settings settings) {
        Optional<SecretUserKey> given = settings.get(UNIQUE_USERS_KEY);
        Optional<Path> file = settings.get(UNIQUE_USERS_KEY_FILE);
        if (file.isEmpty()) {
            return given;
        }
        InvalidSettingException.require(
                given.isEmpty(), UNIQUE_USERS_KEY_FILE.variable(), file.get(), "not to be set beside UNIQUE_USERS_KEY");
        return Optional.of(read(file.get()));
    }

    private static SecretUserKey read(Path file) {
        String name = UNIQUE_USERS_KEY_FILE.variable();
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new InvalidSettingException(name, file, "a file that can be read, in UTF-8");
        }
        return key(text).orElseThrow(() -> new InvalidSettingException(name, file, "a file with " + EXPECTED));
    }
}
