package io.kafkafetch.adapters.kafka.input;

import io.kafkafetch.application.batch.Checkpoint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * One life of a topic: from its creation to its deletion. A topic that is created again under its name has another id,
 * and its offsets begin again. A checkpoint carries it as its bookmark, {@code topic=ID/PARTITIONS}.
 *
 * @param id {@link Uuid#ZERO_UUID} where the cluster does not know topic ids, as before Kafka 2.8
 * @param partitions how many the topic had when the group first committed in the partition, or now; at least 1
 */
public record Incarnation(Uuid id, int partitions) {

    private static final Pattern BOOKMARK = Pattern.compile("topic=([A-Za-z0-9_-]{22})/([1-9][0-9]{0,8})");

    public Incarnation {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least 1 partition, not " + partitions);
        }
    }

    /** The incarnation that a checkpoint belongs to; empty where its writer did not say. */
    public static Optional<Incarnation> of(Checkpoint checkpoint) {
        Matcher matcher = BOOKMARK.matcher(checkpoint.bookmark());
        return matcher.matches()
                ? Optional.of(new Incarnation(Uuid.fromString(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** As a {@link Checkpoint#bookmark}; empty where the id is not known. */
    public String bookmark() {
        return isKnown() ? "topic=" + id + "/" + partitions : "";
    }

    /** Whether the cluster knows topic ids. */
    public boolean isKnown() {
        return !id.equals(Uuid.ZERO_UUID);
    }

    /** Whether both are known, and different lives. */
    public boolean differsFrom(Incarnation other) {
        return isKnown() && other.isKnown() && !id.equals(other.id);
    }

    /** Whether the checkpoint belongs to a known life other than this one. */
    public boolean isNotOf(Checkpoint checkpoint) {
        return of(checkpoint).filter(this::differsFrom).isPresent();
    }
}
