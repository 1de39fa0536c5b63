package io.kafkafetch.adapters.kafka.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.adapters.kafka.client.TraceHeaders;
import io.kafkafetch.adapters.payload.Part;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.domain.login.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as Kafka records: the original key, value and headers, and behind them what is known of the failure. The
 * names of the first headers are those of KIP-1191.
 *
 * <p>Key, value and headers are untouched, unless the payload is left out or encrypted: then of the headers only those
 * are as they were that say nothing of anybody. An encrypted key and value are compact JWEs, and so is one header with
 * all of the original's, as JSON.
 *
 * @param topic where dead letters go
 * @param groupId the group that rejected the record
 * @param payload what is kept of a record
 * @param clock tells when
 */
public record DeadLetterRecords(String topic, String groupId, Payload payload, InstantSource clock) {

    public static final String PREFIX = "__dlq.errors.";
    public static final String REASON = PREFIX + "reason";
    public static final String REPLAY_COUNT = PREFIX + "replay-count";

    /** Of a replayed record: the dead letter that it was in. */
    public static final String LETTER = PREFIX + "letter";

    /** Of a replayed record: the first dead letter that it was in. */
    public static final String FIRST_LETTER = PREFIX + "first-letter";

    /** The first of the headers that describe the failure; the original's are before it. */
    public static final String TOPIC = PREFIX + "topic";

    /** Which life of its topic the record is of. */
    public static final String TOPIC_ID = PREFIX + "topic-id";

    static final String TRACEPARENT = PREFIX + TraceHeaders.TRACEPARENT;
    public static final String KEY_OMITTED = PREFIX + "key-omitted";
    public static final String VALUE_OMITTED = PREFIX + "value-omitted";
    public static final String HEADERS_OMITTED = PREFIX + "headers-omitted";
    public static final String HEADERS_JWE = PREFIX + "headers-jwe";
    public static final String KEY_ID = PREFIX + "key-id";

    private static final Pattern W3C_TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    /** A key, a value or headers above this, as they would be sent, are left out where the topic has refused a record; in bytes. */
    static final int LARGE = 64 << 10;

    /** Whole records. */
    public DeadLetterRecords(String topic, String groupId, InstantSource clock) {
        this(topic, groupId, Payload.FULL, clock);
    }

    /** A dead letter of a batch without a trace. */
    public ProducerRecord<byte[], byte[]> record(DeadLetter letter, boolean omitLarge) {
        return record(letter, omitLarge, TraceContext.NONE, "");
    }

    /**
     * A dead letter. Its {@code traceparent} stays the original's, so that its readers continue the login's own
     * trace; the batch's has a name of its own.
     *
     * @param omitLarge whether what is large is left out, since the topic has refused a record as too large
     * @param batch the trace of the batch that the record was rejected in
     * @param topicId which life of its topic the record is of; empty where it came from no topic
     */
    public ProducerRecord<byte[], byte[]> record(
            DeadLetter letter, boolean omitLarge, TraceContext batch, String topicId) {
        Original original = letter.original();
        int most = omitLarge ? LARGE : Integer.MAX_VALUE;
        Part key = payload.of(original.key()).within(most);
        Part value = payload.of(original.value()).within(most);
        Headers headers = new RecordHeaders();
        Optional<String> omittedHeaders = addOriginals(headers, original.headers(), most);
        addFailure(headers, letter);
        if (!topicId.isEmpty()) {
            add(headers, TOPIC_ID, topicId);
        }
        TraceHeaders.add(headers, TRACEPARENT, batch.traceparent());
        omittedHeaders.ifPresent(omitted -> add(headers, HEADERS_OMITTED, omitted));
        if (key instanceof Part.Omitted omitted) {
            add(headers, KEY_OMITTED, omitted.length() + " bytes");
        }
        if (value instanceof Part.Omitted omitted) {
            add(headers, VALUE_OMITTED, omitted.length() + " bytes");
        }
        if (payload instanceof Payload.Encrypted encrypted) {
            add(headers, KEY_ID, encrypted.key().id());
        }
        return new ProducerRecord<>(topic, null, null, bytes(key), bytes(value), headers);
    }

