package io.kafkafetch.adapters.json.mapping;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.TimestampFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping, as docs/schema/login-mapping.schema.json describes it, and finds all that is wrong with it:
 *
 * <pre>{@code
 * {"name":"okta",
 *  "when":[{"at":"/eventType","is":["user.session.start"]}],
 *  "fields":{"user_id":{"at":["/actor/id"]},
 *   "app_version":{"default":"unknown"},
 *   "locale":{"at":["/client/geographicalContext/country"],"default":"unknown"},
 *   "device_type":{"at":["/client/device"],"table":{"Computer":"web"},"default":"unknown"},
 *   "timestamp":{"at":["/published"],"format":"iso-8601"}}}
 * }</pre>
 */
public final class MappingReader {

    /** More conditions than that are no rule but a program. */
    static final int MOST_CONDITIONS = 32;

    static final int MOST_POINTERS = 16;
    static final int MOST_LISTED = 10_000;

    private static final Set<LoginField> NEEDED =
            EnumSet.of(LoginField.APP_VERSION, LoginField.LOCALE, LoginField.TIMESTAMP, LoginField.DEVICE_TYPE);

    private static final String AN_OBJECT = "an object";

    private final List<String> faults = new ArrayList<>();

    private MappingReader() {}

    /**
     * The mapping in this text, JSON or YAML in UTF-8.
     *
     * @throws FaultyMappingException with all that is wrong, not the first alone
     */
    public static LoginMapping read(byte[] text) throws FaultyMappingException {
        Object whole = MappingText.read(text);
        if (!(whole instanceof Map<?, ?>)) {
            throw new FaultyMappingException(List.of("the whole: expected " + AN_OBJECT));
        }
        MappingReader reader = new MappingReader();
        LoginMapping mapping = reader.mapping(whole);
        if (!reader.faults.isEmpty()) {
            throw new FaultyMappingException(reader.faults);
        }
        return mapping;
    }

    private LoginMapping mapping(@Nullable Object json) {
        Map<String, @Nullable Object> members =
                object("", json, Set.of("$schema", "name", "description", "events", "reader_schema", "when", "fields"));
        String name = text("/name", members.get("name"), "the feed's name, e.g. okta");
        if (!name.isEmpty() && !name.matches("[A-Za-z0-9._-]{1,64}")) {
            fault("/name", "1 to 64 letters, digits and . _ -");
        }
        String description = members.containsKey("description")
                ? text("/description", members.get("description"), "a line for people")
                : "";
        Optional<Pointer> events =
                members.containsKey("events") ? pointer("/events", members.get("events")) : Optional.empty();
        Optional<Schema> readerSchema = members.containsKey("reader_schema")
                ? readerSchema("/reader_schema", members.get("reader_schema"))
                : Optional.empty();
        List<Condition> when = members.containsKey("when") ? conditions(members.get("when")) : List.of();
        return LoginMapping.of(name, description, events, readerSchema, when, fields(members.get("fields")));
    }

    private Optional<Schema> readerSchema(String place, @Nullable Object json) {
        try {
            return Optional.of(ReaderSchema.of(json));
        } catch (IllegalArgumentException none) {
            fault(place, "the Avro schema of a record, but " + none.getMessage());
            return Optional.empty();
        }
    }

    private List<Condition> conditions(@Nullable Object json) {
        List<Condition> conditions = new ArrayList<>();
        List<@Nullable Object> given =
                list("/when", json, "conditions such as {\"at\":\"/type\",\"is\":[\"LOGIN\"]}", MOST_CONDITIONS);
        for (int i = 0; i < given.size(); i++) {
            String place = "/when/" + i;
            Map<String, @Nullable Object> members = object(place, given.get(i), Set.of("at", "is"));
            Optional<Pointer> at = pointer(place + "/at", members.get("at"));
            Set<String> is = scalars(place + "/is", members.get("is"));
            at.ifPresent(pointer -> conditions.add(new Condition(pointer, is)));
        }
        return conditions;
    }

    private Set<String> scalars(String place, @Nullable Object json) {
        Set<String> scalars = new LinkedHashSet<>();
        List<@Nullable Object> given = list(place, json, "what the event has to say there", MOST_LISTED);
        for (int i = 0; i < given.size(); i++) {
            Object scalar = given.get(i);
            if (scalar instanceof String || scalar instanceof Number || scalar instanceof Boolean) {
                scalars.add(scalar.toString());
            } else {
                fault(place + "/" + i, "a text, a number, true or false");
            }
        }
        return scalars;
    }

    private Map<LoginField, FieldRule> fields(@Nullable Object json) {
        Map<String, LoginField> known = Arrays.stream(LoginField.values())
                .collect(Collectors.toMap(LoginField::wireName, field -> field, (a, b) -> a, LinkedHashMap::new));
        Map<String, @Nullable Object> given = object("/fields", json, known.keySet());
        Map<LoginField, FieldRule> rules = new EnumMap<>(LoginField.class);
        known.forEach((name, field) -> {
            String place = "/fields/" + name;
            if (given.containsKey(name)) {
                rules.put(field, rule(place, field, given.get(name)));
            } else {
                rules.put(field, FieldRule.UNUSED);
                if (json instanceof Map<?, ?> && NEEDED.contains(field)) {
                    fault(
                            place,
                            field == LoginField.TIMESTAMP
                                    ? "where it comes from"
                                    : "where it comes from, or a default");
                }
            }
        });
        return rules;
    }

