package io.kafkafetch.bootstrap.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The description of the topics, {@code docs/asyncapi.yaml}.
 *
 * @param document as it is written, with its references
 */
public record AsyncApi(JsonNode document) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path FOLDER = Path.of("..", "docs");
    private static final String REFERENCE = "$ref";

    /** The published one. */
    public static AsyncApi published() throws IOException {
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(FOLDER.resolve("asyncapi.yaml"), UTF_8));
        return new AsyncApi(MAPPER.valueToTree(yaml));
    }

    /** All references in it. */
    List<String> references() {
        return document.findValuesAsText(REFERENCE);
    }

    /** What a reference leads to; missing if that is nothing. */
    JsonNode at(String reference) throws IOException {
        if (reference.startsWith("#")) {
            return document.at(reference.substring(1));
        }
        Path file = FOLDER.resolve(reference);
        return Files.isRegularFile(file) ? MAPPER.readTree(file.toFile()) : MAPPER.missingNode();
    }

    private JsonNode resolved(JsonNode node) throws IOException {
        return node.has(REFERENCE) ? at(node.path(REFERENCE).textValue()) : node;
    }

    /** The channels, by the setting that names their topic. */
    public Map<String, JsonNode> channels() {
        Map<String, JsonNode> channels = new TreeMap<>();
        document.path("channels")
                .forEach(channel -> channels.put(channel.path("x-setting").asText(), channel));
        return channels;
    }

    /**
     * What is wrong with a record: empty if it is one of the messages of its topic, else the faults by message.
     *
     * @param setting that names the topic
     */
    public Map<String, List<String>> faults(String setting, ConsumerRecord<byte[], byte[]> record) throws IOException {
        Map<String, List<String>> faults = new TreeMap<>();
        JsonNode channel = channels().get(setting);
        if (channel == null) {
            return Map.of("", List.of("no channel for " + setting));
        }
        for (Map.Entry<String, JsonNode> named : channel.path("messages").properties()) {
            List<String> found = faults(resolved(named.getValue()), record);
            if (found.isEmpty()) {
                return Map.of();
            }
            faults.put(named.getKey(), found);
        }
        return faults;
    }

    private List<String> faults(JsonNode message, ConsumerRecord<byte[], byte[]> record) throws IOException {
        List<String> faults = new ArrayList<>();
        JsonNode payload = resolved(message.path("payload"));
        if (!payload.isMissingNode()) {
            faults.addAll(faults(payload, json(record.value())));
        }
        JsonNode headers = resolved(message.path("headers"));
        if (!headers.isMissingNode()) {
            faults.addAll(faults(headers, headers(record)));
        }
        JsonNode key = message.at("/bindings/kafka/key");
        if (!key.isMissingNode()) {
            faults.addAll(faults(key, text(record.key())));
        }
        return faults;
    }

    /** By both drafts: the files are of 2020-12, and AsyncAPI reads them as draft 7. */
    private static List<String> faults(JsonNode schema, JsonNode instance) {
        ObjectNode plain = schema.deepCopy();
        plain.remove("$schema");
        List<String> faults = new ArrayList<>();
        for (VersionFlag draft : List.of(VersionFlag.V202012, VersionFlag.V7)) {
            JsonSchemaFactory.getInstance(draft)
                    .getSchema(plain)
                    .validate(instance)
                    .forEach(fault -> faults.add(fault.toString()));
        }
        return faults;
    }

    private static JsonNode json(byte @Nullable [] value) {
        try {
            return value == null ? MAPPER.nullNode() : MAPPER.readTree(value);
        } catch (IOException none) {
            return MAPPER.missingNode();
        }
    }

    /** The last of each name. */
    private static ObjectNode headers(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode headers = MAPPER.createObjectNode();
        for (Header header : record.headers()) {
            headers.set(header.key(), text(header.value()));
        }
        return headers;
    }

    private static JsonNode text(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes)
                .<JsonNode>map(present -> TextNode.valueOf(new String(present, UTF_8)))
                .orElse(MAPPER.nullNode());
    }
}
