package io.kafkafetch.adapters.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Held against Avro's own reader. */
class AvroFormatProperties {

    @Property(tries = 500)
    void valuesReadAsAvroReadsThem(@ForAll long seed) throws MalformedValueException {
        AvroValues values = new AvroValues(new Random(seed));
        Schema schema = values.record(0);
        Object value = values.value(schema, 0);
        Object expected = content(AvroValues.decoded(AvroValues.encoded(schema, value), schema, schema), schema);

        ValueFormat own = Texts.avro(schema);
        ValueFormat asItself = Texts.avro(schema, Optional.of(schema), LogicalTimes.AS_WRITTEN);
        for (ValueFormat format : List.of(own, asItself)) {
            assertThat(Texts.content(Texts.text(format, AvroValues.encoded(schema, value))))
                    .isEqualTo(expected);
            assertThat(Texts.content(Texts.text(format, AvroValues.encodedInSizedBlocks(schema, value))))
                    .isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void damagedValuesAreRefusedOrRead(@ForAll long seed) {
        Random random = new Random(seed);
        AvroValues values = new AvroValues(random);
        Schema schema = values.record(0);
        byte[] good = AvroValues.encoded(schema, values.value(schema, 0));
        Schema other = values.record(0);
        List<ValueFormat> formats = List.of(
                Texts.avro(schema), Texts.avro(schema, Optional.of(schema), LogicalTimes.SECONDS), Texts.avro(other));
        for (int i = 0; i < 20; i++) {
            byte[] damaged = Damage.of(good, random);
            for (ValueFormat format : formats) {
                assertThatCode(() -> readOrRefuse(format, damaged)).doesNotThrowAnyException();
            }
        }
    }

    @Property(tries = 300)
    void aValueCutAnywhereIsRefused(@ForAll long seed) {
        Random random = new Random(seed);
        AvroValues values = new AvroValues(random);
        Schema schema = values.record(0);
        byte[] good = AvroValues.encoded(schema, values.value(schema, 0));
        ValueFormat format = Texts.avro(schema);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThat(readOrRefuse(format, cut)).isEmpty();
        }
        assertThat(readOrRefuse(format, Arrays.copyOf(good, good.length + 1))).isEmpty();
    }

    private static Optional<String> readOrRefuse(ValueFormat format, byte[] value) {
        try {
            String text = Texts.text(format, value);
            return Optional.of(text);
        } catch (MalformedValueException refused) {
            return Optional.empty();
        }
    }

    /** What the JSON of a value says, from what Avro read. */
    private static @Nullable Object content(@Nullable Object value, Schema schema) {
        if (value == null) {
            return null;
        }
        return switch (schema.getType()) {
            case NULL -> throw new IllegalArgumentException("not null: " + value);
            case BOOLEAN -> value;
            case INT, LONG -> Texts.number(new BigDecimal(String.valueOf(value)));
            case FLOAT ->
                Float.isFinite((Float) value)
                        ? Texts.number(new BigDecimal(String.valueOf(value)))
                        : String.valueOf(value);
            case DOUBLE ->
                Double.isFinite((Double) value)
                        ? Texts.number(new BigDecimal(String.valueOf(value)))
                        : String.valueOf(value);
            case BYTES -> {
                byte[] bytes = ((ByteBuffer) value).array();
                yield schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                        ? Texts.number(new BigDecimal(new BigInteger(bytes), decimal.getScale()))
                        : Base64.getEncoder().encodeToString(bytes);
            }
            case FIXED -> Base64.getEncoder().encodeToString(((GenericFixed) value).bytes());
            case ENUM, STRING -> String.valueOf(value);
            case ARRAY ->
                ((List<?>) value)
                        .stream()
                                .map(element -> content(element, schema.getElementType()))
                                .toList();
            case MAP -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach(
                                (name, member) -> members.put(name.toString(), content(member, schema.getValueType())));
                yield members;
            }
            case UNION -> content(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)));
            case RECORD -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                for (Schema.Field field : schema.getFields()) {
                    members.put(field.name(), content(((IndexedRecord) value).get(field.pos()), field.schema()));
                }
                yield members;
            }
        };
    }
}
