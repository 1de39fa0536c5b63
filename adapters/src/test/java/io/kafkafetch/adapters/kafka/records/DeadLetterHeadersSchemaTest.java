package io.kafkafetch.adapters.kafka.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkafetch.adapters.PublishedSchema;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.payload.Keys;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.payload.SealingKey;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** The published schemas of dead letters, in the topic and in files, and what is written. */
class DeadLetterHeadersSchemaTest {

    private static final PublishedSchema HEADERS = PublishedSchema.of("dead-letter-headers");
    private static final PublishedSchema LINE = PublishedSchema.of("dead-letter-line");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Instant FAILED = Instant.parse("2023-09-13T16:43:50.123Z");
    private static final List<Payload> PAYLOADS = List.of(
            Payload.FULL,
            Payload.OMITTED,
            new Payload.Encrypted(SealingKey.read(Keys.rsa().publicText())));

    private static final List<Original> ORIGINALS = List.of(
            new Original(null, null, List.of()),
            new Original(new byte[0], new byte[] {(byte) 0xff}, List.of()),
            new Original(new byte[] {(byte) 0xff}, new byte[0], replayed(new byte[] {(byte) 0xff})),
            new Original("k".getBytes(UTF_8), "{}".getBytes(UTF_8), replayed("text".getBytes(UTF_8))),
            new Original(new byte[70_000], new byte[70_000], replayed(new byte[70_000])));

    /** Of a record that was replayed, in a trace. */
    private static List<Original.Header> replayed(byte[] more) {
        return List.of(
                header("traceparent", TRACE),
                header("__dlq.errors.replay-count", "2"),
                header("__dlq.errors.letter", "user-login-dlq-0@17"),
                header("__dlq.errors.first-letter", "user-login-dlq-0@3"),
                new Original.Header("more", more));
    }

    private static Original.Header header(String name, String value) {
        return new Original.Header(name, value.getBytes(UTF_8));
    }

    /** With each reason there is, and with two. */
    private static Stream<DeadLetter> letters() {
        Stream<List<Reason>> reasons = Stream.of(
                        Arrays.stream(RecordFault.values()).map(fault -> List.<Reason>of(new Reason.OfRecord(fault))),
                        Arrays.stream(FieldFault.values())
                                .map(fault -> List.<Reason>of(new Reason.OfField(LoginField.TIMESTAMP, fault))),
                        Arrays.stream(LoginField.values())
                                .map(field -> List.<Reason>of(
                                        new Reason.OfField(LoginField.IP, FieldFault.BLANK),
                                        new Reason.OfField(field, FieldFault.MISSING))))
                .flatMap(all -> all);
        return reasons.flatMap(all -> ORIGINALS.stream()
                .map(original -> new DeadLetter(new Origin(new Partition("user-login", 3), 41), all, original)));
    }

    /** The last of each name, but for the original's own. */
    private static ObjectNode headers(Payload payload, DeadLetter letter, boolean omitLarge, boolean knownTopic) {
        TraceContext trace = knownTopic ? new TraceContext(TRACE, "") : TraceContext.NONE;
        DeadLetterRecords records = new DeadLetterRecords("user-login-dlq", "kafka-fetch", payload, () -> FAILED);
        ObjectNode headers = MAPPER.createObjectNode();
        for (Header header : records.record(letter, omitLarge, trace, knownTopic ? "4CTv1GClTwu1bU9aBYGnHQ" : "")
                .headers()) {
            if (!header.key().equals("more")) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return headers;
    }

    @Test
    void theHeadersThatAreWrittenAreThoseThatAreDescribed() {
        Set<String> written = new TreeSet<>();
        letters().forEach(letter -> {
            for (Payload payload : PAYLOADS) {
                for (boolean omitLarge : List.of(true, false)) {
                    ObjectNode headers = headers(payload, letter, omitLarge, omitLarge);
                    HEADERS.assertDescribes(headers);
                    headers.fieldNames().forEachRemaining(written::add);
                }
            }
        });
        assertThat(written).isEqualTo(HEADERS.members());
    }

    @Test
    void theLinesThatAreWrittenAreThoseThatAreDescribed() throws IOException {
        Set<String> written = new TreeSet<>();
        for (DeadLetter letter : letters().toList()) {
            List<byte[]> lines = new ArrayList<>(List.of(new DeadLetterEncoder().value(letter, "logins.jsonl")));
            PAYLOADS.forEach(payload -> lines.add(new DeadLetterEncoder(payload, () -> FAILED).value(letter)));
            for (byte[] line : lines) {
                JsonNode json = MAPPER.readTree(line);
                LINE.assertDescribes(json);
                json.fieldNames().forEachRemaining(written::add);
            }
        }
        assertThat(written).isEqualTo(LINE.members());
    }

    @Test
    void headersThatAreNoDeadLettersAreRefused() throws IOException {
        DeadLetter letter = letters().findFirst().orElseThrow();
        ObjectNode whole = headers(Payload.FULL, letter, false, false);
        assertThat(HEADERS.takes(whole.put("of the original", "anything").toString()))
                .isTrue();
        for (String name : List.of(
                "topic", "partition", "offset", "group", "message", "reason", "field", "failed-at", "replay-count")) {
            ObjectNode without = whole.deepCopy();
            without.remove("__dlq.errors." + name);
            assertThat(HEADERS.takes(without.toString())).as(name).isFalse();
            assertThat(HEADERS.takes(whole.deepCopy()
                            .put("__dlq.errors." + name, "-1\u00e4 ,")
                            .toString()))
                    .as(name)
                    .isEqualTo(Set.of("group", "message").contains(name));
            assertThat(HEADERS.takes(
                            whole.deepCopy().put("__dlq.errors." + name, 1).toString()))
                    .as(name)
                    .isFalse();
        }
        for (String name : List.of("topic-id", "letter", "first-letter", "key-omitted", "traceparent", "headers-jwe")) {
            assertThat(HEADERS.takes(whole.deepCopy()
                            .put("__dlq.errors." + name, "another")
                            .toString()))
                    .as(name)
                    .isFalse();
        }
        ObjectNode sealed = whole.deepCopy().put("__dlq.errors.headers-jwe", "a.b.c.d.e");
        assertThat(HEADERS.takes(sealed.toString())).isFalse();
        assertThat(HEADERS.takes(sealed.put("__dlq.errors.key-id", "k").toString()))
                .isTrue();
    }

    @Test
    void linesThatAreNoDeadLettersAreRefused() throws IOException {
        String line = "{\"topic\":\"a\",\"partition\":0,\"offset\":1,\"message\":\"m\","
                + "\"reasons\":[{\"code\":\"missing\",\"field\":\"ip\"}],\"value\":\"{}\"}";
        assertThat(LINE.takes(line)).isTrue();
        for (String other : List.of(
                line.replace("\"topic\":\"a\",", ""),
                line.replace("\"offset\":1", "\"offset\":\"1\""),
                line.replace("\"code\"", "\"cod\""),
                line.replace("missing", "Missing!"),
                line.replace("{\"code\":\"missing\",\"field\":\"ip\"}", ""),
                line.replace(",\"value\":\"{}\"", ""),
                line.replace("\"value\":\"{}\"", "\"value\":{}"),
                line.replace("\"value\":\"{}\"", "\"value\":\"{}\",\"value_base64\":\"/w==\""),
                line.replace("\"value\":\"{}\"", "\"value_omitted\":\"2\""),
                line.replace("\"value\":\"{}\"", "\"value_jwe\":\"a.b.c.d.e\""))) {
            assertThat(LINE.takes(other)).as(other).isFalse();
        }
    }
}
