package io.kafkafetch.adapters.registry.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaId;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** JSON texts of values, and what is in them. */
final class Texts {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Texts() {}

    static ValueFormat avro(Schema writer) {
        return avro(writer, Optional.empty(), LogicalTimes.AS_WRITTEN);
    }

    static ValueFormat avro(Schema writer, Optional<Schema> reader, LogicalTimes times) {
        return usable(RegisteredSchema.of(SchemaType.AVRO, writer.toString()), reader, times);
    }

    static ValueFormat protobuf(String schema) {
        return usable(RegisteredSchema.of(SchemaType.PROTOBUF, schema), Optional.empty(), LogicalTimes.AS_WRITTEN);
    }

    static ValueFormat usable(RegisteredSchema schema, Optional<Schema> reader, LogicalTimes times) {
        return ((Schemas.Usable) new ValueFormats(reader, times).compile(schema)).format();
    }

    /** The text of a value whose schema's id stood before it. */
    static String text(ValueFormat format, byte[] body) throws MalformedValueException {
        return text(format, ByteBuffer.wrap(body));
    }

    static String text(ValueFormat format, ByteBuffer body) throws MalformedValueException {
        JsonBytes json = new JsonBytes();
        format.write(Frame.before(new SchemaId.Numbered(1), body), json);
        ByteBuffer text = json.text();
        return new String(text.array(), text.arrayOffset(), text.remaining(), UTF_8);
    }

    /** What is in a text: maps, lists, strings, numbers without trailing zeros. */
    static @Nullable Object content(String text) {
        try {
            return content(JSON.readTree(text));
        } catch (IOException notJson) {
            throw new UncheckedIOException(text, notJson);
        }
    }

    static BigDecimal number(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static @Nullable Object content(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), content(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(content(element)));
            return elements;
        }
        if (node.isNumber()) {
            return number(node.decimalValue());
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.textValue();
    }
}
