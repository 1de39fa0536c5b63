package io.kafkafetch.adapters.file.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.audit.evidence.Difference;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters of a folder as they should be. What is kept of a record is a setting that nobody wrote down, so the letter itself
 * says it: all, nothing, or encrypted. Of an encrypted one only what describes the failure can be compared. Times are not
 * compared. Pure functions.
 */
final class FolderLetter {

    /** When it was written. */
    private static final String TIME = "failed_at";

    /** What describes the failure, and nothing of the record. */
    private static final Set<String> OF_FAILURE = Set.of("topic", "partition", "offset", "message", "reasons");

    private static final List<String> OMISSIONS = List.of("key_omitted", "value_omitted", "headers_omitted");

    private static final DeadLetterEncoder FULL = new DeadLetterEncoder();
    private static final DeadLetterEncoder OMITTED = new DeadLetterEncoder(Payload.OMITTED, () -> Instant.EPOCH);

    private FolderLetter() {}

    /** The letter in this line; empty if it is none about a record of this stream. */
    static Optional<Published.Letter> read(String stream, byte[] line) {
        try {
            Members json = StrictJson.readForeign(line);
            String topic = json.text("topic");
            return topic.equals(stream)
                    ? Optional.of(new Published.Letter(
                            new Origin(new Partition(topic, json.smallNumber("partition")), json.number("offset")),
                            new Original(null, line, List.of())))
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /**
     * How a letter differs from what it should be; of the record nothing is shown.
     *
     * @param there whose value is the line
     */
    static Optional<Difference> difference(DeadLetter letter, Original there) {
        byte @Nullable [] line = there.value();
        JsonNode found =
                StrictJson.readForeign(line == null ? new byte[0] : line).object();
        boolean isSealed = found.get("key_id") != null;
        boolean isOmitted = OMISSIONS.stream().anyMatch(name -> found.get(name) != null);
        byte[] expected = (isOmitted && !isSealed ? OMITTED : FULL).value(letter);
        Optional<Difference> difference = difference(StrictJson.read(expected).object(), found, isSealed);
        return difference.isPresent() || isSealed || isSame(expected, line)
                ? difference
                : Optional.of(new Difference("letter", "as it is written", "other spelling, the same content"));
    }

    private static Optional<Difference> difference(JsonNode expected, JsonNode there, boolean ofFailureAlone) {
        for (Map.Entry<String, JsonNode> member : expected.entries()) {
            String name = member.getKey();
            boolean isShown = OF_FAILURE.contains(name);
            if (name.equals(TIME) || (ofFailureAlone && !isShown)) {
                continue;
            }
            JsonNode found = there.get(name);
            if (found == null || !(found.equals(member.getValue()) || isSameMessage(name, member.getValue(), found))) {
                return Optional.of(new Difference(name, isShown ? shown(member.getValue()) : "of the record", ""));
            }
        }
        int surplus = members(there) - members(expected);
        return ofFailureAlone || surplus == 0
                ? Optional.empty()
                : Optional.of(new Difference("members", "", surplus + " more"));
    }

    /** Of a reason the prose may say more than an earlier version did. */
    private static boolean isSameMessage(String name, JsonNode expected, JsonNode there) {
        return name.equals("message")
                && there.isString()
                && ReasonText.withoutGuesses(there.getStringValue())
                        .equals(ReasonText.withoutGuesses(expected.getStringValue()));
    }

    private static int members(JsonNode object) {
        return object.size() - (object.get(TIME) == null ? 0 : 1);
    }

    private static String shown(JsonNode node) {
        Object value = node.isValueNode() ? node.getValue() : null;
        return value == null ? "" : value.toString();
    }

    /** Byte for byte, but for the time and what is guessed about the sender. */
    private static boolean isSame(byte[] expected, byte @Nullable [] there) {
        return there != null
                && ReasonText.withoutGuesses(withoutTime(expected))
                        .equals(ReasonText.withoutGuesses(withoutTime(there)));
    }

    /** Unescaped quotes are in no value of JSON, so that the first such member is the time. */
    private static String withoutTime(byte[] line) {
        return new String(line, UTF_8).replaceFirst(",\"" + TIME + "\":\"[^\"]*\"", "");
    }
}
