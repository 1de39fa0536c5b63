package io.kafkafetch.adapters.json.mending;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.kafkafetch.adapters.json.StrictJson;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rules as JSON, see docs/schema/dlq-rules.schema.json:
 *
 * <pre>{@code
 * {"format":"kafka-fetch-rules/1","rules":[
 *  {"rule":"rename","from":"os","to":"device_type"},
 *  {"rule":"divide","field":"timestamp","by":1000},
 *  {"rule":"set","field":"device_type","value":"unknown"},
 *  {"rule":"trim"}]}
 * }</pre>
 */
public final class RulesFile {

    public static final String FORMAT = "kafka-fetch-rules/1";

    private final List<String> faults = new ArrayList<>();
    private final List<MendingRule> rules = new ArrayList<>();

    private RulesFile() {}

    /** Rules that cannot be used. */
    public static final class FaultyRulesException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<String> faults;

        private FaultyRulesException(List<String> faults) {
            super(String.join("; ", faults));
            this.faults = List.copyOf(faults);
        }

        /** What is wrong and what was expected, each with its place, such as {@code rules[1].by}. */
        public List<String> faults() {
            return faults;
        }
    }

    /**
     * The rules of this JSON.
     *
     * @throws FaultyRulesException with all that is wrong, not the first alone
     */
    public static List<MendingRule> read(byte[] json) throws FaultyRulesException {
        RulesFile file = new RulesFile();
        file.whole(json);
        return file.read();
    }

    /**
     * The rules of this array.
     *
     * @throws FaultyRulesException with all that is wrong, not the first alone
     */
    public static List<MendingRule> list(JsonNode rules) throws FaultyRulesException {
        RulesFile file = new RulesFile();
        file.all(rules);
        return file.read();
    }

    private List<MendingRule> read() throws FaultyRulesException {
        if (!faults.isEmpty()) {
            throw new FaultyRulesException(faults);
        }
        return List.copyOf(rules);
    }

    private void whole(byte[] json) {
        JsonNode whole;
        try {
            whole = StrictJson.read(json).object();
        } catch (IllegalArgumentException malformed) {
            faults.add(place(malformed) + malformed.getMessage());
            return;
        }
        known("", whole, Set.of("format", "rules"));
        if (!FORMAT.equals(text(whole.get("format")))) {
            fault("format", '"' + FORMAT + '"');
        }
        all(whole.get("rules"));
    }

    private void all(@Nullable JsonNode list) {
        if (list == null || !list.isArray() || list.size() == 0) {
            fault("rules", "an array of at least one rule");
            return;
        }
        int number = 0;
        for (JsonNode rule : list.values()) {
            rule("rules[" + number++ + "]", rule);
        }
    }

    private static String place(IllegalArgumentException malformed) {
        JsonLocation at = malformed.getCause() instanceof JsonProcessingException syntax ? syntax.getLocation() : null;
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private void rule(String place, JsonNode json) {
        if (!json.isObject()) {
            fault(place, "an object such as {\"rule\":\"trim\"}");
            return;
        }
        switch (Optional.ofNullable(text(json.get("rule"))).orElse("")) {
            case "set" -> set(place, json);
            case "divide" -> divide(place, json);
            case "rename" -> rename(place, json);
            case "trim" -> {
                known(place, json, Set.of("rule"));
                rules.add(new MendingRule.Trim());
            }
            default -> fault(place + ".rule", "set, divide, rename or trim");
        }
    }

    private void set(String place, JsonNode json) {
        known(place, json, Set.of("rule", "field", "value"));
        String field = name(place, json, "field");
        JsonNode value = json.get("value");
        Optional<String> scalar = value == null ? Optional.empty() : scalar(value);
        if (scalar.isEmpty()) {
            fault(place + ".value", "a text, a number, true, false or null");
        } else if (!field.isEmpty()) {
            rules.add(new MendingRule.Set(field, scalar.get()));
        }
    }

    private void divide(String place, JsonNode json) {
        known(place, json, Set.of("rule", "field", "by"));
        String field = name(place, json, "field");
        Optional<MendingRule> rule = Optional.ofNullable(json.get("by"))
                .filter(JsonNode::isNumber)
                .flatMap(by -> RuleText.divide("any=" + by.getValue()));
        if (rule.isEmpty()) {
            fault(place + ".by", "a whole number from 2 to " + RuleText.MOST_DIVISOR + ", such as 1000");
        } else if (!field.isEmpty() && rule.get() instanceof MendingRule.Divide divide) {
            rules.add(new MendingRule.Divide(field, divide.by()));
        }
    }

    private void rename(String place, JsonNode json) {
        known(place, json, Set.of("rule", "from", "to"));
        String from = name(place, json, "from");
        String to = name(place, json, "to");
        if (!from.isEmpty() && from.equals(to)) {
            fault(place + ".to", "another name than from");
        } else if (!from.isEmpty() && !to.isEmpty()) {
            rules.add(new MendingRule.Rename(from, to));
        }
    }

    /** Empty where it is none, which is a fault. */
    private String name(String place, JsonNode json, String member) {
        String name = Optional.ofNullable(text(json.get(member))).orElse("");
        if (name.isEmpty()) {
            fault(place + "." + member, "the name of a field");
        }
        return name;
    }

    private void known(String place, JsonNode json, Set<String> members) {
        StreamSupport.stream(json.entries().spliterator(), false)
                .map(entry -> entry.getKey())
                .filter(name -> !members.contains(name))
                .forEach(name -> fault(
                        (place.isEmpty() ? "" : place + ".") + name,
                        "no such member, but "
                                + String.join(", ", members.stream().sorted().toList())));
    }

    private void fault(String place, String expected) {
        faults.add(place + ": expected " + expected);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value != null && value.isString() ? value.getStringValue() : null;
    }

    private static Optional<String> scalar(JsonNode value) {
        if (value.isString()) {
            return Optional.of(JsonScalar.of(value.getStringValue()));
        }
        if (value.isNull()) {
            return Optional.of("null");
        }
        return value.isNumber() || value.isBoolean() ? Optional.of(String.valueOf(value.getValue())) : Optional.empty();
    }
}
