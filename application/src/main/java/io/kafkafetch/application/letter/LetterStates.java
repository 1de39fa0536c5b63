package io.kafkafetch.application.letter;

import io.kafkafetch.application.record.Partition;
import java.util.HashMap;
import java.util.Map;

/** The states of letters that something was done with; some 60 bytes each. Not thread-safe. */
public final class LetterStates {

    private final Map<Partition, Map<Long, LetterState>> states = new HashMap<>();

    /** The letter is in this state from now on. */
    public void put(LetterId letter, LetterState state) {
        Map<Long, LetterState> ofPartition = states.computeIfAbsent(letter.partition(), none -> new HashMap<>());
        if (state == LetterState.OPEN) {
            ofPartition.remove(letter.offset());
        } else {
            ofPartition.put(letter.offset(), state);
        }
    }

    /** What became of the letter. */
    public LetterState of(LetterId letter) {
        return states.getOrDefault(letter.partition(), Map.of()).getOrDefault(letter.offset(), LetterState.OPEN);
    }
}
