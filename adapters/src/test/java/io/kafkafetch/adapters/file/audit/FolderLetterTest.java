package io.kafkafetch.adapters.file.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.payload.Keys;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.payload.SealingKey;
import io.kafkafetch.application.audit.evidence.Difference;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A dead letter of a folder is what it should be, whatever is kept of its record, and of what it is not nothing is shown. */
class FolderLetterTest {

    private static final Payload SEALED =
            new Payload.Encrypted(SealingKey.read(Keys.rsa().publicText()));
    private static final List<Payload> PAYLOADS = List.of(Payload.FULL, Payload.OMITTED, SEALED);

    private static DeadLetter letter(String key, String value, RecordFault fault) {
        return new DeadLetter(
                new Origin(new Partition("user-login", 0), 4),
                List.of(new Reason.OfRecord(fault)),
                new Original(
                        key.getBytes(UTF_8),
                        value.getBytes(UTF_8),
                        List.of(new Original.Header("h", "secret".getBytes(UTF_8)))));
    }

    private static Optional<Difference> difference(DeadLetter expected, Payload payload, DeadLetter there) {
        return difference(expected, new DeadLetterEncoder(payload, Instant::now).value(there));
    }

    private static Optional<Difference> difference(DeadLetter expected, byte[] line) {
        return FolderLetter.difference(expected, new Original(null, line, List.of()));
    }

    @Test
    void theSameLetterDiffersInNothing() {
        DeadLetter letter = letter("key", "secret \",\"failed_at\":\"x\"", RecordFault.NOT_JSON);

        for (Payload payload : PAYLOADS) {
            assertThat(difference(letter, payload, letter)).as("%s", payload).isEmpty();
        }
    }

    @Test
    void anotherRecordIsSeenWhereItIsKept() {
        DeadLetter letter = letter("key", "secret 1", RecordFault.NOT_JSON);

        assertThat(difference(letter, Payload.FULL, letter("key", "secret 2", RecordFault.NOT_JSON)))
                .contains(new Difference("value", "of the record", ""));
        assertThat(difference(letter, Payload.FULL, letter("kex", "secret 1", RecordFault.NOT_JSON)))
                .contains(new Difference("key", "of the record", ""));
        assertThat(difference(letter, Payload.OMITTED, letter("key", "a longer one", RecordFault.NOT_JSON)))
                .contains(new Difference("value_omitted", "of the record", ""));
    }

    @Test
    void whatAnEarlierVersionDidNotGuessIsNoDifference() {
        DeadLetter letter = new DeadLetter(
                new Origin(new Partition("user-login", 0), 4),
                List.of(new Reason.OfField(LoginField.TIMESTAMP, FieldFault.IN_MILLISECONDS)),
                new Original(null, new byte[] {'x'}, List.of()));
        String line = new String(new DeadLetterEncoder(Instant::now).value(letter), UTF_8);

        assertThat(line).contains(", it looks like milliseconds");
        assertThat(difference(
                        letter, line.replace(", it looks like milliseconds", "").getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void anotherReasonIsSeenWhateverIsKept() {
        DeadLetter letter = letter("key", "secret", RecordFault.NOT_JSON);

        for (Payload payload : PAYLOADS) {
            assertThat(difference(letter, payload, letter("key", "secret", RecordFault.NOT_UTF8)))
                    .isPresent()
                    .hasValueSatisfying(found -> assertThat(found.toString()).doesNotContain("secret"));
        }
    }

    @Test
    void aMemberMoreAndAnotherSpellingAreSeen() {
        DeadLetter letter = letter("key", "secret", RecordFault.NOT_JSON);
        String line = new String(new DeadLetterEncoder(Payload.FULL, Instant::now).value(letter), UTF_8);

        assertThat(difference(letter, line.replaceFirst("\\{", "{\"more\":1,").getBytes(UTF_8)))
                .contains(new Difference("members", "", "1 more"));
        assertThat(difference(letter, line.replaceFirst("\\{", "{ ").getBytes(UTF_8)))
                .contains(new Difference("letter", "as it is written", "other spelling, the same content"));
    }
}
