package io.kafkafetch.adapters.kafka.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.audit.evidence.Difference;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Original.Header;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.TraceContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as they should be. What is kept of a record is a setting that no manifest says, so the letter itself says it:
 * all, all but what is large, nothing, or encrypted. Of an encrypted one the headers alone can be compared. Times and traces
 * are not compared. Thread-safe.
 */
final class Letters {

    /** What says when, by whom and how, and not what is wrong. */
    private static final Set<String> PASSING = Set.of("failed-at", "traceparent", "tracestate");

    private static final String MESSAGE = DeadLetterRecords.PREFIX + "message";

    private static final String OMITTED = "-omitted";

    /** What describes the failure, of whatever else a letter keeps. */
    private static final Set<String> OF_FAILURE =
            Set.of("topic", "partition", "offset", "group", "message", "reason", "field", "topic-id");

    private final String group;
    private final DeadLetterRecords full;
    private final DeadLetterRecords omitted;

    Letters(String topic, String group) {
        this.group = group;
        InstantSource never = () -> java.time.Instant.EPOCH;
        this.full = new DeadLetterRecords(topic, group, Payload.FULL, never);
        this.omitted = new DeadLetterRecords(topic, group, Payload.OMITTED, never);
    }

    /** The letter in this record; empty if it is none of the group about a record of this stream. */
    Optional<Published.Letter> read(String stream, Original record) {
        boolean isOurs = text(record, "topic").filter(stream::equals).isPresent()
                && text(record, "group").filter(group::equals).isPresent();
        if (!isOurs) {
            return Optional.empty();
        }
        Optional<Long> partition = text(record, "partition").flatMap(Letters::number);
        Optional<Long> offset = text(record, "offset").flatMap(Letters::number);
        return partition
                .filter(number -> number <= Integer.MAX_VALUE && offset.isPresent())
                .map(number -> new Published.Letter(
                        new Origin(new Partition(stream, number.intValue()), offset.orElseThrow()), record));
    }

    private static Optional<String> text(Original record, String name) {
        return last(record, DeadLetterRecords.PREFIX + name).map(value -> new String(value, UTF_8));
    }

    private static Optional<byte[]> last(Original record, String name) {
        byte @Nullable [] last = null;
        for (Header header : record.headers()) {
            last = header.name().equals(name) ? header.value() : last;
        }
        return Optional.ofNullable(last);
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /**
     * How a letter differs from what it should be; of what is there nothing is shown.
     *
     * @param life which life of its topic the record is of; empty where that is not known
     */
    Optional<Difference> difference(DeadLetter letter, String life, Original there) {
        // Earlier versions did not write it.
        String topicId = last(there, DeadLetterRecords.TOPIC_ID).isPresent() ? life : "";
        if (last(there, DeadLetterRecords.KEY_ID).isPresent()) {
            return differenceOfEncrypted(expected(full, letter, false, topicId), there);
        }
        boolean isCut =
                there.headers().stream().anyMatch(header -> header.name().endsWith(OMITTED));
        if (!isCut) {
            return difference(expected(full, letter, false, topicId), there);
        }
        Optional<Difference> large = difference(expected(full, letter, true, topicId), there);
        return large.isEmpty() ? large : difference(expected(omitted, letter, false, topicId), there);
    }

    private static Optional<Difference> difference(Original expected, Original there) {
        if (!Arrays.equals(expected.key(), there.key())) {
            return Optional.of(new Difference("key", "of the record", ""));
        }
        if (!Arrays.equals(expected.value(), there.value())) {
            return Optional.of(new Difference("value", "of the record", ""));
        }
        return headers(lasting(expected.headers()), lasting(there.headers()));
    }

    private static Optional<Difference> differenceOfEncrypted(Original expected, Original there) {
        if (expected.key() == null != (there.key() == null)) {
            return Optional.of(new Difference("key", "encrypted", ""));
        }
        return headers(ofFailure(expected.headers()), ofFailure(there.headers()));
    }

    private static List<Header> lasting(List<Header> headers) {
        return headers.stream().filter(header -> !isPassing(header.name())).toList();
    }

    private static List<Header> ofFailure(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.name().startsWith(DeadLetterRecords.PREFIX)
                        && OF_FAILURE.contains(header.name().substring(DeadLetterRecords.PREFIX.length())))
                .toList();
    }

    private static boolean isPassing(String name) {
        return name.startsWith(DeadLetterRecords.PREFIX)
                && PASSING.contains(name.substring(DeadLetterRecords.PREFIX.length()));
    }

    private static Optional<Difference> headers(List<Header> expected, List<Header> there) {
        for (int i = 0; i < expected.size(); i++) {
            Header header = expected.get(i);
            if (i >= there.size() || !isSame(header, there.get(i))) {
                return Optional.of(new Difference("header " + shown(header), "", ""));
            }
        }
        return expected.size() == there.size()
                ? Optional.empty()
                : Optional.of(new Difference("headers", "", there.size() - expected.size() + " more"));
    }

    private static boolean isSame(Header expected, Header there) {
        return expected.name().equals(there.name())
                && (Arrays.equals(expected.value(), there.value()) || isSameMessage(expected, there));
    }

    /** Of a reason the prose may say more than an earlier version did. */
    private static boolean isSameMessage(Header expected, Header there) {
        return expected.name().equals(MESSAGE)
                && expected.value() != null
                && there.value() != null
                && ReasonText.withoutGuesses(new String(expected.value(), UTF_8))
                        .equals(ReasonText.withoutGuesses(new String(there.value(), UTF_8)));
    }

    /** A header of the original may have any name, and any value. */
    private static String shown(Header header) {
        boolean isOurs = header.name().startsWith(DeadLetterRecords.PREFIX) && header.value() != null;
        return isOurs ? header.name() + "=" + new String(header.value(), UTF_8) : "of the record";
    }

    private static Original expected(DeadLetterRecords as, DeadLetter letter, boolean omitLarge, String topicId) {
        ProducerRecord<byte[], byte[]> record = as.record(letter, omitLarge, TraceContext.NONE, topicId);
        return of(record.key(), record.value(), record.headers());
    }

    /** A record with these headers. */
    static Original of(
            byte @Nullable [] key, byte @Nullable [] value, Iterable<org.apache.kafka.common.header.Header> headers) {
        return new Original(
                key,
                value,
                StreamSupport.stream(headers.spliterator(), false)
                        .map(header -> new Header(header.key(), header.value()))
                        .toList());
    }
}
