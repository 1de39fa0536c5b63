package io.kafkafetch.adapters.kafka.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.kafka.published.DeadLetterHeaders;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Whose dead letters they are: the headers that describe a failure. Anybody may write headers, and anything into them. */
public enum HeaderStyle {
    /** Those of this service, named after KIP-1191. */
    KAFKA_FETCH(DeadLetterRecords.PREFIX) {
        @Override
        Optional<Origin> origin(HeaderValues values) {
            return values.origin("topic", "partition", "offset");
        }

        @Override
        List<LetterReason> reasons(HeaderValues values) {
            return List.of(LetterReason.UNKNOWN);
        }

        @Override
        public Failure failure(Headers headers, Instant published) {
            Failure unknown = super.failure(headers, published);
            HeaderValues values = new HeaderValues(headers, prefix());
            return DeadLetterHeaders.read(headers, published)
                    .map(rejected -> new Failure(
                            Optional.of(rejected.origin()),
                            values.text("topic-id").orElse(""),
                            rejected.reasons().stream()
                                    .map(reason -> new LetterReason(
                                            reason.code(), reason.field().orElse("")))
                                    .toList(),
                            rejected.failedAt(),
                            values.text("group").orElse(""),
                            unknown.replays(),
                            unknown.first()))
                    .orElse(unknown);
        }
    },
    /** Sink connectors of Kafka Connect with {@code errors.deadletterqueue.context.headers.enable} (KIP-298). */
    CONNECT("__connect.errors.") {
        @Override
        Optional<Origin> origin(HeaderValues values) {
            return values.origin("topic", "partition", "offset");
        }

        @Override
        List<LetterReason> reasons(HeaderValues values) {
            return List.of(values.className("exception.class.name"));
        }
    },
    /** {@code DeadLetterPublishingRecoverer} of Spring for Apache Kafka. */
    SPRING("kafka_dlt-") {
        @Override
        Optional<Origin> origin(HeaderValues values) {
            return values.binaryOrigin("original-topic", "original-partition", "original-offset");
        }

        @Override
        List<LetterReason> reasons(HeaderValues values) {
            // The exception itself is always the listener's.
            LetterReason cause = values.className("exception-cause-fqcn");
            return List.of(cause.equals(LetterReason.UNKNOWN) ? values.className("exception-fqcn") : cause);
        }
    },
    /** Kafka Streams with {@code errors.dead.letter.queue.topic.name} (KIP-1034). */
    STREAMS("__streams.errors.") {
        @Override
        Optional<Origin> origin(HeaderValues values) {
            return values.origin("topic", "partition", "offset");
        }

        @Override
        List<LetterReason> reasons(HeaderValues values) {
            return List.of(values.className("exception"));
        }
    };

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final String prefix;

    HeaderStyle(String prefix) {
        this.prefix = prefix;
    }

    /** What the names of its headers begin with. */
    String prefix() {
        return prefix;
    }

    abstract Optional<Origin> origin(HeaderValues values);

    abstract List<LetterReason> reasons(HeaderValues values);

    /**
     * What these headers say of a failure.
     *
     * @param published stands in for a time of failure that is not known
     */
    public Failure failure(Headers headers, Instant published) {
        HeaderValues values = new HeaderValues(headers, prefix);
        return new Failure(
                origin(values),
                "",
                reasons(values),
                published,
                "",
                replays(headers),
                text(headers, DeadLetterRecords.FIRST_LETTER)
                        .or(() -> text(headers, DeadLetterRecords.LETTER))
                        .flatMap(LetterId::parse));
    }

    /** Whether a header describes a failure, of this style or of ours, and is not the record's own. */
    boolean describesAFailure(String name) {
        return name.startsWith(prefix) || name.startsWith(DeadLetterRecords.PREFIX);
    }

    private static int replays(Headers headers) {
        return text(headers, DeadLetterRecords.REPLAY_COUNT)
                .filter(text -> COUNT.matcher(text).matches())
                .map(Integer::valueOf)
                .orElse(0);
    }

    private static Optional<String> text(Headers headers, String name) {
        @Nullable Header header = headers.lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? Optional.empty() : Optional.of(new String(value, UTF_8));
    }
}
