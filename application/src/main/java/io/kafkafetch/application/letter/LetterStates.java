package io.kafkafetch.application.letter;

import io.kafkafetch.application.record.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of letters that something was done with. They take about 250 bytes for each 512 offsets among which there is such a
 * letter, however many these are. Not thread-safe.
 */
public final class LetterStates {

    /** Offsets of a page; a byte holds the states of four. */
    private static final int OFFSETS = 512;

    private static final int BITS = 2;
    private static final int IN_A_BYTE = Byte.SIZE / BITS;
    private static final int MASK = 3;

    /** By their numbers; an open one has 0. */
    private static final List<LetterState> STATES = List.of(LetterState.values());

    private final Map<Partition, Map<Long, byte[]>> pages = new HashMap<>();

    /** The letter is in this state from now on. */
    public void put(LetterId letter, LetterState state) {
        byte[] page = pages.computeIfAbsent(letter.partition(), none -> new HashMap<>())
                .computeIfAbsent(letter.offset() / OFFSETS, none -> new byte[OFFSETS / IN_A_BYTE]);
        int at = Math.floorMod(letter.offset(), OFFSETS);
        int shift = shift(at);
        page[at / IN_A_BYTE] = (byte) ((page[at / IN_A_BYTE] & ~(MASK << shift)) | (STATES.indexOf(state) << shift));
    }

    /** What became of the letter. */
    public LetterState of(LetterId letter) {
        byte[] page = pages.getOrDefault(letter.partition(), Map.of()).get(letter.offset() / OFFSETS);
        if (page == null) {
            return LetterState.OPEN;
        }
        int at = Math.floorMod(letter.offset(), OFFSETS);
        return STATES.get((page[at / IN_A_BYTE] >> shift(at)) & MASK);
    }

    private static int shift(int at) {
        return (at % IN_A_BYTE) * BITS;
    }
}
