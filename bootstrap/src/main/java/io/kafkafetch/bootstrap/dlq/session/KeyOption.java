package io.kafkafetch.bootstrap.dlq.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.adapters.payload.UnusableKeyException;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key that opens letters of {@code DLQ_PAYLOAD=encrypted}. */
public final class KeyOption {

    /** A longer file is no key, and is not read. */
    private static final int MOST_BYTES = 64 << 10;

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            description = "Private key of DLQ_PAYLOAD=encrypted, PEM or JWK, without a password.")
    private @Nullable String file;

    /**
     * The key; empty where none is given.
     *
     * @throws UserError of wrong usage, where the file is no such key
     */
    public Optional<OpeningKey> read() {
        return file == null ? Optional.empty() : Optional.of(read(FileName.of("--private-key", file)));
    }

    private static OpeningKey read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unusable(file, "a file of a few KB");
            }
            return OpeningKey.read(Files.readString(file, UTF_8));
        } catch (IOException unreadable) {
            throw unusable(file, Files.exists(file) ? "a file that can be read, in UTF-8" : "a file that is there");
        } catch (UnusableKeyException other) {
            throw unusable(file, String.valueOf(other.getMessage()));
        }
    }

    private static UserError unusable(Path file, String expected) {
        return new UserError(UserError.USAGE, "--private-key=" + file + " cannot be used: expected " + expected);
    }
}
