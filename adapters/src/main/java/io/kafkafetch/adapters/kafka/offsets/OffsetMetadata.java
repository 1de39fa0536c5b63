package io.kafkafetch.adapters.kafka.offsets;

import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint's form as a committed offset: the position is the offset, and the running hours ride in its metadata
 * string, {@code kafka-fetch/1;UTC;0,0,12,…} with 24 counts from 00:00 on, and a bookmark behind them where there is
 * one, its {@code ;} and {@code %} as {@code %3B} and {@code %25}. At most some 3,700 of the 4,096 bytes that a broker
 * takes by default ({@code offset.metadata.max.bytes}).
 *
 * @param zone the zone the hours are counted in; hours of another zone cannot be continued
 */
public record OffsetMetadata(ZoneId zone) {

    private static final String FORMAT = "kafka-fetch/";
    private static final String VERSION = FORMAT + "1";
    private static final String SEPARATOR = ";";
    private static final int PARTS = 3;
    private static final int PARTS_WITH_BOOKMARK = 4;

    /** As the checkpoints of this pipeline are kept. */
    public static OffsetMetadata of(KafkaPipeline pipeline) {
        return new OffsetMetadata(pipeline.hourOfDay().zone());
    }

    public OffsetAndMetadata encode(Checkpoint checkpoint) {
        String hours = checkpoint.running().stream().mapToObj(Long::toString).collect(Collectors.joining(","));
        String state = String.join(SEPARATOR, VERSION, zone.getId(), hours);
        String bookmark = checkpoint.bookmark().replace("%", "%25").replace(SEPARATOR, "%3B");
        return new OffsetAndMetadata(
                checkpoint.position(), bookmark.isEmpty() ? state : String.join(SEPARATOR, state, bookmark));
    }

    /**
     * The checkpoint in a committed offset. An offset that another program committed (a reset by Kafka's own tools, say)
     * has a position, and no logins before it.
     *
     * @throws UnusableCheckpointException if it was written by a later version, in another zone, or is damaged
     */
    public Checkpoint decode(OffsetAndMetadata committed) {
        String metadata = committed.metadata();
        if (!metadata.startsWith(FORMAT)) {
            return new Checkpoint(committed.offset(), HourCounts.EMPTY);
        }
        String[] parts = metadata.split(SEPARATOR, -1);
        if (!parts[0].equals(VERSION)) {
            throw new UnusableCheckpointException(
                    TroubleCode.CHECKPOINT_OF_LATER_VERSION,
                    "the group's offsets hold a state of format " + parts[0] + ", this version reads " + VERSION
                            + ": run the version that wrote it, or use another GROUP_ID");
        }
        if (parts.length != PARTS && parts.length != PARTS_WITH_BOOKMARK) {
            throw damaged("expected " + PARTS + " or " + PARTS_WITH_BOOKMARK + " parts, not " + parts.length);
        }
        if (!parts[1].equals(zone.getId())) {
            throw new UnusableCheckpointException(
                    TroubleCode.CHECKPOINT_OF_OTHER_ZONE,
                    "the group's running hours were counted in zone " + parts[1]
                            + ", the service is configured for " + zone.getId() + ": set ZONE=" + parts[1]
                            + ", or use another GROUP_ID to start a new count");
        }
        String bookmark = parts.length == PARTS_WITH_BOOKMARK
                ? parts[PARTS].replace("%3B", SEPARATOR).replace("%25", "%")
                : "";
        return checkpoint(committed.offset(), hours(parts[2]), bookmark);
    }

    /** Whether this service, in whichever version, has committed this offset. */
    public static boolean isIn(OffsetAndMetadata committed) {
        return committed.metadata().startsWith(FORMAT);
    }

    /** The zone that the hours in a committed offset were counted in; empty where this version cannot read it. */
    public static Optional<ZoneId> zoneIn(OffsetAndMetadata committed) {
        String[] parts = committed.metadata().split(SEPARATOR, -1);
        if (!parts[0].equals(VERSION) || parts.length < PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(parts[1]));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Checkpoint checkpoint(long position, HourCounts running, String bookmark) {
        try {
            return new Checkpoint(position, running, bookmark);
        } catch (IllegalArgumentException damaged) {
            throw damaged(damaged.getMessage());
        }
    }

    private static HourCounts hours(String text) {
        try {
            return HourCounts.of(Arrays.stream(text.split(",", -1))
                    .mapToLong(Long::parseLong)
                    .toArray());
        } catch (IllegalArgumentException damaged) {
            throw damaged(damaged.getMessage());
        }
    }

    private static UnusableCheckpointException damaged(@Nullable String how) {
        return new UnusableCheckpointException(
                TroubleCode.CHECKPOINT_DAMAGED,
                "the running hours in the group's offsets are damaged (" + how
                        + "): use another GROUP_ID to start a new count");
    }
}
