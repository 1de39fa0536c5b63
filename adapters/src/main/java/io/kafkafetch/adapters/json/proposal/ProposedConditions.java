package io.kafkafetch.adapters.json.proposal;

import io.kafkafetch.adapters.json.mapping.Condition;
import io.kafkafetch.adapters.json.mapping.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of a sample's events are logins: conditions on what happened, and on how it ended. Some event meets all of them. */
final class ProposedConditions {

    private static final int MOST = 4;

    /** A place with more different values than that is none of types. */
    private static final int MOST_VALUES = 50;

    /** The words of a machine. They are published, so that nothing may be among them that names a person. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z._:/-]{1,64}|true|0");

    /** These are taken to be a machine's words where several events have them. */
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9 ._:/-]{1,64}");

    private final List<Condition> conditions = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private List<Map<String, SampleValue>> logins;

    /** @param events by their values' pointers */
    ProposedConditions(List<Map<String, SampleValue>> events) {
        this.logins = events;
        for (Candidate candidate : candidates(FieldNames::rankOfEvent, (at, values) -> LoginWords.logins(values))) {
            boolean further = !conditions.isEmpty();
            boolean excludes = candidate.excludes(logins);
            // Prose says what happened too, but is written to be read: only where nothing else says it.
            if (excludes ? candidate.rank() < 2 || !further : candidate.rank() == 0 && !further) {
                add(candidate);
            }
        }
        for (Candidate candidate : candidates(FieldNames::rankOfOutcome, LoginWords::successes)) {
            if (candidate.rank() == 0 || candidate.excludes(logins)) {
                add(candidate);
            }
        }
    }

    /** The conditions, in the order in which they are asked. */
    List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    /** Why they are proposed, a line each. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** The events that meet all conditions, at least one. */
    List<Map<String, SampleValue>> logins() {
        return logins;
    }

    private void add(Candidate candidate) {
        List<Map<String, SampleValue>> fewer = candidate.of(logins);
        if (fewer.isEmpty() || conditions.size() == MOST) {
            return;
        }
        reasons.add("when " + candidate.at() + " is " + String.join(" or ", candidate.is()) + ": " + fewer.size()
                + " of " + logins.size() + " events");
        conditions.add(new Condition(Pointer.of(candidate.at()), candidate.is()));
        logins = fewer;
    }

    /** The best named first, and of these what most events have. */
    private List<Candidate> candidates(ToIntFunction<String> rank, BiFunction<String, Set<String>, Set<String>> meant) {
        List<Candidate> candidates = new ArrayList<>();
        for (String at : logins.stream()
                .flatMap(event -> event.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))) {
            int named = rank.applyAsInt(at);
            if (named != FieldNames.NONE) {
                Set<String> is = meant.apply(at, values(at));
                if (!is.isEmpty()) {
                    candidates.add(new Candidate(at, named, is));
                }
            }
        }
        Map<Candidate, Integer> met = candidates.stream()
                .collect(Collectors.toMap(
                        candidate -> candidate,
                        candidate -> candidate.of(logins).size()));
        candidates.sort(Comparator.comparingInt(Candidate::rank)
                .thenComparing(met::get, Comparator.reverseOrder())
                .thenComparingInt(
                        candidate -> Pointer.of(candidate.at()).tokens().size())
                .thenComparing(Candidate::at));
        return candidates;
    }

    /** The values there that can be published, where most events have one and the different ones are few. */
    private Set<String> values(String at) {
        Map<String, Integer> counts = new HashMap<>();
        for (Map<String, SampleValue> event : logins) {
            SampleValue value = event.get(at);
            if (value != null && value.isScalar()) {
                counts.merge(value.text(), 1, Integer::sum);
            }
        }
        int there = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (counts.size() > MOST_VALUES || there * 2 < logins.size()) {
            return Set.of();
        }
        return counts.entrySet().stream()
                .filter(entry -> WORD.matcher(entry.getKey()).matches()
                        || (entry.getValue() > 1
                                && WORDS.matcher(entry.getKey()).matches()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A condition that may be proposed.
     *
     * @param rank how well the place is named, 0 the best
     */
    private record Candidate(String at, int rank, Set<String> is) {

        List<Map<String, SampleValue>> of(List<Map<String, SampleValue>> events) {
            return events.stream()
                    .filter(event -> {
                        SampleValue value = event.get(at);
                        return value != null && value.isScalar() && is.contains(value.text());
                    })
                    .toList();
        }

        boolean excludes(List<Map<String, SampleValue>> events) {
            return of(events).size() < events.size();
        }
    }
}
