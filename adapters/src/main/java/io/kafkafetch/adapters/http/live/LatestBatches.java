package io.kafkafetch.adapters.http.live;

import static java.util.Comparator.comparing;

import io.kafkafetch.adapters.json.InsightRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
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

    /** An insight was published then. One of a batch without a name of the usual form belongs to none. */
    void add(InsightRecord insight, Instant publishedAt) {
        BatchRecords known = complete.byName.get(insight.batch());
        if (known != null) {
            complete.add(known, insight, publishedAt);
            return;
        }
        BatchRecords batch = coming.byName.get(insight.batch());
        if (batch == null) {
            Optional<BatchName> name = BatchName.of(insight.batch());
            if (name.isEmpty()) {
                return;
            }
            batch = new BatchRecords(name.get(), publishedAt);
            coming.put(batch);
        }
        coming.add(batch, insight, publishedAt);
        if (batch.isComplete()) {
            coming.take(batch);
            complete.put(batch);
        }
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

        /** To one of those here. */
        void add(BatchRecords batch, InsightRecord insight, Instant publishedAt) {
            batch.add(insight, publishedAt);
            records++;
            forgetOldest();
        }

        void put(BatchRecords batch) {
            byName.put(batch.name().text(), batch);
            order.add(batch);
            records += batch.size();
            forgetOldest();
        }

        void take(BatchRecords batch) {
            if (order.remove(batch)) { // else it was forgotten
                byName.remove(batch.name().text());
                records -= batch.size();
            }
        }

        private void forgetOldest() {
            while (byName.size() > most || records > MOST_RECORDS) {
                take(order.first());
            }
        }
    }
}
