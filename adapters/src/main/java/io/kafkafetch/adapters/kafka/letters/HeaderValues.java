package io.kafkafetch.adapters.kafka.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Values of headers whose names begin alike. What does not look like what it should be is not there.
 *
 * @param prefix of their names
 */
record HeaderValues(Headers headers, String prefix) {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CLASS = Pattern.compile("([a-zA-Z0-9_]+[.$])*([a-zA-Z0-9_]{1,80})");
    private static final int LONGEST = 1_000;

    /** As UTF-8, in one line and of a bearable length. */
    Optional<String> text(String name) {
        return bytes(name)
                .filter(bytes -> bytes.length <= LONGEST)
                .map(bytes -> new String(bytes, UTF_8))
                .filter(text -> text.chars().noneMatch(Character::isISOControl));
    }

    /** A place whose numbers are texts. */
    Optional<Origin> origin(String topic, String partition, String offset) {
        return origin(text(topic), number(partition), number(offset));
    }

    /** A place whose numbers are big-endian, of 4 and 8 bytes. */
    Optional<Origin> binaryOrigin(String topic, String partition, String offset) {
        return origin(
                text(topic),
                bytes(partition).filter(bytes -> bytes.length == Integer.BYTES).map(bytes ->
                        (long) ByteBuffer.wrap(bytes).getInt()),
                bytes(offset)
                        .filter(bytes -> bytes.length == Long.BYTES)
                        .map(bytes -> ByteBuffer.wrap(bytes).getLong()));
    }

    private static Optional<Origin> origin(Optional<String> topic, Optional<Long> partition, Optional<Long> offset) {
        if (topic.filter(name -> TOPIC.matcher(name).matches()).isEmpty()
                || partition
                        .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
                        .isEmpty()
                || offset.filter(number -> number >= 0).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Origin(new Partition(topic.get(), Math.toIntExact(partition.get())), offset.get()));
    }

    /** The name of a class without its package, as a reason. */
    LetterReason className(String name) {
        return text(name)
                .map(CLASS::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new LetterReason(matcher.group(2), ""))
                .orElse(LetterReason.UNKNOWN);
    }

    private Optional<Long> number(String name) {
        return text(name).filter(text -> NUMBER.matcher(text).matches()).map(Long::valueOf);
    }

    private Optional<byte[]> bytes(String name) {
        @Nullable Header header = headers.lastHeader(prefix + name);
        return header == null ? Optional.empty() : Optional.ofNullable(header.value());
    }
}
