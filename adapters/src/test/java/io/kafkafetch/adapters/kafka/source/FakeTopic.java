package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.PresentTopic;
import io.kafkafetch.adapters.kafka.input.StartPolicy;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.application.progress.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A topic that is described as a test wants it. Thread-safe. */
final class FakeTopic implements PresentTopic {

    private volatile Incarnation present;
    private volatile Optional<Incarnation> lastSeen = Optional.empty();
    private volatile long highWatermark;
    private final List<Losses.Loss> lost = new ArrayList<>();

    /** With this id, and one partition. */
    FakeTopic(Uuid id) {
        this.present = new Incarnation(id, 1);
    }

    /** Of a cluster that knows no topic ids. */
    static FakeTopic withoutId() {
        return new FakeTopic(Uuid.ZERO_UUID);
    }

    void becomes(Uuid id, int partitions) {
        present = new Incarnation(id, partitions);
    }

    /** Committed records may end before this. */
    void highWatermark(long offset) {
        highWatermark = offset;
    }

    /** As the lanes have it. */
    InputTopic input(StartPolicy start, WhenRecreated whenRecreated) {
        return new InputTopic(this, start, whenRecreated, this::lost);
    }

    InputTopic input() {
        return input(StartPolicy.EARLIEST, WhenRecreated.HOLD);
    }

    private synchronized void lost(Losses.Loss loss) {
        lost.add(loss);
    }

    /** What was reported lost. */
    synchronized List<Losses.Loss> lost() {
        return List.copyOf(lost);
    }

    @Override
    public Incarnation look() {
        Incarnation seen = present;
        lastSeen = Optional.of(seen);
        return seen;
    }

    @Override
    public Optional<Incarnation> lastSeen() {
        return lastSeen;
    }

    @Override
    public long highWatermark(TopicPartition partition) {
        return highWatermark;
    }

    @Override
    public void close() {}
}
