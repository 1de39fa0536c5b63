package io.kafkafetch.adapters.kafka.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.application.published.RejectedRecord.Reason;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a dead letter's headers say, see {@link DeadLetterRecords}; its payload is never looked at. Anybody may
 * write headers: what does not look like a code, a field, a topic or a number makes it none of ours.
 */
public final class DeadLetterHeaders {

    private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern FIELD = Pattern.compile("[a-z_]{0,40}");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int MOST_REASONS = 32;

    private DeadLetterHeaders() {}

    /**
     * The rejected record that these headers describe; empty if they are no dead letter's.
     *
     * @param publishedAt stands in for a time of failure that is none
     */
    public static Optional<RejectedRecord> read(Headers headers, Instant publishedAt) {
        Optional<String> topic = text(headers, "topic").filter(matches(TOPIC));
        Optional<Integer> partition = text(headers, "partition")
                .filter(matches(NUMBER))
                .map(Long::valueOf)
                .filter(DeadLetterHeaders::isInt)
                .map(Math::toIntExact);
        Optional<Long> offset = text(headers, "offset").filter(matches(NUMBER)).map(Long::valueOf);
        List<Reason> reasons = reasons(
                text(headers, "reason").orElse(""), text(headers, "field").orElse(""));
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty() || reasons.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RejectedRecord(
                new Origin(new Partition(topic.get(), partition.get()), offset.get()),
                reasons,
                text(headers, "failed-at").flatMap(DeadLetterHeaders::instant).orElse(publishedAt)));
    }

    private static List<Reason> reasons(String codes, String fields) {
        String[] code = codes.split(",", MOST_REASONS + 1);
        String[] field = fields.split(",", MOST_REASONS + 1);
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < Math.min(code.length, MOST_REASONS); i++) {
            String name = i < field.length ? field[i] : "";
            if (!CODE.matcher(code[i]).matches() || !FIELD.matcher(name).matches()) {
                return List.of();
            }
            reasons.add(new Reason(code[i], Optional.of(name).filter(text -> !text.isEmpty())));
        }
        return reasons;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static java.util.function.Predicate<String> matches(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }

    private static boolean isInt(long number) {
        return number <= Integer.MAX_VALUE;
    }

    private static Optional<String> text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(DeadLetterRecords.PREFIX + name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? Optional.empty() : Optional.of(new String(value, UTF_8));
    }
}
