package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import java.util.Optional;
import java.util.Set;

/**
 * The setting {@code LOG_FORMAT}. {@code logback.xml} reads it too, by itself and before anything else, and takes every
 * value but {@code json} for text; this only tells of one that is neither.
 */
public final class LogFormat {

    private static final String NAME = "LOG_FORMAT";
    private static final Set<String> KNOWN = Set.of("text", "json");

    private LogFormat() {}

    /**
     * Starts no log.
     *
     * @throws InvalidSettingException if it is set to something unknown
     */
    public static void check() {
        // Where logback looks, in its order.
        Optional.ofNullable(System.getProperty(NAME))
                .or(() -> Optional.ofNullable(System.getenv(NAME)))
                .ifPresent(LogFormat::check);
    }

    static void check(String format) {
        require(KNOWN.contains(format), NAME, format, "text or json");
    }
}
