package io.kafkafetch.benchmarks.contestants;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One partition's way from logins to insights, see {@link StreamsProcessor}. Batches close at their size or at an age of
 * 5 s, as kafka-fetch's do by default. Time is what Streams has read last, a look at no clock for each record.
 */
final class BatchProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_AGED = Duration.ofSeconds(1);

    private final String topic;
    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
    private final BatchAssembler assembler;
    private final DeriveInsights deriveInsights = new DeriveInsights();
    private final InsightEncoder encoder = new InsightEncoder();
    private @Nullable Task task;

    BatchProcessor(String topic, int batchSize) {
        this.topic = topic;
        this.assembler = new BatchAssembler(BatchPolicy.of(batchSize, MAX_AGE), HourOfDay.UTC);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        Task mine = new Task(context);
        task = mine;
        context.schedule(
                LOOK_FOR_AGED,
                PunctuationType.WALL_CLOCK_TIME,
                now -> assembler
                        .closeAged(TimeUnit.MILLISECONDS.toNanos(now))
                        .forEach(batch -> mine.publish(batch, now)));
    }

    @Override
    public void process(Record<byte[], byte[]> login) {
        if (task == null) {
            throw new IllegalStateException("not initialised");
        }
        task.take(login);
    }

    /** What is known once the task is. */
    private final class Task {

        private final ProcessorContext<byte[], byte[]> context;
        private final KeyValueStore<Integer, HourCounts> hours;
        private final Partition partition;
        private HourCounts running;

        private Task(ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            this.hours = context.getStateStore(StreamsProcessor.HOURS);
            this.partition = new Partition(topic, context.taskId().partition());
            HourCounts stored = hours.get(partition.number());
            this.running = stored == null ? HourCounts.EMPTY : stored;
        }

        private void take(Record<byte[], byte[]> login) {
            byte[] value = login.value();
            var verdict = decoder.decode(value == null ? null : ByteBuffer.wrap(value));
            Origin origin =
                    new Origin(partition, context.recordMetadata().orElseThrow().offset());
            Delivery delivery = Delivery.of(origin, verdict, () -> new Original(login.key(), value, List.of()));
            assembler
                    .add(delivery, TimeUnit.MILLISECONDS.toNanos(context.currentSystemTimeMs()))
                    .ifPresent(batch -> publish(batch, login.timestamp()));
        }

        private void publish(LoginBatch batch, long timestamp) {
            BatchOutcome outcome = deriveInsights.process(batch, running);
            running = outcome.running();
            hours.put(partition.number(), running);
            for (Insight insight : outcome.insights()) {
                context.forward(new Record<>(encoder.key(insight), encoder.value(insight, batch), timestamp));
            }
        }
    }
}
