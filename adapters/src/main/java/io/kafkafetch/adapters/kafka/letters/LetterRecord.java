package io.kafkafetch.adapters.kafka.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Reads a record of a dead letter topic, see {@link DeadLetterRecords}. */
final class LetterRecord {

    private static final Pattern COUNT = Pattern.compile("([0-9]{1,9}) (?:bytes|headers)");

    private LetterRecord() {}

    static Letter read(ConsumerRecord<byte[], byte[]> record, HeaderStyle style) {
        Instant published = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
        return new Letter(
                new LetterId(new Partition(record.topic(), record.partition()), record.offset()),
                published,
                style.failure(record.headers(), published),
                style == HeaderStyle.KAFKA_FETCH ? ownContent(record) : whole(record, style));
    }

    /** The record without the headers that describe a failure. */
    static Original original(ConsumerRecord<byte[], byte[]> record, HeaderStyle style) {
        return new Original(record.key(), record.value(), originals(record.headers(), style));
    }

    private static Content whole(ConsumerRecord<byte[], byte[]> record, HeaderStyle style) {
        return new Content.Whole(original(record, style));
    }

    /** What the service says is behind the headers of the original, which anybody may have written. */
    private static Content ownContent(ConsumerRecord<byte[], byte[]> record) {
        Headers said = ours(record.headers());
        OptionalInt key = count(said, DeadLetterRecords.KEY_OMITTED);
        OptionalInt value = count(said, DeadLetterRecords.VALUE_OMITTED);
        OptionalInt headers = count(said, DeadLetterRecords.HEADERS_OMITTED);
        if (key.isPresent() || value.isPresent() || headers.isPresent()) {
            boolean isSealed = said.lastHeader(DeadLetterRecords.KEY_ID) != null;
            Original kept = isSealed ? new Original(null, null, List.of()) : original(record, HeaderStyle.KAFKA_FETCH);
            return new Content.Incomplete(kept, key, value, headers, isSealed);
        }
        @Nullable Header keyId = said.lastHeader(DeadLetterRecords.KEY_ID);
        if (keyId != null) {
            @Nullable Header jwe = record.headers().lastHeader(DeadLetterRecords.HEADERS_JWE);
            return new Content.Sealed(text(keyId), record.key(), record.value(), jwe == null ? null : jwe.value());
        }
        return whole(record, HeaderStyle.KAFKA_FETCH);
    }

    /** From the last one on that begins a description. */
    private static Headers ours(Headers headers) {
        Header[] all = headers.toArray();
        for (int i = all.length - 1; i >= 0; i--) {
            if (all[i].key().equals(DeadLetterRecords.TOPIC)) {
                return new RecordHeaders(Arrays.copyOfRange(all, i, all.length));
            }
        }
        return new RecordHeaders();
    }

    private static List<Original.Header> originals(Headers headers, HeaderStyle style) {
        return Arrays.stream(headers.toArray())
                .filter(header -> !style.describesAFailure(header.key()))
                .map(header -> new Original.Header(header.key(), header.value()))
                .toList();
    }

    private static OptionalInt count(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        Matcher matcher = COUNT.matcher(header == null ? "" : text(header));
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static String text(Header header) {
        byte @Nullable [] value = header.value();
        return value == null ? "" : new String(value, UTF_8);
    }
}
