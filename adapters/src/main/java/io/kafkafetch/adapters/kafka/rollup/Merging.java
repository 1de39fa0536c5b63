package io.kafkafetch.adapters.kafka.rollup;

import io.kafkafetch.adapters.json.rollup.RollupEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyDecoder;
import io.kafkafetch.adapters.json.rollup.TallyDecoder.OtherRulesException;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import io.kafkafetch.domain.users.UserSketch.OtherKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The totals in memory, from the moment an instance takes the merging over until it fails or gives it back; then they are
 * to be forgotten. Used by one thread.
 */
final class Merging implements RollupListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Merging.class);

    /** How often what changed is published. It decides how old the totals are. */
    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

    private final TopicPartition tallies;
    private final TopicPartition published;
    private final Producer<byte[], byte[]> producer;
    private final TallyDecoder decoder;
    private final RollupEncoder encoder;
    private final Rollups rollups;
    private final Set<Window> changed = new LinkedHashSet<>();
    private boolean hasChanged;
    private long publishedNanos = System.nanoTime() - PERIOD_NANOS;

    /** @param producer of the mergers' transactional id, not yet initialised */
    Merging(TopicPartition tallies, TopicPartition published, Rules rules, Producer<byte[], byte[]> producer) {
        this.tallies = tallies;
        this.published = published;
        this.producer = producer;
        this.decoder = new TallyDecoder(rules);
        this.encoder = new RollupEncoder(rules);
        this.rollups = new Rollups(rules.clock());
    }

    /** Fences the merger before, and ends what it left open. */
    void open() {
        producer.initTransactions();
    }

    @Override
    public void window(Window window, Optional<WindowTotal> total) {
        total.ifPresentOrElse(kept -> rollups.restore(window, kept), () -> rollups.forget(window));
    }

    @Override
    public void all(Standing standing, WindowTotal total) {
        rollups.restore(standing, total);
    }

    /** Adds the next tally, or a part of one. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        hasChanged = true;
        if (record.value() == null) {
            return;
        }
        try {
            decoder.decode(record.value())
                    .ifPresent(tally -> changed.addAll(rollups.add(tally, Instant.ofEpochMilli(record.timestamp()))));
        } catch (OtherRulesException others) {
            throw new UnusableCheckpointException(
                    TroubleCode.ROLLUPS_UNUSABLE, tallies + "@" + record.offset() + ": " + others.getMessage());
        } catch (OtherKeyException others) {
            throw new UnusableCheckpointException(
                    TroubleCode.ROLLUPS_UNUSABLE,
                    tallies + "@" + record.offset() + ": " + others.getMessage()
                            + "; set UNIQUE_USERS_KEY to the earlier key, or give the service a GROUP_ID, TALLIES_TOPIC"
                            + " and ROLLUPS_TOPIC of its own");
        } catch (IllegalArgumentException unreadable) {
            LOG.warn(
                    "The record {}@{} is no tally that this version knows, and is passed over: {}. If logins were in it,"
                            + " the rollups' \"missing\" says so at the partition's next tally",
                    tallies,
                    record.offset(),
                    unreadable.getMessage());
        }
    }

    /** Publishes what changed, once a second, as one transaction with the place in the tallies; whether it did. */
    boolean publishIfDue(Consumer<byte[], byte[]> consumer) {
        long now = System.nanoTime();
        if (!hasChanged || !decoder.isWhole() || now - publishedNanos < PERIOD_NANOS) {
            return false;
        }
        producer.beginTransaction();
        for (Window window : changed) {
            byte[] value = rollups.of(window)
                    .map(total -> encoder.value(window, total))
                    .orElse(null);
            send(RollupEncoder.key(window), value);
        }
        send(RollupEncoder.keyOfAll(), encoder.value(rollups));
        producer.sendOffsetsToTransaction(
                Map.of(tallies, new OffsetAndMetadata(consumer.position(tallies))), consumer.groupMetadata());
        producer.commitTransaction();
        changed.clear();
        hasChanged = false;
        publishedNanos = now;
        return true;
    }

    /** A record that cannot be sent fails the transaction's commit: no future needs to be looked at. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(byte[] key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(published.topic(), published.partition(), key, value));
    }

    /** Publishes nothing any more; what was under way is aborted by the next merger, or when it times out. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
