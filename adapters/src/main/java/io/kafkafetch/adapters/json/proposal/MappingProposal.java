package io.kafkafetch.adapters.json.proposal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.kafkafetch.adapters.json.mapping.Condition;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.domain.login.LoginField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A mapping to start from, guessed from sample events: by what their fields are named, and what their values look like. The
 * same sample gives the same proposal. It holds no value of the sample but the words of its conditions. Immutable.
 *
 * <p>{@link io.kafkafetch.adapters.json.mapping.MappingReader} takes it, and by it at least one of the sample's events is accepted.
 *
 * @param json the mapping, for people to go on with
 * @param reasons where each field comes from and why, a line each
 * @param places what the events have, in the order of its pointers
 */
public record MappingProposal(String json, List<String> reasons, List<Place> places) {

    /** Most events that are looked at. */
    public static final int MOST_EVENTS = 1_000;

    private static final int MOST_PLACES = 500;
    private static final String UNKNOWN = "\"default\":\"unknown\"";

    public MappingProposal {
        reasons = List.copyOf(reasons);
        places = List.copyOf(places);
    }

    /**
     * Something that events have.
     *
     * @param pointer where they have it
     * @param events how many of them
     * @param looks what it looks like, such as {@code ISO 8601}; never what it is
     */
    public record Place(String pointer, int events, String looks) {}

    /**
     * The mapping that a sample suggests.
     *
     * @param name of the feed: 1 to 64 letters, digits and . _ -
     * @param eventsAt where an export has its array of events; the sample is of its elements
     * @param sample events as JSON, of which the first {@value #MOST_EVENTS} are looked at
     * @throws NoProposalException if there is no moment in the events, or no event at all
     */
    public static MappingProposal of(String name, Optional<Pointer> eventsAt, List<byte[]> sample)
            throws NoProposalException {
        List<Map<String, SampleValue>> events =
                SampleEvent.readAll(sample.subList(0, Math.min(sample.size(), MOST_EVENTS)));
        if (events.isEmpty()) {
            throw new NoProposalException("expected events as JSON objects, one a line, and none is"
                    + " here. Of a document that has its events in an array, say where, such as --events /value");
        }
        ProposedConditions when = new ProposedConditions(events);
        ProposedFields fields = new ProposedFields(when.logins());
        List<Condition> conditions = when.conditions();
        List<String> reasons = new ArrayList<>(when.reasons());
        if (fields.format().isEmpty()) { // of those events; perhaps they were the wrong ones
            fields = new ProposedFields(events);
            conditions = List.of();
            reasons.clear();
        }
        if (fields.format().isEmpty()) {
            throw new NoProposalException(withoutMoment(events));
        }
        if (conditions.isEmpty()) {
            reasons.add(
                    "when: no field says which events are logins, so all of them are; add \"when\" if some are not");
        }
        for (LoginField field : LoginField.values()) {
            reasons.add(fields.reason(field));
        }
        reasons.add("at least " + fields.accepted() + " of " + events.size() + " events are accepted by it");
        return new MappingProposal(json(name, eventsAt, events.size(), conditions, fields), reasons, places(events));
    }

    private static String withoutMoment(List<Map<String, SampleValue>> events) {
        List<String> arrays = events.stream()
                .flatMap(event -> event.keySet().stream())
                .filter(at -> at.matches("(/[^/]*[^/0-9][^/]*){1,3}/0/.*"))
                .map(at -> at.substring(0, at.indexOf("/0/")))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .limit(3)
                .toList();
        return "expected a field with the moment of the login, which is ISO 8601 with an offset (2026-01-05T09:00:00Z), or"
                + " whole seconds, milliseconds or microseconds since 1970; none of the " + events.size()
                + " events has one"
                + (arrays.isEmpty()
                        ? ""
                        : ". If this is a document with its events in an array, say where: --events "
                                + String.join(" or ", arrays));
    }

    private static String json(
            String name, Optional<Pointer> eventsAt, int events, List<Condition> conditions, ProposedFields fields) {
        StringBuilder json = new StringBuilder("{\"name\":").append(quoted(name));
        json.append(",\"description\":").append(quoted("Proposed from a sample of " + events + " events"));
        eventsAt.ifPresent(at -> json.append(",\n \"events\":").append(quoted(at.text())));
        if (!conditions.isEmpty()) {
            json.append(",\n \"when\":[")
                    .append(conditions.stream()
                            .map(condition -> "{\"at\":" + quoted(condition.at().text()) + ",\"is\":"
                                    + list(new TreeSet<>(condition.is())) + "}")
                            .collect(Collectors.joining(",\n  ")))
                    .append(']');
        }
        List<String> rules = new ArrayList<>();
        for (LoginField field : LoginField.values()) {
            rule(field, fields).ifPresent(rule -> rules.add(quoted(field.wireName()) + ":{" + rule + "}"));
        }
        return json.append(",\n \"fields\":{\n  ")
                .append(String.join(",\n  ", rules))
                .append("}}\n")
                .toString();
    }

    private static Optional<String> rule(LoginField field, ProposedFields fields) {
        Optional<String> at = fields.place(field).map(pointer -> "\"at\":" + list(List.of(pointer)));
        return switch (field) {
            case USER_ID -> at.map(place -> fields.userIsRequired() ? place : place + ",\"required\":false");
            case IP, DEVICE_ID -> at.map(place -> place + ",\"required\":false");
            case APP_VERSION, LOCALE, DEVICE_TYPE ->
                Optional.of(at.map(place -> place + "," + UNKNOWN).orElse(UNKNOWN));
            case TIMESTAMP ->
                at.map(place -> place + ",\"format\":"
                        + quoted(fields.format().orElseThrow().code()));
        };
    }

    private static List<Place> places(List<Map<String, SampleValue>> events) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        SortedMap<String, TreeSet<String>> looks = new TreeMap<>();
        for (Map<String, SampleValue> event : events) {
            event.forEach((at, value) -> {
                if (value.isScalar()) {
                    counts.merge(at, 1, Integer::sum);
                    looks.computeIfAbsent(at, none -> new TreeSet<>()).add(value.look());
                }
            });
        }
        return counts.entrySet().stream()
                .limit(MOST_PLACES)
                .map(entry -> new Place(
                        entry.getKey(),
                        entry.getValue(),
                        String.join(" or ", looks.getOrDefault(entry.getKey(), new TreeSet<>()))))
                .toList();
    }

    private static String list(Collection<String> texts) {
        return texts.stream().map(MappingProposal::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
