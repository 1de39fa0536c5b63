package io.kafkafetch.adapters.kafka.progress;

import io.kafkafetch.adapters.kafka.ledger.SoleReaderLedger;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a source is that is not Kafka, and whose checkpoint is a committed offset, see {@link SoleReaderLedger}. Where
 * such a source ends nobody knows here.
 *
 * @param queries of the group; its client is closed here
 * @param anchor holds the checkpoint
 */
record AnchorProgress(GroupQueries queries, Partition partition, TopicPartition anchor, InstantSource clock)
        implements ProgressLook {

    @Override
    public ProgressReport look() throws ExecutionException, InterruptedException {
        Checkpoint checkpoint = queries.checkpoints(List.of(anchor)).getOrDefault(anchor, Checkpoint.BEGINNING);
        return new ProgressReport(
                clock.instant(),
                List.of(new PartitionProgress(
                        partition,
                        checkpoint.position(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        checkpoint.running())));
    }

    @Override
    public void close() {
        queries.admin().close(Duration.ZERO);
    }
}
