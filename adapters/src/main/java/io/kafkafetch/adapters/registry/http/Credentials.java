package io.kafkafetch.adapters.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.reread.Reread;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a registry is shown with each request: nothing, a name with a password, or a token. Thread-safe. */
public final class Credentials {

    /** A longer file is no token, and is not read. */
    private static final int MOST_TOKEN_BYTES = 64 << 10;

    /** Nothing. */
    public static final Credentials NONE = new Credentials(Optional::empty, () -> {});

    private final Supplier<Optional<String>> header;
    private final Runnable look;

    private record Token(Path file, String text) {

        @Override
        public String toString() {
            return "the token in " + file;
        }
    }

    private Credentials(Supplier<Optional<String>> header, Runnable look) {
        this.header = header;
        this.look = look;
    }

    /**
     * A name, and its password (RFC 7617, in UTF-8).
     *
     * @param name without a colon
     */
    public static Credentials basic(String name, String password) {
        String encoded = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        return new Credentials(() -> Optional.of("Basic " + encoded), () -> {});
    }

    /** A token (RFC 6750). */
    public static Credentials bearer(String token) {
        return new Credentials(() -> Optional.of("Bearer " + token), () -> {});
    }

    /**
     * The token in this file, which is read again when it changes.
     *
     * @throws UnusableFileException if the file cannot be read, or holds no token
     */
    public static Credentials bearer(Path file) throws UnusableFileException {
        Reread<Token> token = Reread.open(List.of(file), () -> read(file));
        return new Credentials(() -> Optional.of("Bearer " + token.value().text()), token::look);
    }

    private static Token read(Path file) throws UnusableFileException {
        String text;
        try {
            if (Files.size(file) > MOST_TOKEN_BYTES) {
                throw new UnusableFileException(file, "expected a token, of at most 64 KiB");
            }
            text = Files.readString(file, UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UnusableFileException(
                    file, "cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
        if (!isToken(text)) {
            throw new UnusableFileException(file, "expected a token, on one line without spaces");
        }
        return new Token(file, text);
    }

    /** Whether this text can be sent as a token: printable, and without a space. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** What is sent as {@code Authorization}. */
    Optional<String> header() {
        return header.get();
    }

    /**
     * What is to be sent after this was refused: what a file holds by now.
     *
     * @return empty if that is the same
     */
    Optional<String> insteadOf(Optional<String> refused) {
        look.run();
        return header.get().filter(now -> !Optional.of(now).equals(refused));
    }

    /** Without a word of what is secret. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
