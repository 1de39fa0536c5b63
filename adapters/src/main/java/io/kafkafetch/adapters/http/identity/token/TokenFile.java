package io.kafkafetch.adapters.http.identity.token;

import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.CallerFile;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The tokens that callers may have, as {@link CallerFile} reads them. Thread-safe.
 *
 * @param tokens with the hash of each
 */
public record TokenFile(CallerFile<Token> tokens) {

    /** Where it is said which file it is. */
    static final String SETTING = "HTTP_TOKENS_FILE of the service";

    /**
     * The tokens of this file.
     *
     * @throws UnusableFileException if it cannot be read, a line is none, or there is no token in it
     */
    public static TokenFile open(Path file) throws UnusableFileException {
        return new TokenFile(CallerFile.open(file, Token.HASHED, Token::ofHash));
    }

    /** Who has this token; empty if nobody does. */
    Optional<Caller> caller(String token) {
        byte[] hashed = Token.sha256(token);
        Optional<Caller> found = Optional.empty();
        for (CallerFile.Line<Token> known : tokens.lines()) { // all of them: how long it takes says nothing
            found = known.shown().is(hashed) ? Optional.of(known.caller()) : found;
        }
        return found;
    }
}
