package io.kafkafetch.adapters.json.letter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Original.Header;
import io.kafkafetch.application.record.Partition;
import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a line of dead letters in a file back that {@link DeadLetterEncoder} wrote. A pure function. */
public final class LetterReader {

    /** What the names of headers begin with that describe a failure, as in Kafka; see docs/WIRE.md. */
    private static final String FAILURE = "__dlq.errors.";

    private static final String REPLAY_COUNT = FAILURE + "replay-count";
    private static final String LETTER = FAILURE + "letter";
    private static final String FIRST_LETTER = FAILURE + "first-letter";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern COUNT = Pattern.compile("([0-9]{1,9}) (?:bytes|headers)");

    private LetterReader() {}

    /**
     * The letter in this line.
     *
     * @param id what it is called
     * @throws IllegalArgumentException if it is none; the message says why and nothing of what is in it
     */
    public static Letter read(LetterId id, byte[] line) {
        Members json = StrictJson.readForeign(line);
        List<Header> headers = headers(json);
        Instant at = time(json.text("failed_at"));
        Failure failure = new Failure(
                Optional.of(new Origin(
                        new Partition(json.text("topic"), json.smallNumber("partition")), json.number("offset"))),
                "",
                json.objects("reasons").stream().map(LetterReader::reason).toList(),
                at,
                "",
                last(headers, REPLAY_COUNT)
                        .filter(text -> DIGITS.matcher(text).matches())
                        .map(Integer::valueOf)
                        .orElse(0),
                last(headers, FIRST_LETTER).or(() -> last(headers, LETTER)).flatMap(LetterId::parse));
        return new Letter(id, at, failure, content(json, ofTheRecord(headers)));
    }

    /** Those that do not describe a failure. */
    public static List<Header> ofTheRecord(List<Header> headers) {
        return headers.stream()
                .filter(header -> !header.name().startsWith(FAILURE))
                .toList();
    }

    private static LetterReason reason(Members reason) {
        return new LetterReason(reason.text("code"), reason.has("field") ? reason.text("field") : "");
    }

    private static Content content(Members json, List<Header> headers) {
        OptionalInt key = count(json, "key_omitted");
        OptionalInt value = count(json, "value_omitted");
        OptionalInt omitted = count(json, "headers_omitted");
        boolean isSealed = json.has("key_id");
        if (key.isPresent() || value.isPresent() || omitted.isPresent()) {
            Original kept = isSealed
                    ? new Original(null, null, List.of())
                    : new Original(bytes(json, "key"), bytes(json, "value"), headers);
            return new Content.Incomplete(kept, key, value, omitted, isSealed);
        }
        if (isSealed) {
            return new Content.Sealed(
                    json.text("key_id"),
                    sealed(json, "key_jwe"),
                    sealed(json, "value_jwe"),
                    sealed(json, "headers_jwe"));
        }
        return new Content.Whole(new Original(bytes(json, "key"), bytes(json, "value"), headers));
    }

    private static OptionalInt count(Members json, String name) {
        Matcher count = COUNT.matcher(json.has(name) ? json.text(name) : "");
        return count.matches() ? OptionalInt.of(Integer.parseInt(count.group(1))) : OptionalInt.empty();
    }

    private static byte @Nullable [] sealed(Members json, String name) {
        return json.has(name) ? json.text(name).getBytes(US_ASCII) : null;
    }

    /** What {@link DeadLetterEncoder#writeBytes} wrote. */
    private static byte @Nullable [] bytes(Members json, String name) {
        if (json.has(name + "_base64")) {
            try {
                return Base64.getDecoder().decode(json.text(name + "_base64"));
            } catch (IllegalArgumentException quoting) {
                throw new IllegalArgumentException(name + "_base64 is not Base64"); // without the cause, which quotes
            }
        }
        JsonNode member = json.object().get(name);
        return member == null || member.isNull() ? null : json.text(name).getBytes(UTF_8);
    }

    private static List<Header> headers(Members json) {
        if (!json.has("headers")) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>();
        json.objects("headers").forEach(header -> headers.add(new Header(header.text("name"), bytes(header, "value"))));
        return headers;
    }

    private static Optional<String> last(List<Header> headers, String name) {
        byte @Nullable [] last = null;
        for (Header header : headers) {
            last = header.name().equals(name) ? header.value() : last;
        }
        return Optional.ofNullable(last).map(value -> new String(value, UTF_8));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException quoting) {
            throw new IllegalArgumentException("failed_at is not an ISO-8601 moment");
        }
    }
}
