package io.kafkafetch.adapters.http.live.state;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.application.published.RejectedRecord.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Rejected records: how many, by reason, and the latest. Reasons are kept apart up to {@value #MOST_REASONS}; those
 * beyond are counted as {@value #OTHER}. Not thread-safe.
 */
final class RejectCounts {

    private static final int MOST_REASONS = 1_000;
    private static final String OTHER = "other";
    private static final Reason OTHERS = new Reason(OTHER, Optional.empty());

    /** Seconds that {@link Count#recent} looks back. */
    static final int RECENT_SECONDS = 60;

    private static final Comparator<RejectedRecord> AGE = comparing(RejectedRecord::failedAt)
            .thenComparing(record -> record.origin().partition().stream())
            .thenComparing(comparingInt(record -> record.origin().partition().number()))
            .thenComparing(comparingLong(record -> record.origin().offset()));

    private static final Comparator<Count> RANK = comparingLong(Count::records)
            .reversed()
            .thenComparing(count -> count.reason().code())
            .thenComparing(count -> count.reason().field().orElse(""));

    private final Map<Reason, Tally> byReason = new HashMap<>();
    private final Map<String, Long> byCode = new HashMap<>();
    private final TreeSet<RejectedRecord> latest = new TreeSet<>(AGE);
    private final int mostLatest;
    private long records;

    /** @param mostLatest of the latest records, how many are kept */
    RejectCounts(int mostLatest) {
        this.mostLatest = mostLatest;
    }

    /**
     * How many records there were for one reason.
     *
     * @param recent how many of them were rejected in the last {@value #RECENT_SECONDS} s
     * @param first when the first of them was rejected
     * @param latest when the latest of them was rejected
     */
    record Count(Reason reason, long records, long recent, Instant first, Instant latest) {}

    private static final class Tally {

        private final RateWindow window = new RateWindow(RECENT_SECONDS);
        private Instant first = Instant.MAX;
        private Instant latest = Instant.MIN;
        private long records;

        private void add(Instant failedAt, long now) {
            records++;
            window.add(failedAt.getEpochSecond(), now, 1);
            first = failedAt.isBefore(first) ? failedAt : first;
            latest = failedAt.isAfter(latest) ? failedAt : latest;
        }

        private Count count(Reason reason, long now) {
            return new Count(reason, records, window.lately(now), first, latest);
        }
    }

    /**
     * Counts once for each of its reasons, once for each of its codes, and once in all.
     *
     * @param now the clock's epoch second
     */
    void add(RejectedRecord record, long now) {
        records++;
        Set<Reason> reasons = new HashSet<>();
        Set<String> codes = new HashSet<>();
        for (Reason reason : record.reasons()) {
            boolean known = byReason.containsKey(reason) || byReason.size() < MOST_REASONS;
            reasons.add(known ? reason : OTHERS);
            codes.add(known ? reason.code() : OTHER);
        }
        reasons.forEach(
                reason -> byReason.computeIfAbsent(reason, fresh -> new Tally()).add(record.failedAt(), now));
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

    /**
     * Records by reason, the most first.
     *
     * @param now the clock's epoch second
     */
    Stream<Count> byReason(long now) {
        return byReason.entrySet().stream()
                .map(entry -> entry.getValue().count(entry.getKey(), now))
                .sorted(RANK);
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
