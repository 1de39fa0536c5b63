package io.kafkafetch.adapters.kafka.resumption;

import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.Standing;
import io.kafkafetch.adapters.kafka.input.Standing.Recreated;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a lane goes on with the partitions it gets: behind a checkpoint; where a partition begins of which
 * nothing is committed; in a topic that was created again, as it is configured. Remembers for that which topic the lane
 * has read, also while another lane has the partition. Used by the lane's poll thread alone.
 */
public final class Resumption {

    /**
     * How long a topic must look created again before that is acted upon: a broker that lags may describe one that is
     * gone.
     */
    private static final Duration CERTAINTY = Duration.ofSeconds(2);

    /**
     * Where a partition goes on.
     *
     * @param checkpoint to decide from; its position is where to read on
     * @param topic what its checkpoints are to say of the topic
     * @param settled up to where nothing needs to be committed; negative where the position itself does
     * @param standing what became of the partition meanwhile
     */
    public record Resumed(Checkpoint checkpoint, Incarnation topic, long settled, Standing standing) {

        /** Whether it must be committed before anything else is: what is committed is of another topic. */
        public boolean isRestart() {
            return standing instanceof Recreated;
        }
    }

    /** A position that was once beyond the end stays so, however the topic grows. */
    private record Beyond(Checkpoint checkpoint, Standing standing) {}

    /** When a topic was first seen to be another one. */
    private record Sighting(Incarnation present, long sinceNanos) {}

    private final Consumer<?, ?> consumer;
    private final Positions positions;
    private final InputTopic topic;
    private final Beginnings beginnings;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Incarnation> known = new HashMap<>();
    private final Map<TopicPartition, Beyond> beyond = new HashMap<>();
    private @Nullable Sighting sighting;

    public Resumption(Consumer<?, ?> consumer, Positions positions, InputTopic topic, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.positions = positions;
        this.topic = topic;
        this.beginnings = new Beginnings(consumer, positions, topic.start());
        this.nanoTime = nanoTime;
    }

