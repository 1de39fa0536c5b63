package io.kafkafetch.bootstrap.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.payload.SealingKey;
import io.kafkafetch.adapters.payload.UnusableKeyException;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What dead letters keep of their records.
 *
 * @param payload with the public key, where there is one
 */
public record DeadLetterConfiguration(Payload payload) {

    /** What is kept of a payload. */
    enum Kept {
        FULL,
        OMIT,
        ENCRYPTED
    }

    /** A longer file is no key, and is not read. */
    private static final int MOST_KEY_BYTES = 64 << 10;

    static final Setting<Kept> DLQ_PAYLOAD = Setting.of(
                    Group.SERVICE,
                    "DLQ_PAYLOAD",
                    SettingType.choice(Kept.class),
                    "full",
                    "key, value and headers of a rejected record are in its dead letter as they are, not at all, or encrypted")
            .more("; see [Privacy](PRIVACY.md#dead-letters)");
    static final Setting<Optional<Path>> DLQ_PUBLIC_KEY_FILE = Setting.of(
            Group.SERVICE,
            "DLQ_PUBLIC_KEY_FILE",
            SettingType.path().optional(),
            "",
            "the public key of `DLQ_PAYLOAD=encrypted`, PEM or JWK");

    public static final List<Setting<?>> SETTINGS = List.of(DLQ_PAYLOAD, DLQ_PUBLIC_KEY_FILE);

    /**
     * What these settings say.
     *
     * @throws InvalidSettingException if the file is no public key
     * @throws UserError if the settings do not go together
     */
    public static DeadLetterConfiguration of(Settings settings) {
        Kept kept = settings.get(DLQ_PAYLOAD);
        Optional<Path> file = settings.get(DLQ_PUBLIC_KEY_FILE);
        if (kept != Kept.ENCRYPTED && file.isPresent()) {
            throw new UserError(
                    UserError.USAGE,
                    "DLQ_PUBLIC_KEY_FILE has no effect without DLQ_PAYLOAD=encrypted: set that, or leave it out");
        }
        return new DeadLetterConfiguration(
                switch (kept) {
                    case FULL -> Payload.FULL;
                    case OMIT -> Payload.OMITTED;
                    case ENCRYPTED ->
                        new Payload.Encrypted(key(file.orElseThrow(() -> new UserError(
                                UserError.USAGE,
                                "DLQ_PAYLOAD=encrypted needs DLQ_PUBLIC_KEY_FILE, a file with a public key; "
                                        + SealingKey.HOW_TO_MAKE))));
                });
    }

    private static SealingKey key(Path file) {
        try {
            return SealingKey.read(text(file));
        } catch (UnusableKeyException other) {
            throw unusable(file, String.valueOf(other.getMessage()));
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_KEY_BYTES) {
                throw unusable(file, "a file of a few KB");
            }
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw unusable(file, Files.exists(file) ? "a file that can be read, in UTF-8" : "a file that is there");
        }
    }

    private static InvalidSettingException unusable(Path file, String expected) {
        return new InvalidSettingException(
                DLQ_PUBLIC_KEY_FILE.variable(), file, expected + "; " + SealingKey.HOW_TO_MAKE);
    }
}
