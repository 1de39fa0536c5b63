package io.kafkafetch.adapters.kafka.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.adapters.kafka.client.TraceHeaders;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.domain.login.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as Kafka records: the original key, value and headers untouched, and behind them what is known of the
 * failure. The names of the first headers are those of KIP-1191.
 *
 * @param topic where dead letters go
 * @param groupId the group that rejected the record
 * @param clock tells when
 */
public record DeadLetterRecords(String topic, String groupId, InstantSource clock) {

    public static final String PREFIX = "__dlq.errors.";
    public static final String REASON = PREFIX + "reason";
    static final String REPLAY_COUNT = PREFIX + "replay-count";
    static final String TRACEPARENT = PREFIX + TraceHeaders.TRACEPARENT;
    static final String KEY_OMITTED = PREFIX + "key-omitted";
    static final String VALUE_OMITTED = PREFIX + "value-omitted";
    static final String HEADERS_OMITTED = PREFIX + "headers-omitted";

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    /** A key, a value or headers above this are left out where the topic has refused a record; in bytes. */
    static final int LARGE = 64 << 10;

    /** A dead letter of a batch without a trace. */
    public ProducerRecord<byte[], byte[]> record(DeadLetter letter, boolean omitLarge) {
        return record(letter, omitLarge, TraceContext.NONE);
    }

    /**
     * A dead letter. Its {@code traceparent} stays the original's, so that its readers continue the login's own
     * trace; the batch's has a name of its own.
     *
     * @param omitLarge whether what is large is left out, since the topic has refused a record as too large
     * @param batch the trace of the batch that the record was rejected in
     */
    ProducerRecord<byte[], byte[]> record(DeadLetter letter, boolean omitLarge, TraceContext batch) {
        Original original = letter.original();
        long headerBytes = new Original(null, null, original.headers()).weight();
        boolean omitHeaders = omitLarge && headerBytes > LARGE;
        boolean omitKey = omitLarge && length(original.key()) > LARGE;
        boolean omitValue = omitLarge && length(original.value()) > LARGE;
        Headers headers = new RecordHeaders();
        if (!omitHeaders) {
            original.headers().forEach(header -> headers.add(header.name(), header.value()));
        }
        addFailure(headers, letter);
        TraceHeaders.add(headers, TRACEPARENT, batch.traceparent());
        if (omitHeaders) {
            add(headers, HEADERS_OMITTED, original.headers().size() + " headers");
        }
        if (omitKey) {
            add(headers, KEY_OMITTED, length(original.key()) + " bytes");
        }
        if (omitValue) {
            add(headers, VALUE_OMITTED, length(original.value()) + " bytes");
        }
        return new ProducerRecord<>(
                topic, null, null, omitKey ? null : original.key(), omitValue ? null : original.value(), headers);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private void addFailure(Headers headers, DeadLetter letter) {
        List<Reason> reasons = letter.reasons();
        String replays = replays(headers.lastHeader(REPLAY_COUNT));
        add(headers, PREFIX + "topic", letter.origin().partition().stream());
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
        byte[] value = header == null ? null : header.value();
        String text = value == null ? "" : new String(value, UTF_8);
        return COUNT.matcher(text).matches() ? text : "0";
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