    /**
     * Where each of these partitions goes on; empty where that is not certain yet, and to be asked again soon.
     *
     * @throws UnusableCheckpointException if one of them cannot go on before somebody decides how
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
     */
    public Optional<Map<TopicPartition, Resumed>> resume(Collection<TopicPartition> partitions) {
        Incarnation present = topic.present().look();
        Map<TopicPartition, Checkpoint> checkpoints = checkpoints(partitions, present);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, Positions.RESTORE_TIMEOUT);
        Map<TopicPartition, Standing> standings = standings(checkpoints, present, first);
        boolean recreated = standings.values().stream().anyMatch(Recreated.class::isInstance);
        if (recreated && !isCertain(present) && !standings.values().stream().allMatch(this::isHeldAtOnce)) {
            return Optional.empty();
        }
        Map<TopicPartition, Resumed> resumed = new HashMap<>();
        standings.forEach((partition, standing) -> resumed.put(
                partition, resumed(partition, checkpoint(checkpoints, partition), standing, present, first)));
        Set<TopicPartition> unknown = new HashSet<>(partitions);
        unknown.removeAll(resumed.keySet());
        resumed.putAll(recreated ? Beginnings.at(first, unknown, present) : beginnings.of(unknown, present));
        return Optional.of(resumed);
    }

    /** What has become of a partition that the lane owns, and stands at this checkpoint. Fails as {@link #resume}. */
    public Standing standing(TopicPartition partition, Checkpoint checkpoint) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(Set.of(partition), Positions.RESTORE_TIMEOUT);
        return standings(Map.of(partition, checkpoint), topic.present().look(), first)
                .getOrDefault(partition, new Standing.Intact());
    }

    /** These partitions are owned now, and go on there. */
    public void resumed(Map<TopicPartition, Resumed> resumed) {
        sighting = null;
        resumed.forEach((partition, place) -> {
            known.put(partition, place.topic());
            beyond.remove(partition);
        });
    }

    /** These partitions are another's: where they began is not of interest any more. */
    public void forget(Collection<TopicPartition> partitions) {
        beginnings.forget(partitions);
    }

    /** What is committed; where the broker has forgotten that with its topic, what the lane knows of that topic. */
    private Map<TopicPartition, Checkpoint> checkpoints(Collection<TopicPartition> partitions, Incarnation present) {
        Map<TopicPartition, Checkpoint> checkpoints = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Incarnation before = known.get(partition);
            if (before != null && before.differsFrom(present)) {
                checkpoints.put(partition, new Checkpoint(0, HourCounts.EMPTY, before.bookmark()));
            }
        }
        checkpoints.putAll(positions.restore(consumer, partitions, present, Positions.RESTORE_TIMEOUT));
        return checkpoints;
    }

    private Map<TopicPartition, Standing> standings(
            Map<TopicPartition, Checkpoint> checkpoints, Incarnation present, Map<TopicPartition, Long> first) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(checkpoints.keySet(), Positions.RESTORE_TIMEOUT);
        Map<TopicPartition, Standing> standings = new HashMap<>();
        checkpoints.forEach((partition, checkpoint) -> {
            long end = ends.getOrDefault(partition, Long.MAX_VALUE);
            if (checkpoint.position() > end) {
                end = Math.max(end, topic.present().highWatermark(partition));
            }
            Standing now = Standing.of(checkpoint, present, first.getOrDefault(partition, 0L), end);
            standings.put(partition, stillBeyond(partition, checkpoint).orElse(now));
            if (checkpoint.position() > end) {
                beyond.put(partition, new Beyond(checkpoint, now));
            }
        });
        return standings;
    }

    /** What this checkpoint was worth when it was beyond the end; empty where it never was. */
    private Optional<Standing> stillBeyond(TopicPartition partition, Checkpoint checkpoint) {
        return Optional.ofNullable(beyond.get(partition))
                .filter(before -> before.checkpoint().equals(checkpoint))
                .map(Beyond::standing);
    }

    /** A position beyond the end is held whichever topic it is of. */
    private boolean isHeldAtOnce(Standing standing) {
        return topic.whenRecreated() == WhenRecreated.HOLD
                && !(standing instanceof Recreated recreated
                        && recreated.before().isPresent());
    }

    private boolean isCertain(Incarnation present) {
        Sighting first = sighting;
        long now = nanoTime.getAsLong();
        if (first == null || first.present().differsFrom(present)) {
            sighting = new Sighting(present, now);
            return false;
        }
        return now - first.sinceNanos() >= CERTAINTY.toNanos();
    }

    private Resumed resumed(
            TopicPartition partition,
            Checkpoint checkpoint,
            Standing standing,
            Incarnation present,
            Map<TopicPartition, Long> first) {
        Incarnation same = Incarnation.of(checkpoint)
                .filter(before -> !before.differsFrom(present))
                .orElse(present);
        return switch (standing) {
            case Standing.Intact intact -> new Resumed(checkpoint, same, checkpoint.position(), intact);
            case Standing.Deleted gap ->
                new Resumed(
                        new Checkpoint(gap.upTo(), checkpoint.running(), checkpoint.bookmark()), same, gap.from(), gap);
            case Standing.Truncated truncated ->
                throw new UnusableCheckpointException(
                        TroubleCode.POSITION_BEYOND_END,
                        "the group stands at offset " + checkpoint.position() + " of "
                                + partition + ", which ended at " + truncated.end()
                                + ": the topic has lost records that were counted. To continue, " + positions.remedy());
            case Recreated recreated -> {
                if (topic.whenRecreated() == WhenRecreated.HOLD) {
                    throw held(partition, checkpoint, recreated, present);
                }
                long beginning = first.getOrDefault(partition, 0L);
                yield new Resumed(new Checkpoint(beginning, HourCounts.EMPTY), present, -1, recreated);
            }
        };
    }

    private UnusableCheckpointException held(
            TopicPartition partition, Checkpoint checkpoint, Recreated recreated, Incarnation present) {
        String what = recreated
                .before()
                .map(before -> "topic " + partition.topic() + " was deleted and created again (id " + before + ", now "
                        + present.id() + ")")
                .orElseGet(() -> "the group stands at offset " + checkpoint.position() + " of " + partition
                        + ", beyond its end: the topic was deleted and created again, or the offset is another's");
        return new UnusableCheckpointException(
                recreated.before().isPresent() ? TroubleCode.TOPIC_RECREATED : TroubleCode.POSITION_BEYOND_END,
                what + ". Nothing is read. To read the new topic from its beginning, set"
                        + " TOPIC_RECREATED=restart and restart the service, or stop it and run kafka-fetch offsets"
                        + " restart; to continue elsewhere, "
                        + positions.remedy());
    }

    private static Checkpoint checkpoint(Map<TopicPartition, Checkpoint> checkpoints, TopicPartition partition) {
        return checkpoints.getOrDefault(partition, Checkpoint.BEGINNING);
    }
}
