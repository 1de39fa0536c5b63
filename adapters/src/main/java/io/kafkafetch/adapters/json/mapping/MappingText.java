package io.kafkafetch.adapters.json.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.kafkafetch.adapters.json.StrictJson;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** JSON or YAML as plain values: maps, lists, texts, numbers, truth values and {@code null}. */
final class MappingText {

    /** Larger than any mapping of use. */
    private static final int MOST_BYTES = 1 << 20;

    private MappingText() {}

    /**
     * What the text says. A text that begins with a brace is JSON, any other one YAML 1.1.
     *
     * @throws FaultyMappingException if it is neither
     */
    static @Nullable Object read(byte[] text) throws FaultyMappingException {
        if (text.length > MOST_BYTES) {
            throw fault("a mapping of " + text.length + " bytes: expected at most " + MOST_BYTES);
        }
        String chars = new String(text, UTF_8);
        return chars.stripLeading().startsWith("{") ? json(text) : yaml(chars);
    }

    private static @Nullable Object json(byte[] text) throws FaultyMappingException {
        try {
            return plain(StrictJson.read(text).object());
        } catch (IllegalArgumentException malformed) {
            throw fault(place(malformed) + malformed.getMessage());
        }
    }

    private static String place(IllegalArgumentException malformed) {
        JsonLocation at = malformed.getCause() instanceof JsonProcessingException syntax ? syntax.getLocation() : null;
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            node.entries().forEach(entry -> members.put(entry.getKey(), plain(entry.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            node.values().forEach(element -> elements.add(plain(element)));
            return elements;
        }
        return node.isNull() ? null : node.getValue();
    }

    private static @Nullable Object yaml(String text) throws FaultyMappingException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException malformed) {
            String place = malformed.getProblemMark() == null
                    ? ""
                    : "line " + (malformed.getProblemMark().getLine() + 1) + ", column "
                            + (malformed.getProblemMark().getColumn() + 1) + ": ";
            throw fault(place + malformed.getProblem());
        } catch (YAMLException malformed) {
            throw fault("it is neither JSON nor YAML");
        }
    }

    private static FaultyMappingException fault(String fault) {
        return new FaultyMappingException(List.of(fault));
    }
}
