package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the letters that a run looked at, or what would become of them: chosen = accepted + rejected again + parked
 * + refused. Of each kind the first {@value #EXAMPLES} letters are named. Not thread-safe.
 */
public final class ReplayBalance {

    /** Letters that are named of a kind. */
    public static final int EXAMPLES = 3;

    /** Kinds that are counted apart; all others together. */
    private static final int MOST_KINDS = 100;

    private static final String OTHERS = "others";

    private final Map<String, Kind> accepted = new LinkedHashMap<>();
    private final Map<String, Kind> rejected = new LinkedHashMap<>();
    private final Map<String, Kind> parked = new LinkedHashMap<>();
    private final Map<String, Kind> refused = new LinkedHashMap<>();

    /**
     * Letters that the same became of.
     *
     * @param examples the first of them
     */
    public record Kind(long count, List<LetterId> examples) {
        public Kind {
            examples = List.copyOf(examples);
        }

        private Kind with(LetterId letter) {
            List<LetterId> more = new ArrayList<>(examples);
            if (more.size() < EXAMPLES) {
                more.add(letter);
            }
            return new Kind(count + 1, more);
        }
    }

    void accepted(LetterId letter, String rule) {
        add(accepted, rule, letter);
    }

    /** A letter with several reasons is counted under the first one. */
    void rejectedAgain(LetterId letter, List<LetterReason> reasons) {
        add(rejected, reasons.getFirst().toString(), letter);
    }

    void parked(LetterId letter, String because) {
        add(parked, because, letter);
    }

    void refused(LetterId letter, String why) {
        add(refused, why, letter);
    }

    private static void add(Map<String, Kind> kinds, String name, LetterId letter) {
        String known = kinds.size() < MOST_KINDS || kinds.containsKey(name) ? name : OTHERS;
        kinds.put(known, kinds.getOrDefault(known, new Kind(0, List.of())).with(letter));
    }

    /** Letters whose records were sent, or would be, by the rules that changed them. */
    public Map<String, Kind> accepted() {
        return Map.copyOf(accepted);
    }

    /** Letters whose records the service would reject again, by the first reason. */
    public Map<String, Kind> rejectedAgain() {
        return Map.copyOf(rejected);
    }

    /** Letters that came back too often, by how often. */
    public Map<String, Kind> parked() {
        return Map.copyOf(parked);
    }

    /** Letters whose records cannot be sent, by why. */
    public Map<String, Kind> refused() {
        return Map.copyOf(refused);
    }

    /** How many letters there are of these kinds. */
    public static long sum(Map<String, Kind> kinds) {
        return kinds.values().stream().mapToLong(Kind::count).sum();
    }

    /** How many letters were looked at. */
    public long chosen() {
        return sum(accepted) + sum(rejected) + sum(parked) + sum(refused);
    }
}
