package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.replay.ReplayOutlet.TooLargeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets letters aside, or gives them up. One that was replayed stays so. Sends nothing.
 *
 * @param outlet not open yet; closed by whoever made it
 * @param filter which letters are meant
 * @param state {@link LetterState#PARKED} or {@link LetterState#DISCARDED}
 * @param most letters that are marked
 * @param run names the run in the log
 * @param because for the log
 */
public record Marking(
        Letters letters,
        ReplayOutlet outlet,
        LetterFilter filter,
        LetterState state,
        long most,
        String run,
        String because,
        InstantSource clock) {

    private static final int BATCH = 1_000;

    /**
     * What became of the letters.
     *
     * @param marked how many are in the state now, and were not before
     * @param unchanged how many are in another state still, by that
     * @param missing those that were named and are not there
     */
    public record Result(long marked, Map<LetterState, Long> unchanged, Set<LetterId> missing) {}

    public Marking {
        if (state != LetterState.PARKED && state != LetterState.DISCARDED) {
            throw new IllegalArgumentException("nobody marks a letter as " + state.text());
        }
    }

    /** Marks them, and returns once all is committed. */
    public Result call() throws RunEndedException, InterruptedException {
        LetterStates states = outlet.open();
        Map<LetterState, Long> unchanged = new EnumMap<>(LetterState.class);
        Set<LetterId> missing = new HashSet<>(filter.ids());
        List<Marker> markers = new ArrayList<>();
        long[] marked = {0};
        letters.<RunEndedException>read(filter, letter -> {
            missing.remove(letter.id());
            LetterState now = states.of(letter.id());
            if (!filter.matches(letter, now)) {
                return true;
            }
            if (now == LetterState.REPLAYED || now == state) {
                unchanged.merge(now, 1L, Long::sum);
                return true;
            }
            markers.add(new Marker(letter.id(), state, run, "", "", clock.instant(), because));
            if (markers.size() >= BATCH) {
                commit(markers);
            }
            return ++marked[0] < most;
        });
        commit(markers);
        return new Result(marked[0], unchanged, missing);
    }

    private void commit(List<Marker> markers) throws RunEndedException, InterruptedException {
        if (markers.isEmpty()) {
            return;
        }
        try {
            outlet.commit(List.of(), List.copyOf(markers));
        } catch (TooLargeException noRecordWasSent) {
            throw new IllegalStateException(noRecordWasSent);
        }
        markers.clear();
    }
}
