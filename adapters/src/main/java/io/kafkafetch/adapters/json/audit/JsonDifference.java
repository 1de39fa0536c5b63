package io.kafkafetch.adapters.json.audit;

import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.application.audit.evidence.Difference;
import io.micronaut.json.tree.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Where one JSON object differs from the one that should be there. Of what is there only numbers are shown: a text in it may
 * be anybody's.
 */
public final class JsonDifference {

    private JsonDifference() {}

    /** The first difference; empty where both are the same, byte for byte. */
    public static Optional<Difference> of(byte[] expected, byte[] there) {
        if (Arrays.equals(expected, there)) {
            return Optional.empty();
        }
        JsonNode found;
        try {
            found = StrictJson.read(there).object();
        } catch (IllegalArgumentException none) {
            return Optional.of(new Difference("value", "of JSON", "no JSON object"));
        }
        return of("", StrictJson.read(expected).object(), found)
                .or(() -> Optional.of(new Difference("value", "as it is written", "other spelling, the same content")));
    }

    private static Optional<Difference> of(String path, JsonNode expected, JsonNode there) {
        if (expected.isObject() && there.isObject()) {
            return ofObjects(path, expected, there);
        }
        if (expected.isArray() && there.isArray()) {
            return ofArrays(path, expected, there);
        }
        return expected.equals(there) ? Optional.empty() : Optional.of(different(path, expected, there));
    }

    private static Optional<Difference> ofObjects(String path, JsonNode expected, JsonNode there) {
        for (Map.Entry<String, JsonNode> member : expected.entries()) {
            String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            JsonNode other = there.get(member.getKey());
            if (other == null) {
                return Optional.of(new Difference(name, text(member.getValue()), "none"));
            }
            Optional<Difference> difference = of(name, member.getValue(), other);
            if (difference.isPresent()) {
                return difference;
            }
        }
        int surplus = there.size() - expected.size();
        return surplus == 0 ? Optional.empty() : Optional.of(new Difference(path, "", surplus + " more members"));
    }

    private static Optional<Difference> ofArrays(String path, JsonNode expected, JsonNode there) {
        if (expected.size() != there.size()) {
            return Optional.of(new Difference(path, expected.size() + " elements", Integer.toString(there.size())));
        }
        Iterator<JsonNode> others = there.values().iterator();
        int index = 0;
        for (JsonNode element : expected.values()) {
            Optional<Difference> difference = of(path + "[" + index++ + "]", element, others.next());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Difference different(String path, JsonNode expected, JsonNode there) {
        return new Difference(path, text(expected), there.isNumber() ? text(there) : "another");
    }

    private static String text(JsonNode node) {
        Object value = node.isValueNode() ? node.getValue() : null;
        return value == null ? "" : value.toString();
    }
}
