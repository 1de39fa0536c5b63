package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be committed next: records, and letters that are set aside. Not thread-safe. */
final class ReplayBatch {

    private final List<Replay> records = new ArrayList<>();
    private final Map<LetterId, String> parked = new LinkedHashMap<>();
    private long bytes;

    void add(Replay record) {
        records.add(record);
        bytes += record.original().weight();
    }

    void park(LetterId letter, String because) {
        parked.put(letter, because);
    }

    void remove(LetterId letter) {
        records.removeIf(record -> record.letter().equals(letter));
    }

    List<Replay> records() {
        return List.copyOf(records);
    }

    /** How many letters it is about. */
    int size() {
        return records.size() + parked.size();
    }

    boolean isEmpty() {
        return records.isEmpty() && parked.isEmpty();
    }

    boolean isFull(int most, long mostBytes) {
        return records.size() >= most || parked.size() >= most || bytes >= mostBytes;
    }

    /** What the log says of them. */
    List<Marker> markers(String run, Instant now, String because) {
        List<Marker> markers = new ArrayList<>();
        records.forEach(record -> markers.add(
                new Marker(record.letter(), LetterState.REPLAYED, run, record.rule(), record.topic(), now, because)));
        parked.forEach(
                (letter, reason) -> markers.add(new Marker(letter, LetterState.PARKED, run, "", "", now, reason)));
        return markers;
    }

    /** It is committed: counts it, and is empty again. */
    void settle(ReplayBalance balance) {
        records.forEach(record -> balance.accepted(record.letter(), record.rule()));
        parked.forEach(balance::parked);
        records.clear();
        parked.clear();
        bytes = 0;
    }
}
