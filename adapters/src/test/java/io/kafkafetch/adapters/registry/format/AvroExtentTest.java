package io.kafkafetch.adapters.registry.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.domain.login.RecordFault;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that Avro's own resolving would not end with. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AvroExtentTest {

    private static final Schema READER = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":1}]}");
    private static final Schemas.Known UNUSABLE = new Schemas.Unusable(RecordFault.WRONG_SCHEMA_TYPE);

    /** The same with the reader's schema and without. */
    private static Schemas.Known compiled(String schema) {
        RegisteredSchema registered = RegisteredSchema.of(SchemaType.AVRO, schema);
        Schemas.Known alone = new ValueFormats(Optional.empty(), LogicalTimes.SECONDS).compile(registered);
        Schemas.Known read = new ValueFormats(Optional.of(READER), LogicalTimes.SECONDS).compile(registered);
        assertThat(alone).hasSameClassAs(read);
        return read;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"next\",\"type\":\"R\"}]}",
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"s\",\"type\":{\"type\":\"array\",\"items\":"
                        + "{\"type\":\"record\",\"name\":\"S\",\"fields\":[{\"name\":\"s\",\"type\":\"S\"}]}}}]}"
            })
    void aRecordThatContainsItselfIsUnusable(String schema) {
        assertThat(compiled(schema)).isEqualTo(UNUSABLE);
    }

    @Test
    void aRecordThatMayContainItselfIsNot() {
        assertThat(compiled("{\"type\":\"record\",\"name\":\"R\",\"fields\":"
                        + "[{\"name\":\"next\",\"type\":[\"null\",\"R\"]},{\"name\":\"a\",\"type\":\"int\"}]}"))
                .isInstanceOf(Schemas.Usable.class);
    }

    @Test
    void recordsThatDoubleWithEachLevelAreUnusable() {
        StringBuilder schema = new StringBuilder("\"int\"");
        for (int level = 0; level < 40; level++) {
            schema.insert(0, "{\"type\":\"record\",\"name\":\"L" + level + "\",\"fields\":[{\"name\":\"a\",\"type\":");
            schema.append(level == 0 ? "}]}" : "},{\"name\":\"b\",\"type\":\"L" + (level - 1) + "\"}]}");
        }

        assertThat(compiled(schema.toString())).isEqualTo(UNUSABLE);
    }
}
