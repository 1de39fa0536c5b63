package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.kafka.repositioning.GroupPositions;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Target;
import io.kafkafetch.bootstrap.process.UserError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where positions are to be put. */
final class TargetOptions {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    @Option(names = "--to-offset", paramLabel = "N", description = "To this offset.")
    private @Nullable Long offset;

    @Option(
            names = "--to-time",
            paramLabel = "TIME",
            description = "To the first record that came to the topic at this time or later: 90s, 30m, 2h or 7d ago,"
                    + " 2026-01-05 or 2026-01-05T08:00:00Z, in UTC.")
    private @Nullable String time;

    @Option(names = "--by", paramLabel = "N", description = "On by so many offsets, or back with a minus; 0 stays.")
    private @Nullable Long by;

    @Option(names = "--to-earliest", description = "To where each partition begins.")
    private boolean earliest;

    @Option(names = "--to-latest", description = "To where each partition ends.")
    private boolean latest;

    /** @throws UserError of wrong usage, unless exactly one is given and can be used */
    void check(InstantSource clock) {
        long given = Stream.of(offset != null, time != null, by != null, earliest, latest)
                .filter(isGiven -> isGiven)
                .count();
        if (given != 1) {
            throw new UserError(
                    UserError.USAGE,
                    (given == 0 ? "no target is given" : "several targets are given")
                            + ": expected one of --to-offset, --to-time, --by, --to-earliest and --to-latest");
        }
        if (offset != null && offset < 0) {
            throw new UserError(UserError.USAGE, "--to-offset=" + offset + " cannot be used: expected 0 or more");
        }
        if (time != null) {
            moment(time, clock);
        }
    }

    /** Where it is; asks for offsets of a time. */
    Target target(GroupPositions positions, List<PartitionState> partitions, InstantSource clock)
            throws InterruptedException {
        if (offset != null) {
            return new Target.To(offset);
        }
        if (by != null) {
            return new Target.By(by);
        }
        if (time != null) {
            return new Target.At(positions.since(partitions, moment(time, clock)));
        }
        return earliest ? new Target.Earliest() : new Target.Latest();
    }

    private static Instant moment(String text, InstantSource clock) {
        Matcher ago = AGO.matcher(text);
        try {
            if (ago.matches()) {
                ChronoUnit unit = UNITS.getOrDefault(ago.group(2), ChronoUnit.SECONDS);
                return clock.instant().minus(Duration.of(Long.parseLong(ago.group(1)), unit));
            }
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException noTime) {
            throw new UserError(
                    UserError.USAGE,
                    "--to-time=" + text + " cannot be used: expected 2h or 7d ago, a date such as 2026-01-05, or a"
                            + " moment such as 2026-01-05T08:00:00Z");
        }
    }
}
