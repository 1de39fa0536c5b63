package io.kafkafetch.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.payload.Keys;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.adapters.payload.OpeningKey.UnopenedException;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.payload.SealingKey;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

class DeadLetterEncoderProperties {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final Keys KEYS = Keys.rsa();

    private final DeadLetterEncoder encoder = new DeadLetterEncoder();

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theVeryBytesOfARecordComeBackFromItsLine(@ForAll("originals") Original original) throws IOException {
        byte[] line = encoder.value(letter(original));

        assertThat(new String(line, UTF_8)).doesNotContain("\n", "\r");
        JsonNode json = MAPPER.readTree(line);
        assertThat(bytes(json, "key")).isEqualTo(original.key());
        assertThat(bytes(json, "value")).isEqualTo(original.value());
        List<Original.Header> headers = headers(json);
        assertThat(headers).hasSameSizeAs(original.headers());
        for (int i = 0; i < headers.size(); i++) {
            assertThat(headers.get(i).name())
                    .isEqualTo(original.headers().get(i).name());
            assertThat(headers.get(i).value())
                    .isEqualTo(original.headers().get(i).value());
        }
        Statistics.label("value").collect(json.has("value_base64"));
        Statistics.label("value").coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theVeryBytesOfAnEncryptedRecordComeBackByThePrivateKey(@ForAll("originals") Original original)
            throws Exception {
        SealingKey key = SealingKey.read(KEYS.publicText());
        DeadLetterEncoder sealing = new DeadLetterEncoder(new Payload.Encrypted(key), () -> Instant.EPOCH);

        JsonNode json = MAPPER.readTree(sealing.value(letter(original)));

        assertThat(json.get("key_id").textValue()).isEqualTo(key.id());
        assertThat(json.get("value") == null || json.get("value").isNull()).isTrue();
        assertThat(json.has("key") || json.has("headers")).isFalse();
        assertThat(opened(json.get("key_jwe"))).isEqualTo(original.key());
        assertThat(opened(json.get("value_jwe"))).isEqualTo(original.value());
        byte[] headers = opened(json.get("headers_jwe"));
        assertThat(
                        headers == null
                                ? List.of()
                                : headers(MAPPER.createObjectNode().set("headers", MAPPER.readTree(headers))))
                .usingRecursiveComparison()
                .isEqualTo(original.headers());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void nothingOfAnOmittedRecordIsInItsLine(@ForAll("originals") Original original) throws IOException {
        DeadLetterEncoder omitting = new DeadLetterEncoder(Payload.OMITTED, () -> Instant.EPOCH);

        JsonNode json = MAPPER.readTree(omitting.value(letter(original)));

        List<String> names =
                new ArrayList<>(List.of("topic", "partition", "offset", "message", "reasons", "failed_at"));
        if (original.key() != null) {
            names.add("key_omitted");
        }
        names.add(original.value() == null ? "value" : "value_omitted");
        if (!original.headers().isEmpty()) {
            names.add("headers_omitted");
        }
        assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(names);
        if (original.value() != null) {
            assertThat(json.get("value_omitted").textValue()).isEqualTo(original.value().length + " bytes");
        }
    }

    private static byte @Nullable [] opened(@Nullable JsonNode jwe) throws UnopenedException {
        return jwe == null
                ? null
                : OpeningKey.read(KEYS.privateText()).open(jwe.textValue().getBytes(UTF_8));
    }

    private static DeadLetter letter(Original original) {
        return new DeadLetter(
                new Origin(new Partition("user-login", 0), 0),
                List.of(new Reason.OfRecord(RecordFault.NOT_JSON)),
                original);
    }

    @Provide
    Arbitrary<Original> originals() {
        Arbitrary<Original.Header> header =
                Combinators.combine(names(), bytes()).as(Original.Header::new);
        return Combinators.combine(bytes(), bytes(), header.list().ofMaxSize(3)).as(Original::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().ofMaxLength(10).map(name -> new String(name.getBytes(UTF_8), UTF_8));
    }

    /** Any bytes, and any text, sometimes more than fits the writer's buffers. */
    private static Arbitrary<byte @Nullable []> bytes() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<String> few = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<byte[]> text = Combinators.combine(few, Arbitraries.of(1, 1, 1, 500))
                .as((string, times) -> string.repeat(times).getBytes(UTF_8));
        return Arbitraries.oneOf(any, text).injectNull(0.1);
    }

    private static byte @Nullable [] bytes(JsonNode json, String name) throws IOException {
        JsonNode base64 = json.get(name + "_base64");
        JsonNode text = json.get(name);
        if (base64 != null) {
            assertThat(text).isNull();
            return base64.binaryValue();
        }
        return text == null || text.isNull() ? null : text.textValue().getBytes(UTF_8);
    }

    private static List<Original.Header> headers(JsonNode json) throws IOException {
        List<Original.Header> headers = new ArrayList<>();
        for (JsonNode header : json.path("headers")) {
            headers.add(new Original.Header(header.get("name").textValue(), bytes(header, "value")));
        }
        return headers;
    }
}
