package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of sources and sinks that are files, {@code kafka-fetch.*}.
 *
 * @param sourceFile the file that {@code SOURCE=file} reads
 * @param sourceFollow whether it is followed as it grows, through rotation
 * @param sinkDir folder that {@code SINK=file} writes to, and where the spool of {@code SOURCE=http} is
 * @param sinkFileBytes size at which a file there is followed by the next one, 1 MiB to 1 TiB
 * @param sinkMaxBytes most that the folder may hold, 1 MiB to 1 TiB
 * @param maxEventBytes largest login that a file or a request may hold, 1 KiB to 16 MiB
 */
public record FileConfiguration(
        Optional<Path> sourceFile,
        boolean sourceFollow,
        Path sinkDir,
        long sinkFileBytes,
        long sinkMaxBytes,
        int maxEventBytes) {

    private static final String SINK_SIZES = "a size from 1MB to 1024GB";
    private static final String EVENT_SIZES = "a size from 1KB to 16MB";

    public FileConfiguration {
        require(sinkFileBytes >= 1 << 20 && sinkFileBytes <= 1L << 40, "SINK_FILE_BYTES", sinkFileBytes, SINK_SIZES);
        require(sinkMaxBytes >= 1 << 20 && sinkMaxBytes <= 1L << 40, "SINK_MAX_BYTES", sinkMaxBytes, SINK_SIZES);
        require(maxEventBytes >= 1 << 10 && maxEventBytes <= 16 << 20, "MAX_EVENT_BYTES", maxEventBytes, EVENT_SIZES);
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    static FileConfiguration of(Settings settings) {
        return new FileConfiguration(
                settings.optionalText("source-file").map(text -> path("SOURCE_FILE", text)),
                settings.flag("source-follow", false),
                path("SINK_DIR", settings.text("sink-dir", "kafka-fetch-data")),
                settings.bytes("sink-file-bytes", 128 << 20, SINK_SIZES),
                settings.bytes("sink-max-bytes", 10L << 30, SINK_SIZES),
                (int) Math.min(Integer.MAX_VALUE, settings.bytes("max-event-bytes", 1 << 20, EVENT_SIZES)));
    }

    /** The file to read. */
    public Path requiredSourceFile() {
        return sourceFile.orElseThrow(
                () -> new InvalidSettingException("SOURCE_FILE", "", "the file to read, since SOURCE=file"));
    }

    private static Path path(String setting, String text) {
        try {
            require(!text.isBlank(), setting, text, "a path");
            return FileName.of(text);
        } catch (InvalidPathException notAPath) {
            throw new InvalidSettingException(setting, text, "a path: " + notAPath.getReason());
        }
    }
}
