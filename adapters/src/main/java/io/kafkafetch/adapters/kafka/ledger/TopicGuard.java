package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.input.PresentTopic;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's ledger that commits only what was read from the topic as it is now. A topic's id never comes back: if it is
 * the one that the lane began with, asked after the records were read, then no record came from another topic of that
 * name. Nothing else shows it: a consumer reads on in a new topic that has grown past its position. Used by one thread.
 */
public final class TopicGuard implements LaneLedger {

    private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);

    /** How often an idle lane looks: a new topic may end just where the old one did. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final LaneLedger ledger;
    private final PresentTopic topic;
    private long lookedNanos = System.nanoTime();

    public TopicGuard(LaneLedger ledger, PresentTopic topic) {
        this.ledger = ledger;
        this.topic = topic;
    }

    @Override
    public void open() {
        ledger.open();
    }

    @Override
    public void commit(List<BatchOutcome> outcomes) {
        require(distinct(outcomes));
        ledger.commit(outcomes);
    }

    /** Of outcomes with one bookmark one checkpoint: a commit has hundreds of them, of few partitions. */
    private static List<Checkpoint> distinct(List<BatchOutcome> outcomes) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        String latest = null;
        for (BatchOutcome outcome : outcomes) {
            if (!outcome.bookmark().equals(latest)) {
                latest = outcome.bookmark();
                checkpoints.add(outcome.checkpoint());
            }
        }
        return checkpoints;
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        require(positions.values());
        ledger.advance(positions);
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        return ledger.checkpoints(partitions);
    }

    @Override
    public void idle() {
        if (System.nanoTime() - lookedNanos < PERIOD.toNanos()) {
            return;
        }
        lookedNanos = System.nanoTime();
        try {
            topic.look();
        } catch (KafkaException away) {
            LOG.debug("The input topic's id could not be read", away);
        }
    }

    @Override
    public void close() {
        ledger.close();
    }

    private void require(Collection<Checkpoint> checkpoints) {
        if (checkpoints.stream()
                .anyMatch(checkpoint -> Incarnation.of(checkpoint).isPresent())) {
            Incarnation present = topic.look();
            if (checkpoints.stream().anyMatch(present::isNotOf)) {
                throw new RecreatedTopicException("the input topic was deleted and created again");
            }
        }
    }
}
