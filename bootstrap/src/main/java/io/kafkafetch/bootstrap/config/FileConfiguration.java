package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.settings.SettingType.flag;
import static io.kafkafetch.bootstrap.settings.SettingType.path;
import static io.kafkafetch.bootstrap.settings.SettingType.size;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Settings of sources and sinks that are files.
 *
 * @param sourceFile the file that {@code SOURCE=file} reads
 * @param sourceFollow whether it is followed as it grows, through rotation
 * @param sinkDir folder that {@code SINK=file} writes to, and where the spool of {@code SOURCE=http} is
 * @param sinkFileBytes size at which a file there is followed by the next one
 * @param sinkMaxBytes most that the folder may hold
 * @param maxEventBytes largest login that a file or a request may hold
 */
public record FileConfiguration(
        Optional<Path> sourceFile,
        boolean sourceFollow,
        Path sinkDir,
        long sinkFileBytes,
        long sinkMaxBytes,
        int maxEventBytes) {

    static final Setting<Optional<Path>> SOURCE_FILE =
            Setting.of(Group.FILES, "SOURCE_FILE", path().optional(), "", "the file of `SOURCE=file`, a login a line");
    static final Setting<Boolean> SOURCE_FOLLOW =
            Setting.of(Group.FILES, "SOURCE_FOLLOW", flag(), "false", "keep reading it as it grows, as `--follow`");
    static final Setting<Path> SINK_DIR =
            Setting.of(Group.FILES, "SINK_DIR", path(), "kafka-fetch-data", "folder of `SINK=file`");
    static final Setting<Long> SINK_FILE_BYTES = Setting.of(
            Group.FILES, "SINK_FILE_BYTES", size("1MB", "1024GB"), "128MB", "size at which the next file begins there");
    static final Setting<Long> SINK_MAX_BYTES = Setting.of(
                    Group.FILES,
                    "SINK_MAX_BYTES",
                    size("1MB", "1024GB"),
                    "10GB",
                    "most that `SINK_DIR` may hold; then reading stops")
            .more(", posting gets 429, health is DOWN, and nothing is lost; the"
                    + " [spool](OPERATIONS.md#the-spool-of-posted-logins) is included");
    static final Setting<Long> MAX_EVENT_BYTES = Setting.of(
            Group.FILES, "MAX_EVENT_BYTES", size("1KB", "16MB"), "1MB", "largest login in a file or a request");

    public static final List<Setting<?>> SETTINGS =
            List.of(SOURCE_FILE, SOURCE_FOLLOW, SINK_DIR, SINK_FILE_BYTES, SINK_MAX_BYTES, MAX_EVENT_BYTES);

    /**
     * What these settings say.
     *
     * @throws InvalidSettingException if a setting cannot be used
     */
    public static FileConfiguration of(Settings settings) {
        return new FileConfiguration(
                settings.get(SOURCE_FILE),
                settings.get(SOURCE_FOLLOW),
                settings.get(SINK_DIR),
                settings.get(SINK_FILE_BYTES),
                settings.get(SINK_MAX_BYTES),
                Math.toIntExact(settings.get(MAX_EVENT_BYTES)));
    }

    /** The file to read. */
    public Path requiredSourceFile() {
        return sourceFile.orElseThrow(
                () -> new InvalidSettingException("SOURCE_FILE", "", "the file to read, since SOURCE=file"));
    }
}
