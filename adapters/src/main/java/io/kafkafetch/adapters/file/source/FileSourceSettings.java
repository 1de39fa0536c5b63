package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.folder.RotatedFiles;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.rollup.ByTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link FileSource} is to read, and how.
 *
 * @param file read under this name at present; what it was before the last rotations has other names
 * @param partition what its lines are called: line N, from 1 and over all rotations, is offset N - 1
 * @param follow whether to wait for more at the end, indefinitely
 * @param format what its lines look like
 * @param times what is asked of logins by their time; empty where nobody asks for that
 * @param maxLineBytes bound on a line without its terminator, 1 to {@link LineReader#LARGEST_BOUND}; a longer one is
 *     rejected
 * @param pause between two looks for more, above zero
 * @param rotationWait how long a file that was rotated must not have grown before it is left for its successor: its
 *     writer may know later than we, at least 0
 */
public record FileSourceSettings(
        Path file,
        Partition partition,
        RotatedFiles rotated,
        boolean follow,
        LoginFormat format,
        Optional<ByTime> times,
        int maxLineBytes,
        Duration pause,
        Duration rotationWait) {

    /** Default of {@link #maxLineBytes}: 1 MiB. */
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

    /** Default of {@link #pause}. */
    public static final Duration DEFAULT_PAUSE = Duration.ofMillis(200);

    /** Default of {@link #rotationWait}: longer than writers take to reopen their log on a signal. */
    public static final Duration DEFAULT_ROTATION_WAIT = Duration.ofSeconds(5);

    public FileSourceSettings {
        if (!pause.isPositive()) {
            throw new IllegalArgumentException("a pause of " + pause + " is not above zero");
        }
        if (rotationWait.isNegative()) {
            throw new IllegalArgumentException("a wait of " + rotationWait + " for a rotation is below zero");
        }
        file = file.toAbsolutePath();
    }
}
