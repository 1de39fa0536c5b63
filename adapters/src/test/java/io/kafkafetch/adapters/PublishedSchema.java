package io.kafkafetch.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schema under {@code docs/schema}. It lets readers take members that a later version adds; a writer of this version has no
 * others than those it names, so that it is held against a closed copy too.
 */
public final class PublishedSchema {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectNode document;
    private final JsonSchema open;
    private final JsonSchema closed;

    private PublishedSchema(ObjectNode document) {
        this.document = document;
        ObjectNode copy = document.deepCopy();
        copy.remove("additionalProperties");
        copy.put("unevaluatedProperties", false);
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        this.open = factory.getSchema(document);
        this.closed = factory.getSchema(copy);
    }

    /** The one of this name, e.g. {@code insight}. */
    public static PublishedSchema of(String name) {
        try {
            Path file = Path.of("..", "docs", "schema", name + ".schema.json");
            return new PublishedSchema((ObjectNode) MAPPER.readTree(file.toFile()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The members it names at the top. */
    public Set<String> members() {
        Set<String> names = new TreeSet<>();
        document.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Fails unless this is valid, and all of it is named. */
    public void assertDescribes(JsonNode written) {
        assertThat(open.validate(written)).as("%s", written).isEmpty();
        assertThat(closed.validate(written)).as("%s", written).isEmpty();
    }

    /** The same of this JSON. */
    public void assertDescribes(byte[] json) throws IOException {
        assertDescribes(MAPPER.readTree(json));
    }

    /** Whether a reader takes this. */
    public boolean takes(String json) throws IOException {
        return open.validate(MAPPER.readTree(json)).isEmpty();
    }
}
