package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.consumer.GatedConsumer;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.record.RecordTraces;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** A lane, its consumer, and the loop that Micronaut would run. */
final class RunningLane implements ConsumerRebalanceListener {

    private static final ZoneId UTC = ZoneId.of("UTC");

    final LoggedConsumer consumer;
    final Consumer<byte[], ByteBuffer> gated;
    final Lane lane;
    boolean calledBack = true;

    RunningLane(LoggedConsumer consumer, BatchPolicy policy, ProcessBatch process, Outbox outbox, LaneStatus status) {
        this(consumer, policy, process, outbox, FakeTopic.withoutId().input(), status);
    }

    RunningLane(
            LoggedConsumer consumer,
            BatchPolicy policy,
            ProcessBatch process,
            Outbox outbox,
            InputTopic topic,
            LaneStatus status) {
        this(consumer, policy, process, new CommittedOffsets(new OffsetMetadata(UTC)), outbox, topic, status);
    }

    RunningLane(
            LoggedConsumer consumer,
            BatchPolicy policy,
            ProcessBatch process,
            Positions positions,
            Outbox outbox,
            InputTopic topic,
            LaneStatus status) {
        this(
                consumer,
                new LaneSettings(policy, new HourOfDay(UTC), LoginFormat.plain(MissingDeviceType.DEAD_LETTER)),
                process,
                positions,
                outbox,
                topic,
                status);
    }

    RunningLane(
            LoggedConsumer consumer,
            LaneSettings settings,
            ProcessBatch process,
            Positions positions,
            Outbox outbox,
            InputTopic topic,
            LaneStatus status) {
        this.consumer = consumer;
        this.gated = GatedConsumer.around(consumer, Duration.ofSeconds(1));
        this.lane = new Lane(
                settings, process, gated, positions, outbox, topic, Rejections.UNHEARD, RecordTraces.UNHEARD, status);
        GatedConsumer.gate(gated, lane);
        gated.subscribe(List.of("user-login"), this);
    }

    /** The group gives the consumer these partitions, in its next poll. */
    RunningLane assign(TopicPartition... partitions) {
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(partitions)));
        return this;
    }

    ConsumerRecords<byte[], ByteBuffer> poll() {
        ConsumerRecords<byte[], ByteBuffer> records = gated.poll(Duration.ZERO);
        lane.receive(records);
        return records;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (calledBack) {
            lane.assigned(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (calledBack) {
            lane.revoked(partitions);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        lane.lost(partitions);
    }
}
