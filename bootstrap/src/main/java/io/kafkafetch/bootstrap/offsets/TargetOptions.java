package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.kafka.repositioning.GroupPositions;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Target;
import io.kafkafetch.bootstrap.given.Times;
import io.kafkafetch.bootstrap.process.UserError;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where positions are to be put. */
final class TargetOptions {

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
            Times.past("--to-time", time, clock);
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
            return new Target.At(positions.since(partitions, Times.past("--to-time", time, clock)));
        }
        return earliest ? new Target.Earliest() : new Target.Latest();
    }
}
