package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class MappedEventProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> NAMES = List.of("a", "b", "0", "1", "01", "", "/", "~", "a/b", "ü");

    /** Paths that are in nobody's way. */
    private static final List<String> PATHS =
            List.of("/a", "/b/c", "/b/d/e", "/list/0", "/list/1/x", "/~0~1/", "/ü/10", "/user_id", "/timestamp/0/0/0");

    /** The event has each field's value at some other place: the verdict is that of the plain login. */
    @Property(tries = 1_000)
    void aMappedEventHasTheVerdictOfThePlainLogin(
            @ForAll("values") List<JsonNode> values,
            @ForAll("shuffled") List<String> paths,
            @ForAll MissingDeviceType policy)
            throws IOException, FaultyMappingException {
        ObjectNode plain = NODES.objectNode();
        ObjectNode event = NODES.objectNode();
        ObjectNode fields = NODES.objectNode();
        for (LoginField field : LoginField.values()) {
            String path = paths.get(fields.size());
            JsonNode value = values.get(fields.size());
            ObjectNode rule = fields.putObject(field.wireName());
            rule.putArray("at").add("/nowhere").add(path);
            if (field == LoginField.TIMESTAMP) {
                rule.put("format", "epoch-seconds");
            }
            if (!value.isMissingNode()) {
                plain.set(field.wireName(), value);
                put(event, path, value);
            }
        }
        LoginMapping mapping = mapping(fields);

        Validation ofPlain = LoginDecoder.ofParserAlone(policy).decode(bytes(plain));
        Validation ofMapped = decoder(mapping, policy).decode(bytes(event));

        assertThat(withoutPlaces(ofMapped)).isEqualTo(ofPlain);
    }

    @Property(tries = 1_000)
    void pointersFindWhatAMaintainedImplementationFinds(
            @ForAll("documents") JsonNode document, @ForAll("pointers") List<String> pointers) throws IOException {
        PointedValues values =
                new PointedValues(pointers.stream().distinct().map(Pointer::of).toList());
        try (var parser = LoginDecoder.strictJson().createParser(JSON.writeValueAsString(document))) {
            parser.nextToken();
            values.read(parser);
        }

        List<String> distinct = pointers.stream().distinct().toList();
        for (int slot = 0; slot < distinct.size(); slot++) {
            JsonNode found = document.at(JsonPointer.compile(distinct.get(slot)));
            assertThat(values.isScalar(slot)).as(distinct.get(slot)).isEqualTo(found.isValueNode() && !found.isNull());
            if (values.isScalar(slot)) {
                assertThat(values.text(slot)).isEqualTo(found.asText());
            }
        }
    }

    @Property(tries = 1_000)
    void whateverTheBytesAreThereIsAVerdict(@ForAll("damaged") byte[] event, @ForAll("presets") String preset)
            throws FaultyMappingException {
        LoginMapping mapping = MappingReader.read(Presets.text(preset).orElseThrow());
        LoginDecoder decoder = decoder(mapping, MissingDeviceType.DEAD_LETTER);

        Validation first = decoder.decode(ByteBuffer.wrap(event));

        assertThat(first).isNotNull();
        assertThat(decoder.decode(ByteBuffer.wrap(event))).as("again").isEqualTo(first);
    }

    @Provide
    Arbitrary<List<JsonNode>> values() {
        Arbitrary<JsonNode> good =
                Arbitraries.of("fe175330", "2.3.0", "iOS", "1694623430").map(NODES::textNode);
        Arbitrary<JsonNode> odd = Arbitraries.of(
                NODES.nullNode(),
                NODES.missingNode(),
                NODES.textNode(" "),
                NODES.textNode("x".repeat(257)),
                NODES.numberNode(1_694_623_430),
                NODES.numberNode(1_694_623_430_000L),
                NODES.numberNode(1.5),
                NODES.booleanNode(true),
                NODES.arrayNode().add("x"),
                NODES.objectNode().put("x", 1));
        return Arbitraries.frequencyOf(Tuple.of(4, good), Tuple.of(1, odd))
                .list()
                .ofSize(LoginField.values().length);
    }

    @Provide
    Arbitrary<List<String>> shuffled() {
        return Arbitraries.shuffle(PATHS);
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return Arbitraries.randomValue(random -> object(random, 4));
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int members = random.nextInt(5); members > 0; members--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), node(random, depth - 1));
        }
        return object;
    }

    private static JsonNode node(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 4)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.textNode("\u00fc" + random.nextInt());
            case 4, 5 -> {
                ArrayNode array = NODES.arrayNode();
                for (int elements = random.nextInt(3); elements > 0; elements--) {
                    array.add(node(random, depth - 1));
                }
                yield array;
            }
            default -> object(random, depth);
        };
    }

    @Provide
    Arbitrary<List<String>> pointers() {
        return Arbitraries.of(NAMES)
                .map(name -> name.replace("~", "~0").replace("/", "~1"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(tokens -> tokens.stream().map(token -> "/" + token).collect(Collectors.joining()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> presets() {
        return Arbitraries.of(Presets.NAMES);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return Arbitraries.of(
                        "{\"eventType\":\"user.session.start\",\"outcome\":{\"result\":\"SUCCESS\"},\"published\":1}",
                        "{\"type\":\"LOGIN\",\"time\":1e400,\"userId\":[[]]}",
                        "{\"specversion\":\"1.0\",\"data\":{\"user_id\":\"\\ud800\",\"timestamp\":\"x\"},\"data\":null}")
                .flatMap(json -> Mutation.some().map(mutations -> Mutation.apply(mutations, json.getBytes(UTF_8))));
    }

    private static void put(ObjectNode root, String path, JsonNode value) {
        List<String> tokens = Pointer.of(path).tokens();
        JsonNode at = root;
        for (int i = 0; i < tokens.size(); i++) {
            JsonNode next = i == tokens.size() - 1 ? value : container(at, tokens.get(i), tokens.get(i + 1));
            set(at, tokens.get(i), next);
            at = next;
        }
    }

    private static JsonNode container(JsonNode at, String token, String nextToken) {
        JsonNode there = at.isArray() ? at.get(Integer.parseInt(token)) : at.get(token);
        if (there != null && there.isContainerNode()) {
            return there;
        }
        return nextToken.matches("[0-9]") ? NODES.arrayNode() : NODES.objectNode();
    }

    private static void set(JsonNode at, String token, JsonNode value) {
        if (at instanceof ObjectNode object) {
            object.set(token, value);
            return;
        }
        ArrayNode array = (ArrayNode) at;
        int index = Integer.parseInt(token);
        while (array.size() <= index) {
            array.addNull();
        }
        array.set(index, value);
    }

    private static LoginMapping mapping(ObjectNode fields) throws IOException, FaultyMappingException {
        return MappingReader.read(
                JSON.writeValueAsBytes(NODES.objectNode().put("name", "any").set("fields", fields)));
    }

    private static LoginDecoder decoder(LoginMapping mapping, MissingDeviceType policy) {
        return new LoginDecoder(new LoginFormat(policy, Optional.of(mapping)), UserHash.OFF);
    }

    private static ByteBuffer bytes(JsonNode json) throws IOException {
        return ByteBuffer.wrap(JSON.writeValueAsBytes(json));
    }

    private static Validation withoutPlaces(Validation verdict) {
        return verdict instanceof Validation.Rejected rejected
                ? new Validation.Rejected(rejected.reasons().stream()
                        .<Reason>map(reason -> reason instanceof Reason.OfField field
                                ? new Reason.OfField(field.field(), field.fault())
                                : reason)
                        .toList())
                : verdict;
    }
}
