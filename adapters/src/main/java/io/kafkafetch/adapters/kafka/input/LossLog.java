package io.kafkafetch.adapters.kafka.input;

import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.progress.Losses.Cause;
import io.kafkafetch.application.progress.Losses.Loss;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and reports records that are gone, each stretch of a partition once, however often it is found. Used by one
 * thread.
 */
public final class LossLog {

    private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);

    private final Losses losses;
    private final Map<TopicPartition, Long> reportedUpTo = new HashMap<>();

    public LossLog(Losses losses) {
        this.losses = losses;
    }

    /** Records were deleted ahead of the reader. */
    public void deleted(TopicPartition partition, Standing.Deleted gap) {
        long from = Math.max(gap.from(), reportedUpTo.getOrDefault(partition, 0L));
        if (from >= gap.upTo()) {
            return;
        }
        long count = gap.upTo() - from;
        LOG.warn(
                "{}: {} records, offsets {} to {}, were deleted (retention, or by hand) before they were read: they are"
                        + " in no insight. Reading continues at offset {}",
                partition,
                count,
                from,
                gap.upTo() - 1,
                gap.upTo());
        reportedUpTo.put(partition, gap.upTo());
        losses.lost(new Loss(TopicPartitions.partition(partition), Cause.DELETED, OptionalLong.of(count)));
    }

    /**
     * Offsets that were read before hold other records now, since the partition's leader had lost the first ones: those
     * are not read.
     */
    public void replaced(TopicPartition partition, long from, long upTo) {
        LOG.warn(
                "{}: the cluster has lost offsets {} to {} after they were counted (unclean leader election), and has"
                        + " given them to other records: these are in no insight. Reading continues at offset {}",
                partition,
                from,
                upTo - 1,
                upTo);
        losses.lost(new Loss(TopicPartitions.partition(partition), Cause.DELETED, OptionalLong.of(upTo - from)));
    }

    /**
     * The topic was created again, and is read from there.
     *
     * @param unread how many records of the old topic were not counted; empty where that is not known
     */
    public void recreated(TopicPartition partition, long from, OptionalLong unread) {
        LOG.warn(
                "{}: the topic was deleted and created again. Reading continues in the new one at offset {}; its running"
                        + " hours begin again at zero; {} records of the old one were not counted",
                partition,
                from,
                unread.isPresent() ? String.valueOf(unread.getAsLong()) : "an unknown number of");
        reportedUpTo.remove(partition);
        if (unread.isEmpty() || unread.getAsLong() > 0) {
            losses.lost(new Loss(TopicPartitions.partition(partition), Cause.RECREATED, unread));
        }
    }
}
