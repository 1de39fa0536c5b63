package io.kafkafetch.application.letter.census;

import io.kafkafetch.application.letter.LetterState;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * {@value #OFFSETS} offsets of a partition: which of them are letters, what became of each, and when open ones were published.
 * Half a KiB, and two more while one of them is open. Not thread-safe.
 */
final class CensusPage {

    /** How many offsets a page is about. */
    static final int OFFSETS = 512;

    /** By their numbers; an open one has 0. */
    private static final List<LetterState> STATES = List.of(LetterState.values());

    private static final int STATE = 3;
    private static final int IS_LETTER = 4;

    /** The state's number, and whether there is a letter: the log may be read before it. */
    private final byte[] marks = new byte[OFFSETS];

    private final int[] counts = new int[STATES.size()];

    /** Unsigned epoch seconds; 0 where that is not known. */
    private int @Nullable [] times;

    private long first = Long.MAX_VALUE;

    /**
     * A letter is there, which may be known already.
     *
     * @param at from 0
     * @param second it was published at, since the epoch
     * @param mayKeepTimes whether there is room for the times of this page
     */
    void add(int at, long second, boolean mayKeepTimes) {
        if ((marks[at] & IS_LETTER) != 0) {
            return;
        }
        marks[at] = (byte) (marks[at] | IS_LETTER);
        first = Math.min(first, second);
        LetterState state = stateOf(at);
        counts[number(state)]++;
        if (state == LetterState.OPEN) {
            if (times == null && mayKeepTimes) {
                times = new int[OFFSETS];
            }
            if (times != null) {
                times[at] = (int) second;
            }
        }
    }

    /** What became of the letter, whether it was seen yet or not. */
    void mark(int at, LetterState state) {
        boolean isLetter = (marks[at] & IS_LETTER) != 0;
        if (isLetter) {
            counts[marks[at] & STATE]--;
            counts[number(state)]++;
        }
        marks[at] = (byte) (number(state) | (isLetter ? IS_LETTER : 0));
        forgetTimes();
    }

    /** The letters before this one are deleted. */
    void removeBefore(int at) {
        for (int i = 0; i < at; i++) {
            if ((marks[i] & IS_LETTER) != 0) {
                counts[marks[i] & STATE]--;
                marks[i] = 0;
            }
        }
        forgetTimes();
    }

    private void forgetTimes() {
        if (count(LetterState.OPEN) == 0) {
            times = null;
        }
    }

    boolean keepsTimes() {
        return times != null;
    }

    LetterState stateOf(int at) {
        return STATES.get(marks[at] & STATE);
    }

    private static int number(LetterState state) {
        return STATES.indexOf(state);
    }

    int count(LetterState state) {
        return counts[number(state)];
    }

    /**
     * When the oldest open letter was published, since the epoch; empty where none is open. Where its time was not kept, the
     * time of the page's oldest letter stands for it.
     */
    OptionalLong oldestOpen() {
        if (count(LetterState.OPEN) == 0) {
            return OptionalLong.empty();
        }
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < OFFSETS; i++) {
            if (marks[i] == IS_LETTER) { // and open
                int time = times == null ? 0 : times[i];
                oldest = Math.min(oldest, time == 0 ? first : Integer.toUnsignedLong(time));
            }
        }
        return OptionalLong.of(oldest);
    }
}
