package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.adapters.registry.format.Frame;
import io.kafkafetch.adapters.registry.format.JsonBytes;
import io.kafkafetch.adapters.registry.format.LogicalTimes;
import io.kafkafetch.adapters.registry.format.ValueFormat;
import io.kafkafetch.adapters.registry.format.ValueFormats;
import io.kafkafetch.adapters.users.SecretUserKey;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Validation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** A login that a registry's schema describes gets the verdict of the login that is written as plain JSON. */
class RegisteredLoginProperties {

    private static final int ID = 7;

    private final Schema schema = schema();
    private final LoginDecoder decoder =
            new LoginDecoder(MissingDeviceType.DEAD_LETTER, SecretUserKey.of("a key of the tests"));
    private final JsonBytes json = new JsonBytes();

    @Property(tries = 500)
    void anAvroLoginIsJudgedAsItsJson(@ForAll("values") List<Optional<Object>> values) throws Exception {
        GenericData.Record login = new GenericData.Record(schema);
        List<String> members = new ArrayList<>();
        Iterator<Optional<Object>> next = values.iterator();
        for (LoginField field : LoginField.values()) {
            Object value = next.next().orElse(null);
            login.put(field.wireName(), value);
            members.add("\"" + field.wireName() + "\":" + plain(value));
        }
        Frame frame = requireNonNull(Frame.of(ByteBuffer.wrap(framed(login)), null));
        format().write(frame, json);

        ByteBuffer written = json.text();
        Validation verdict = decoder.decode(written);
        Optional<byte[]> user = verdict instanceof LoginEvent ? decoder.userIdOfLast(written) : Optional.empty();
        ByteBuffer plain = ByteBuffer.wrap(("{" + String.join(",", members) + "}").getBytes(UTF_8));

        assertThat(verdict).isEqualTo(decoder.decode(plain));
        if (verdict instanceof LoginEvent) {
            assertThat(user.orElseThrow()).isEqualTo(decoder.userIdOfLast(plain).orElseThrow());
        }
    }

    @Provide
    Arbitrary<List<Optional<Object>>> values() {
        Arbitrary<Optional<Object>> texts = LoginArbitraries.texts().map(Optional::of);
        Arbitrary<Optional<Object>> times =
                Arbitraries.longs().between(0, LoginEvent.MAX_TIMESTAMP).map(Optional::of);
        Arbitrary<Optional<Object>> odd = Arbitraries.of(
                Optional.empty(),
                Optional.of(""),
                Optional.of(" "),
                Optional.of("x".repeat(257)),
                Optional.of(-1L),
                Optional.of(1.5),
                Optional.of(1e3),
                Optional.of(Double.NaN),
                Optional.of(true),
                Optional.of("1694623430"));
        List<Arbitrary<Optional<Object>>> fields = new ArrayList<>();
        for (LoginField field : LoginField.values()) {
            Arbitrary<Optional<Object>> usual = field == LoginField.TIMESTAMP ? times : texts;
            fields.add(Arbitraries.frequencyOf(Tuple.of(15, usual), Tuple.of(1, odd)));
        }
        return Combinators.combine(fields).as(values -> values);
    }

    private ValueFormat format() {
        RegisteredSchema registered = RegisteredSchema.of(SchemaType.AVRO, schema.toString());
        Schemas.Known known = new ValueFormats(Optional.empty(), LogicalTimes.SECONDS).compile(registered);
        return ((Schemas.Usable) known).format();
    }

    private byte[] framed(GenericData.Record login) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, ID});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(login, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static String plain(@Nullable Object value) {
        String text = String.valueOf(value);
        boolean quoted = value instanceof String || text.equals("NaN");
        return quoted ? "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"" : text;
    }

    private static Schema schema() {
        Schema value = new Schema.Parser().parse("[\"null\",\"string\",\"long\",\"double\",\"boolean\"]");
        List<Schema.Field> fields = new ArrayList<>();
        for (LoginField field : LoginField.values()) {
            fields.add(new Schema.Field(field.wireName(), value, null, null));
        }
        return Schema.createRecord("Login", null, null, false, fields);
    }
}
