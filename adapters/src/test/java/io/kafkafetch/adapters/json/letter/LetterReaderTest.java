package io.kafkafetch.adapters.json.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.payload.Keys;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.payload.SealingKey;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Originals.Found;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger of a folder writes of a dead letter is read back, whatever it keeps of the record. */
class LetterReaderTest {

    private static final Instant TIME = Instant.parse("2026-01-05T09:00:00.123Z");
    private static final LetterId ID = LetterId.parse("dead-letters-1@17").orElseThrow();
    private static final byte[] BINARY = {(byte) 0xff, 0, 10};

    private static DeadLetter letter(byte @Nullable [] key, byte @Nullable [] value, Original.Header... headers) {
        return new DeadLetter(
                new Origin(new Partition("user-login", 3), 41),
                List.of(new Reason.OfRecord(RecordFault.NOT_JSON)),
                new Original(key, value, List.of(headers)));
    }

    private static Letter read(Payload payload, DeadLetter letter) {
        return LetterReader.read(ID, new DeadLetterEncoder(payload, () -> TIME).value(letter));
    }

    private static Original.Header header(String name, String value) {
        return new Original.Header(name, value.getBytes(UTF_8));
    }

    @Test
    void aWholeLetterIsReadBackByteForByte() {
        Letter letter = read(Payload.FULL, letter(BINARY, "no \"JSON\" \n ü".getBytes(UTF_8), header("a", "b")));

        assertThat(letter.id()).isEqualTo(ID);
        assertThat(letter.published()).isEqualTo(TIME);
        assertThat(letter.failure().origin()).contains(new Origin(new Partition("user-login", 3), 41));
        assertThat(letter.failure().reasons()).containsExactly(new LetterReason("not-json", ""));
        assertThat(letter.failure().at()).isEqualTo(TIME);
        assertThat(letter.failure().replays()).isZero();
        Original original = ((Content.Whole) letter.content()).original();
        assertThat(original.key()).isEqualTo(BINARY);
        assertThat(original.value()).isEqualTo("no \"JSON\" \n ü".getBytes(UTF_8));
        assertThat(original.headers()).singleElement().satisfies(header -> {
            assertThat(header.name()).isEqualTo("a");
            assertThat(header.value()).isEqualTo("b".getBytes(UTF_8));
        });
    }

    @Test
    void aTombstoneIsReadBack() {
        Original original =
                ((Content.Whole) read(Payload.FULL, letter(null, null)).content()).original();

        assertThat(original.key()).isNull();
        assertThat(original.value()).isNull();
    }

    @Test
    void whatWasLeftOutIsSaid() {
        Content content = read(Payload.OMITTED, letter(BINARY, "value".getBytes(UTF_8), header("a", "b")))
                .content();

        assertThat(content).isInstanceOfSatisfying(Content.Incomplete.class, incomplete -> {
            assertThat(incomplete.keyBytes()).isEqualTo(OptionalInt.of(3));
            assertThat(incomplete.valueBytes()).isEqualTo(OptionalInt.of(5));
            assertThat(incomplete.headers()).isEqualTo(OptionalInt.of(1));
            assertThat(incomplete.isSealed()).isFalse();
        });
    }

    @Test
    void anEncryptedLetterIsOpenedByItsKeyAlone() {
        Keys keys = Keys.rsa();
        Content.Sealed sealed = (Content.Sealed) read(
                        new Payload.Encrypted(SealingKey.read(keys.publicText())),
                        letter(
                                BINARY,
                                "value".getBytes(UTF_8),
                                header("a", "b"),
                                header("__dlq.errors.letter", "x-0@1")))
                .content();

        assertThat(new SealedLetters(Optional.of(OpeningKey.read(keys.privateText()))).open(sealed))
                .isInstanceOfSatisfying(Found.Whole.class, found -> {
                    assertThat(found.original().key()).isEqualTo(BINARY);
                    assertThat(found.original().value()).isEqualTo("value".getBytes(UTF_8));
                    assertThat(found.original().headers())
                            .extracting(Original.Header::name)
                            .containsExactly("a");
                });
        assertThat(new SealedLetters(Optional.of(OpeningKey.read(Keys.rsa().privateText()))).open(sealed))
                .isEqualTo(
                        new Found.Nothing("they are encrypted for another key than that of --private-key, or damaged"));
        assertThat(new SealedLetters(Optional.empty()).open(sealed))
                .isEqualTo(new Found.Nothing("they are encrypted: --private-key FILE opens them"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON secret",
                "{\"topic\":\"t\",\"partition\":0}",
                "{\"failed_at\":\"secret\"}",
                "{\"failed_at\":\"2026-01-05T09:00:00Z\",\"topic\":\"t\",\"partition\":0,\"offset\":1,\"reasons\":[]}",
                "{\"failed_at\":\"2026-01-05T09:00:00Z\",\"topic\":\"t\",\"partition\":0,\"offset\":1,"
                        + "\"reasons\":[{\"code\":\"x\"}],\"value_base64\":\"secret\u0001\"}"
            })
    void aLineThatIsNoLetterIsNotQuoted(String line) {
        assertThatThrownBy(() -> LetterReader.read(ID, line.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
