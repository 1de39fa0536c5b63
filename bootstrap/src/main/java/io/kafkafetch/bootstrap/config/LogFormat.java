package io.kafkafetch.bootstrap.config;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the log. {@code logback.xml} reads them by itself and before anything else, and takes every
 * {@code LOG_FORMAT} but {@code json} for text; this only reports one that is neither.
 */
public final class LogFormat {

    private static final Set<String> LEVELS = Set.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");

    static final Setting<String> LOG_LEVEL = Setting.of(
                    Group.OPERATION,
                    "LOG_LEVEL",
                    SettingType.of(
                            "ERROR, WARN, INFO or DEBUG",
                            "`ERROR`, `WARN`, `INFO`, `DEBUG`",
                            text -> Optional.of(text).filter(level -> LEVELS.contains(level.toUpperCase(Locale.ROOT)))),
                    "INFO",
                    "logs, on standard error")
            .as("LOG_LEVEL");
    static final Setting<String> LOG_FORMAT = Setting.of(
                    Group.OPERATION,
                    "LOG_FORMAT",
                    SettingType.word("text", "json"),
                    "text",
                    "`text`, or `json`: an object a line")
            .as("LOG_FORMAT");

    public static final List<Setting<?>> SETTINGS = List.of(LOG_LEVEL, LOG_FORMAT);

    private LogFormat() {}

    /** Whether the log reads this setting, which starts before a file of settings is read. */
    public static boolean isRead(Setting<?> setting) {
        return SETTINGS.contains(setting);
    }

    /**
     * Starts no log.
     *
     * @throws InvalidSettingException if it is set to something unknown
     */
    public static void check() {
        // Where logback looks, in its order.
        Optional.ofNullable(System.getProperty(LOG_FORMAT.variable()))
                .or(() -> Optional.ofNullable(System.getenv(LOG_FORMAT.variable())))
                .ifPresent(LogFormat::check);
    }

    static void check(String format) {
        LOG_FORMAT.read(format);
    }
}
