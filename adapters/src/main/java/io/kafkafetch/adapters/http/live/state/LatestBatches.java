package io.kafkafetch.adapters.http.live.state;

import static java.util.Comparator.comparing;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.ChosenMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The batches published last, put together from their records: the latest {@value #MOST_BATCHES} that are complete, and
 * those that are not complete yet. Of each there are {@value #MOST_RECORDS} records at most; where there are more, the
 * batches published longest ago are forgotten, so that of a topic whose partitions are read one far ahead of the other
 * the latest batches are there in the end. Not thread-safe.
 */
final class LatestBatches {

    /** Complete batches that are kept. */
    static final int MOST_BATCHES = 200;

    private static final int MOST_RECORDS = 100_000;

    private final Shelf complete = new Shelf(BatchRecords::publishedAt, MOST_BATCHES);
    private final Shelf coming = new Shelf(BatchRecords::begunAt, MOST_RECORDS);
    private final ChosenMetrics chosen;
    private long begun;

    /** @param chosen the metrics that are published of a batch */
    LatestBatches(ChosenMetrics chosen) {
        this.chosen = chosen;
    }

    /**
     * An insight was published then. One of a batch without a name of the usual form belongs to none.
     *
     * @param whole whether a batch counts once it is complete, so that all counts are those of the same batches
     * @return what counts from now on: this insight, none, or all of its batch; and of batches that are forgotten
     */
    List<PublishedInsight> add(PublishedInsight insight, Instant publishedAt, boolean whole) {
        BatchRecords known = complete.byName.get(insight.batch());
        if (known != null) {
            List<PublishedInsight> counted = new ArrayList<>(complete.add(known, insight, publishedAt));
            counted.addAll(known.takeUncounted());
            return counted;
        }
        BatchRecords batch = coming.byName.get(insight.batch());
        if (batch == null) {
            Optional<BatchName> name = BatchName.of(insight.batch());
            if (name.isEmpty()) {
                return List.of(insight);
            }
            begun++;
            batch = new BatchRecords(name.get(), publishedAt, chosen);
            coming.put(batch);
        }
        List<PublishedInsight> counted = new ArrayList<>(coming.add(batch, insight, publishedAt));
        if (batch.isComplete() || !whole) {
            counted.addAll(batch.takeUncounted());
        }
        if (batch.isComplete()) {
            coming.take(batch);
            complete.put(batch);
        }
        return counted;
    }

    /** Of how many batches a record came. */
    long begun() {
        return begun;
    }

    /** The complete ones, the latest first. */
    Stream<BatchRecords> latest() {
        return complete.order.descendingSet().stream();
    }

    /** Empty where this batch is not complete, or not kept. */
    Optional<BatchRecords> find(String name) {
        return Optional.ofNullable(complete.byName.get(name));
    }

    /** Batches by name, and by age as far as that does not change while they are here. */
    private static final class Shelf {

        private final Map<String, BatchRecords> byName = new HashMap<>();
        private final TreeSet<BatchRecords> order;
        private final int most;
        private int records;

        Shelf(java.util.function.Function<BatchRecords, Instant> age, int most) {
            this.order = new TreeSet<>(comparing(age).thenComparing(BatchRecords::name, Comparator.naturalOrder()));
            this.most = most;
        }

        /** To one of those here; what was never counted of those that are forgotten for it. */
        List<PublishedInsight> add(BatchRecords batch, PublishedInsight insight, Instant publishedAt) {
            batch.add(insight, publishedAt);
            records++;
            return forgetOldest();
        }

        /** Makes no room yet where the batch is empty: {@link #add} does. */
        void put(BatchRecords batch) {
            byName.put(batch.name().text(), batch);
            order.add(batch);
            records += batch.size();
            if (batch.size() > 0) {
                forgetOldest();
            }
        }

        void take(BatchRecords batch) {
            if (order.remove(batch)) { // else it was forgotten
                byName.remove(batch.name().text());
                records -= batch.size();
            }
        }

        private List<PublishedInsight> forgetOldest() {
            List<PublishedInsight> uncounted = new ArrayList<>();
            while (byName.size() > most || records > MOST_RECORDS) {
                BatchRecords oldest = order.first();
                uncounted.addAll(oldest.takeUncounted());
                take(oldest);
            }
            return uncounted;
        }
    }
}
