package io.kafkafetch.adapters.http.live;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Rejected records: how many, by reason, and the latest. Reasons are told apart up to {@value #MOST_REASONS}; those
 * beyond are counted as {@value #OTHER}. Not thread-safe.
 */
final class RejectCounts {

    private static final int MOST_REASONS = 1_000;
    private static final String OTHER = "other";

    private static final Comparator<RejectedRecord> AGE = comparing(RejectedRecord::failedAt)
            .thenComparing(RejectedRecord::topic)
            .thenComparing(comparingInt(RejectedRecord::partition))
            .thenComparing(comparingLong(RejectedRecord::offset));

    private static final Comparator<Count> RANK = comparingLong(Count::records)
            .reversed()
            .thenComparing(count -> count.reason().code())
            .thenComparing(count -> count.reason().field());

    private final Map<Reason, Count> byReason = new HashMap<>();
    private final Map<String, Long> byCode = new HashMap<>();
    private final TreeSet<RejectedRecord> latest = new TreeSet<>(AGE);
    private final int mostLatest;
    private long records;

    /** @param mostLatest of the latest records, how many are kept */
    RejectCounts(int mostLatest) {
        this.mostLatest = mostLatest;
    }

    /** @param field empty where the whole record is at fault */
    record Reason(String code, String field) {}

    /**
     * How many records there were for one reason.
     *
     * @param latest when the latest of them was rejected
     */
    record Count(Reason reason, long records, Instant latest) {

        private Count plus(Count other) {
            return new Count(reason, records + other.records, latest.isAfter(other.latest) ? latest : other.latest);
        }
    }

    /** Counts once for each of its reasons, once for each of its codes, and once in all. */
    void add(RejectedRecord record) {
        records++;
        Set<Reason> reasons = new HashSet<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < record.codes().size(); i++) {
            Reason reason = new Reason(record.codes().get(i), record.fields().get(i));
            boolean known = byReason.containsKey(reason) || byReason.size() < MOST_REASONS;
            reasons.add(known ? reason : new Reason(OTHER, ""));
            codes.add(known ? reason.code() : OTHER);
        }
        reasons.forEach(reason -> byReason.merge(reason, new Count(reason, 1, record.failedAt()), Count::plus));
        codes.forEach(code -> byCode.merge(code, 1L, Long::sum));
        latest.add(record);
        if (latest.size() > mostLatest) {
            latest.pollFirst();
        }
    }

    /** Rejected records, each once. */
    long records() {
        return records;
    }

    /** Records by reason, the most first. */
    Stream<Count> byReason() {
        return byReason.values().stream().sorted(RANK);
    }

    /** Records by code, the most first; a record that has a code for two fields counts once. */
    Stream<Map.Entry<String, Long>> byCode() {
        return byCode.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
    }

    /** The latest first. */
    List<RejectedRecord> latest() {
        return List.copyOf(latest.descendingSet());
    }
}
