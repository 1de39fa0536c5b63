package io.kafkafetch.adapters.http.logins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.generator.GeneratedRecord;
import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.admission.ClientAddress;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.adapters.http.logins.body.BodyForm;
import io.kafkafetch.adapters.http.packed.Coding;
import io.kafkafetch.adapters.http.packed.DamagedException;
import io.kafkafetch.adapters.http.packed.Memory;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A body is cut into its events, whatever is in them. */
class BodyProperties {

    private static final ClientAddress CLIENT = new ClientAddress("a client");

    @Property(tries = 200)
    void anArraysElementsAreItsEvents(@ForAll("manyValues") List<String> values, @ForAll("spaces") String space) {
        String array = space + "[" + space + String.join(space + "," + space, values) + space + "]" + space;

        FakeInbox inbox = new FakeInbox();
        intake(inbox)
                .take(
                        new BodyForm(BodyForm.Framing.DOCUMENT, List.of()),
                        Optional.empty(),
                        CLIENT,
                        body(array.getBytes(UTF_8)));

        assertThat(inbox.values()).containsExactlyElementsOf(values);
    }

    @Property(tries = 200)
    void packedBytesAreUnpacked(@ForAll @Size(max = 5) List<byte @Size(max = 20_000) []> members) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (byte[] member : members) {
            plain.write(member);
            packed.write(LoginServer.gzip(member));
        }

        assertThat(unpack(packed.toByteArray())).isEqualTo(plain.toByteArray());
    }

    @Property(tries = 200)
    void damagedPackedBytesAreRefusedOrHarmless(
            @ForAll @Size(min = 1, max = 200) byte[] bytes, @ForAll @IntRange(max = 1_000) int where)
            throws IOException {
        byte[] packed = LoginServer.gzip(bytes);
        // Time, flags of the packer and its system (bytes 4 to 9) mean nothing.
        int damaged = 10 + where % (packed.length - 10);
        packed[damaged] ^= 0x10;

        try {
            // The bits that fill up the last byte mean nothing either.
            assertThat(unpack(packed)).isEqualTo(bytes);
        } catch (DamagedException damage) {
            assertThat(damage.coding()).isEqualTo(Coding.GZIP);
        }
        assertThatThrownBy(() -> unpack(Arrays.copyOf(packed, packed.length - 1 - where % (packed.length - 1))))
                .isInstanceOf(DamagedException.class);
    }

    @Property(tries = 20)
    void verdictsAreTheDecoders(@ForAll long seed) {
        LoginGenerator generator = new LoginGenerator(GeneratorSettings.forLines()
                .withSeed(seed)
                .withCorruptPercent(30)
                .withUsers(100));
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        Verdicts expected = new Verdicts(new Admission(HttpSettings.DEFAULT));
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            GeneratedRecord generated = generator.next();
            byte[] line = Objects.requireNonNull(generated.value());
            lines.add(line);
            stream.writeBytes(line);
            stream.write('\n');
            expected.add(decoder.decode(ByteBuffer.wrap(line)));
        }

        FakeInbox inbox = new FakeInbox();
        Reply reply = intake(inbox)
                .take(
                        new BodyForm(BodyForm.Framing.LINES, List.of(Coding.GZIP)),
                        Optional.empty(),
                        CLIENT,
                        body(LoginServer.gzip(stream.toByteArray())));

        assertThat(reply.answer()).isEqualTo(expected.answer());
        assertThat(inbox.entries()).extracting(entry -> entry.value()).containsExactlyElementsOf(lines);
    }

    @Provide
    Arbitrary<List<String>> manyValues() {
        return values().list().ofMaxSize(20);
    }

    private Arbitrary<String> values() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("\\\"[]{},: é€\ud83d\ude00x")
                .ofMaxLength(10)
                .filter(text -> !text.chars().anyMatch(c -> Character.isSurrogate((char) c)))
                .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        Arbitrary<String> plain =
                Arbitraries.oneOf(texts, Arbitraries.of("1", "-0.5e3", "true", "null", "[]", "{}", "\"\""));
        return Arbitraries.lazyOf(
                () -> plain,
                () -> plain.list().ofMaxSize(3).map(list -> "[ " + String.join(" ,", list) + "\n]"),
                () -> Arbitraries.lazy(this::values)
                        .list()
                        .ofMaxSize(2)
                        .map(list -> "{\"a]\\\"\" : [" + String.join(", ", list) + "]}"));
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.strings().withChars(" \n\r\t").ofMaxLength(3);
    }

    private static LoginIntake intake(FakeInbox inbox) {
        return new LoginIntake(
                HttpSettings.DEFAULT, LoginFormat.plain(MissingDeviceType.DEAD_LETTER), inbox, System::nanoTime);
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        Memory none = new Admission(HttpSettings.DEFAULT);
        try (InputStream stream = Coding.GZIP.unpacked(new ByteArrayInputStream(packed), none)) {
            return stream.readAllBytes();
        }
    }

    private static CloseableByteBody body(byte[] bytes) {
        return ByteBodyFactory.createDefault(ByteArrayBufferFactory.INSTANCE).adapt(bytes);
    }
}