    private static byte @Nullable [] bytes(Part part) {
        return switch (part) {
            case Part.None none -> null;
            case Part.Omitted omitted -> null;
            case Part.Whole whole -> whole.bytes();
            case Part.Sealed sealed -> sealed.jwe();
        };
    }

    /**
     * Adds the original's headers, as far as they are kept.
     *
     * @return how many are left out; empty if none is
     */
    private Optional<String> addOriginals(Headers headers, List<Original.Header> originals, int most) {
        if (originals.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> all = Optional.of(originals.size() + " headers");
        return switch (payload) {
            case Payload.Full full -> {
                if (new Original(null, null, originals).weight() > most) {
                    addTechnical(headers, originals);
                    yield all;
                }
                originals.forEach(header -> headers.add(header.name(), header.value()));
                yield Optional.empty();
            }
            case Payload.Omitted omitted -> {
                addTechnical(headers, originals);
                yield all;
            }
            case Payload.Encrypted encrypted -> {
                addTechnical(headers, originals);
                Part part = payload.of(DeadLetterEncoder.headers(originals)).within(most);
                if (part instanceof Part.Sealed sealed) {
                    headers.add(HEADERS_JWE, sealed.jwe());
                    yield Optional.empty();
                }
                yield all;
            }
        };
    }

    /**
     * What says nothing of anybody: the login's trace, so that its readers continue it, how often it came back, and which
     * letters it came back from.
     */
    private static void addTechnical(Headers headers, List<Original.Header> originals) {
        Headers all = new RecordHeaders();
        originals.forEach(header -> all.add(header.name(), header.value()));
        String trace = TraceHeaders.read(all).traceparent();
        if (W3C_TRACE.matcher(trace).matches()) {
            TraceHeaders.add(headers, TraceHeaders.TRACEPARENT, trace);
        }
        String replays = replays(all.lastHeader(REPLAY_COUNT));
        if (!replays.equals("0")) {
            add(headers, REPLAY_COUNT, replays);
        }
        for (String name : List.of(LETTER, FIRST_LETTER)) {
            LetterId.parse(text(all.lastHeader(name))).ifPresent(letter -> add(headers, name, letter));
        }
    }

    private void addFailure(Headers headers, DeadLetter letter) {
        List<Reason> reasons = letter.reasons();
        String replays = replays(headers.lastHeader(REPLAY_COUNT));
        add(headers, TOPIC, letter.origin().partition().stream());
        add(headers, PREFIX + "partition", letter.origin().partition().number());
        add(headers, PREFIX + "offset", letter.origin().offset());
        add(headers, PREFIX + "group", groupId);
        add(headers, PREFIX + "message", reasons.stream().map(ReasonText::of).collect(Collectors.joining("; ")));
        add(headers, REASON, reasons.stream().map(Reason::code).collect(Collectors.joining(",")));
        add(
                headers,
                PREFIX + "field",
                reasons.stream().map(DeadLetterRecords::field).collect(Collectors.joining(",")));
        add(headers, PREFIX + "failed-at", clock.instant());
        add(headers, REPLAY_COUNT, replays);
    }

    /** Anybody may write headers, and with any value: what is no count counts as none. */
    private static String replays(@Nullable Header header) {
        String text = text(header);
        return COUNT.matcher(text).matches() ? text : "0";
    }

    private static String text(@Nullable Header header) {
        byte[] value = header == null ? null : header.value();
        return value == null ? "" : new String(value, UTF_8);
    }

    /** Empty where the record as a whole is at fault. */
    private static String field(Reason reason) {
        return switch (reason) {
            case Reason.OfField ofField -> ofField.field().wireName();
            case Reason.OfRecord ofRecord -> "";
        };
    }

    private static void add(Headers headers, String name, Object text) {
        headers.add(name, text.toString().getBytes(UTF_8));
    }
}
