package io.kafkafetch.application.rollup;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.TimelineCounter;
import io.kafkafetch.domain.users.UserKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one commit counted of one partition: its batches by name, and their logins by the time they happened at.
 * Immutable.
 *
 * @param life tells apart the lives of a stream whose offsets begin again, such as a topic's id; empty where not known
 * @param batches in order, at least one; also those without a login
 * @param before logins of the partition since its beginning, before the first of these batches; from 0
 * @param timeline all logins of these batches, and no others
 * @param rejected records by the code of their first reason, each above 0
 */
public record Tally(
        Partition partition,
        String life,
        List<Counted> batches,
        long before,
        Timeline timeline,
        Map<String, Long> rejected) {

    /** How finely a tally keeps times and names apart. */
    public static final Detail DETAIL = new Detail(120, 48, 32, 256);

    /**
     * A batch of the tally.
     *
     * @param firstOffset offset of its first record
     * @param lastOffset offset of its last record
     * @param events accepted logins, from 0
     * @param rejected rejected records, from 0
     * @param skipped records that are no logins and no faults, from 0
     * @param trigger why it was closed
     * @param checksum of its records, see {@link LoginBatch#checksum}; empty where whoever wrote the tally did not say it
     */
    public record Counted(
            long firstOffset,
            long lastOffset,
            long events,
            long rejected,
            long skipped,
            Trigger trigger,
            OptionalLong checksum) {

        /** A batch in which nothing was skipped. */
        public Counted(
                long firstOffset, long lastOffset, long events, long rejected, Trigger trigger, OptionalLong checksum) {
            this(firstOffset, lastOffset, events, rejected, 0, trigger, checksum);
        }

        /** How many records it has. */
        public long records() {
            return events + rejected + skipped;
        }

        static Counted of(LoginBatch batch) {
            return new Counted(
                    batch.firstOffset(),
                    batch.lastOffset(),
                    batch.events(),
                    batch.rejected(),
                    batch.skipped(),
                    batch.trigger(),
                    OptionalLong.of(batch.checksum()));
        }
    }

    /** @throws IllegalArgumentException if there is no batch, or the batches and the rest count different numbers */
    public Tally {
        batches = List.copyOf(batches);
        rejected = Map.copyOf(rejected);
        long events = batches.stream().mapToLong(Counted::events).sum();
        long letters = batches.stream().mapToLong(Counted::rejected).sum();
        long reasons = rejected.values().stream().mapToLong(count -> count).sum();
        long timed = timeline.windows().values().stream()
                        .mapToLong(window -> window.logins())
                        .sum()
                + timeline.older().logins();
        if (batches.isEmpty() || before < 0 || events != timed || letters != reasons) {
            throw new IllegalArgumentException("a tally of " + batches.size() + " batches with " + events + " and "
                    + timed + " logins after " + before + ", " + letters + " and " + reasons + " rejected");
        }
    }

    /**
     * The tallies of one commit, a partition each, in the order of their first batch.
     *
     * @param outcomes consecutive batches of each partition, in order, their times counted with {@link #DETAIL}
     * @param users the key that users were hashed with; empty where they were not asked for
     * @param life of the partition at the outcome
     */
    public static List<Tally> of(
            List<BatchOutcome> outcomes,
            HourOfDay clock,
            Optional<UserKey> users,
            Function<BatchOutcome, String> life) {
        Map<Partition, List<BatchOutcome>> byPartition = new LinkedHashMap<>();
        outcomes.forEach(outcome -> byPartition
                .computeIfAbsent(outcome.batch().partition(), none -> new ArrayList<>())
                .add(outcome));
        return byPartition.values().stream()
                .map(ofPartition ->
                        ofPartition(ofPartition, new TimelineCounter(clock, new ByTime(DETAIL, users)), life))
                .toList();
    }

    private static Tally ofPartition(
            List<BatchOutcome> outcomes, TimelineCounter counter, Function<BatchOutcome, String> life) {
        Map<String, Long> rejected = new TreeMap<>();
        List<Counted> batches = new ArrayList<>(outcomes.size());
        for (BatchOutcome outcome : outcomes) {
            LoginBatch batch = outcome.batch();
            batches.add(Counted.of(batch));
            batch.times().addTo(counter, batch.tally());
            for (DeadLetter letter : batch.deadLetters()) {
                rejected.merge(letter.reasons().getFirst().code(), 1L, Long::sum);
            }
        }
        BatchOutcome first = outcomes.getFirst();
        return new Tally(
                first.batch().partition(),
                life.apply(outcomes.getLast()),
                batches,
                first.running().total() - first.batch().events(),
                counter.timeline(),
                rejected);
    }

    /** Offset of the first record. */
    public long firstOffset() {
        return batches.getFirst().firstOffset();
    }

    /** Offset of the last record. */
    public long lastOffset() {
        return batches.getLast().lastOffset();
    }

    /** How many logins are counted. */
    public long logins() {
        return batches.stream().mapToLong(Counted::events).sum();
    }

    /** How many records were skipped. */
    public long skipped() {
        return batches.stream().mapToLong(Counted::skipped).sum();
    }
}