    private FieldRule rule(String place, LoginField field, @Nullable Object json) {
        boolean isTimestamp = field == LoginField.TIMESTAMP;
        Map<String, @Nullable Object> members = object(
                place, json, isTimestamp ? Set.of("at", "format") : Set.of("at", "table", "default", "required"));
        List<Pointer> at = members.containsKey("at") ? pointers(place + "/at", members.get("at")) : List.of();
        Map<String, String> table =
                members.containsKey("table") ? table(place + "/table", members.get("table")) : Map.of();
        Optional<String> otherwise = Optional.of("default")
                .filter(members::containsKey)
                .map(name -> value(place + "/default", members.get(name)));
        boolean required = required(place + "/required", field, members);
        boolean mayHaveNone = !isTimestamp && table.isEmpty() && (otherwise.isPresent() || !required);
        if (!members.containsKey("at") && !mayHaveNone) {
            fault(place + "/at", "one or more JSON Pointers, such as [\"/actor/id\"]");
        }
        TimestampFormat format =
                isTimestamp ? format(place + "/format", members.get("format")) : TimestampFormat.EPOCH_SECONDS;
        return new FieldRule(at, table, otherwise, format, required);
    }

    private boolean required(String place, LoginField field, Map<String, @Nullable Object> members) {
        if (!members.containsKey("required")) {
            return true;
        }
        if (!(members.get("required") instanceof Boolean required)) {
            fault(place, "true or false");
            return true;
        }
        if (!required && NEEDED.contains(field)) {
            fault(place, "true, since " + field.wireName() + " is counted: give it a default instead");
        }
        return required;
    }

    private TimestampFormat format(String place, @Nullable Object json) {
        for (TimestampFormat format : TimestampFormat.values()) {
            if (format.code().equals(json)) {
                return format;
            }
        }
        fault(
                place,
                "one of "
                        + Arrays.stream(TimestampFormat.values())
                                .map(TimestampFormat::code)
                                .collect(Collectors.joining(", ")));
        return TimestampFormat.EPOCH_SECONDS;
    }

    private List<Pointer> pointers(String place, @Nullable Object json) {
        List<Pointer> pointers = new ArrayList<>();
        List<@Nullable Object> given = list(place, json, "JSON Pointers, such as [\"/actor/id\"]", MOST_POINTERS);
        for (int i = 0; i < given.size(); i++) {
            pointer(place + "/" + i, given.get(i)).ifPresent(pointers::add);
        }
        return pointers;
    }

    private Optional<Pointer> pointer(String place, @Nullable Object json) {
        try {
            return Optional.of(Pointer.of(json instanceof String text ? text : ""));
        } catch (IllegalArgumentException none) {
            fault(place, String.valueOf(none.getMessage()));
            return Optional.empty();
        }
    }

    private Map<String, String> table(String place, @Nullable Object json) {
        Map<String, String> table = new LinkedHashMap<>();
        Map<String, @Nullable Object> given = object(place, json, Set.of());
        if (given.isEmpty() || given.size() > MOST_LISTED) {
            fault(place, "1 to " + MOST_LISTED + " values and what they mean");
        }
        given.forEach((key, value) ->
                table.put(key, value(place + "/" + key.replace("~", "~0").replace("/", "~1"), value)));
        return table;
    }

    /** A value that a login may have. */
    private String value(String place, @Nullable Object json) {
        String text = json instanceof String given ? given : "";
        try {
            return new LoginEvent(text, text, 0, text).locale();
        } catch (IllegalArgumentException unfit) {
            fault(place, "a text that is not blank, of at most " + LoginEvent.MAX_TEXT + " characters");
            return text;
        }
    }

    /**
     * The members of an object.
     *
     * @param known their names; empty where they may have any
     */
    private Map<String, @Nullable Object> object(String place, @Nullable Object json, Set<String> known) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (!(json instanceof Map<?, ?> given)) {
            fault(place, AN_OBJECT);
            return members;
        }
        given.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                fault(place + "/" + key, "a name that is text: write it in quotes");
            } else if (!known.isEmpty() && !known.contains(name)) {
                fault(
                        place + "/" + name,
                        "no such member, but "
                                + String.join(", ", known.stream().sorted().toList()));
            } else {
                members.put(name, value);
            }
        });
        return members;
    }

    private List<@Nullable Object> list(String place, @Nullable Object json, String what, int most) {
        if (json instanceof List<?> given && !given.isEmpty() && given.size() <= most) {
            return new ArrayList<>(given);
        }
        fault(place, "an array of 1 to " + most + " " + what);
        return List.of();
    }

    private String text(String place, @Nullable Object json, String what) {
        if (json instanceof String text && !text.isBlank()) {
            return text;
        }
        fault(place, what);
        return "";
    }

    private void fault(String place, String expected) {
        faults.add(place + ": expected " + expected);
    }
}
