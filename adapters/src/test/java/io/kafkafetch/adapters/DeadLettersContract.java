package io.kafkafetch.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What dead letters and their log promise, wherever they are: {@link Letters}, {@link LetterLog} and {@link ReplayOutlet}. */
public abstract class DeadLettersContract {

    private static final Partition LOGINS = new Partition("user-login", 3);
    private static final Instant TIME = Instant.parse("2026-01-05T09:00:07Z");

    /** Publishes these letters, and returns their names. */
    protected abstract List<LetterId> publish(List<DeadLetter> letters) throws Exception;

    protected abstract Letters letters();

    protected abstract LetterLog log();

    /** A new outlet; its records go to {@code target()}. */
    protected abstract ReplayOutlet outlet();

    protected abstract String target();

    /** The values of all records that were sent. */
    protected abstract List<String> sent() throws Exception;

    private static DeadLetter letter(long offset, String value) {
        return new DeadLetter(
                new Origin(LOGINS, offset),
                List.of(
                        new Reason.OfField(LoginField.IP, FieldFault.BLANK),
                        new Reason.OfField(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE)),
                new Original(
                        "a key".getBytes(UTF_8),
                        value.getBytes(UTF_8),
                        List.of(
                                new Original.Header("trace", new byte[] {(byte) 0xff, 1}),
                                new Original.Header("none", null),
                                new Original.Header("__dlq.errors.replay-count", "2".getBytes(UTF_8)),
                                new Original.Header("__dlq.errors.letter", "dead-0@9".getBytes(UTF_8)))));
    }

    private List<Letter> read(LetterFilter filter, int most) throws Exception {
        List<Letter> read = new ArrayList<>();
        letters().<RuntimeException>read(filter, letter -> {
            read.add(letter);
            return read.size() < most;
        });
        return read;
    }

    private static String value(Letter letter) {
        return new String(((Content.Whole) letter.content()).original().value(), UTF_8);
    }

    private Replay replay(LetterId letter, String value) {
        String topic = target();
        return new Replay(
                letter, letter, topic, OptionalInt.of(0), new Original(null, value.getBytes(UTF_8), List.of()), 1, "");
    }

    private Marker marker(LetterId letter, LetterState state) {
        return new Marker(letter, state, "run-1", "", state == LetterState.REPLAYED ? target() : "", TIME, "why");
    }

    @Test
    void lettersAreReadInTheirOrderWithAllOfTheirRecords() throws Exception {
        List<LetterId> ids = publish(List.of(letter(4, "first"), letter(5, "second")));

        List<Letter> read = read(LetterFilter.ALL, 10);

        assertThat(read).extracting(Letter::id).isEqualTo(ids);
        Letter first = read.getFirst();
        assertThat(first.failure().origin()).contains(new Origin(LOGINS, 4));
        assertThat(first.failure().reasons())
                .containsExactly(new LetterReason("blank", "ip"), new LetterReason("out-of-range", "timestamp"));
        assertThat(first.failure().replays()).isEqualTo(2);
        assertThat(first.failure().first()).contains(LetterId.parse("dead-0@9").orElseThrow());
        Original original = ((Content.Whole) first.content()).original();
        assertThat(original.key()).isEqualTo("a key".getBytes(UTF_8));
        assertThat(original.value()).isEqualTo("first".getBytes(UTF_8));
        assertThat(original.headers()).extracting(Original.Header::name).containsExactly("trace", "none");
        assertThat(original.headers().getFirst().value()).isEqualTo(new byte[] {(byte) 0xff, 1});
        assertThat(original.headers().getLast().value()).isNull();
    }

    @Test
    void namedLettersAloneAreReadAndAReaderMayHaveEnough() throws Exception {
        List<LetterId> ids = publish(List.of(letter(1, "a"), letter(2, "b"), letter(3, "c"), letter(4, "d")));
        LetterId nobody = new LetterId(ids.getFirst().partition(), 99);

        assertThat(read(LetterFilter.named(Set.of(ids.get(3), nobody, ids.get(1))), 10))
                .extracting(DeadLettersContract::value)
                .containsExactly("b", "d");
        assertThat(read(LetterFilter.named(Set.of(ids.get(3), ids.get(1))), 1)).hasSize(1);
        assertThat(read(LetterFilter.ALL, 3)).hasSize(3);
    }

    @Test
    void withoutALogAllLettersAreOpen() throws Exception {
        LetterId id = publish(List.of(letter(1, "a"))).getFirst();

        assertThat(log().read().of(id)).isEqualTo(LetterState.OPEN);
        assertThat(log().history(id)).isEmpty();
    }

    @Test
    void recordsAndWhatTheLogSaysAreThereTogether() throws Exception {
        List<LetterId> ids = publish(List.of(letter(1, "a"), letter(2, "b"), letter(3, "c")));
        try (ReplayOutlet outlet = outlet()) {
            LetterStates before = outlet.open();
            outlet.commit(List.of(), List.of(marker(ids.get(0), LetterState.PARKED)));
            outlet.commit(
                    List.of(replay(ids.get(0), "one"), replay(ids.get(1), "two")),
                    List.of(marker(ids.get(0), LetterState.REPLAYED), marker(ids.get(1), LetterState.REPLAYED)));

            assertThat(before.of(ids.get(0))).isEqualTo(LetterState.OPEN);
        }

        assertThat(sent()).containsExactly("one", "two");
        assertThat(ids.stream().map(id -> states().of(id)))
                .containsExactly(LetterState.REPLAYED, LetterState.REPLAYED, LetterState.OPEN);
        assertThat(log().history(ids.get(0)).getLast()).isEqualTo(marker(ids.get(0), LetterState.REPLAYED));
    }

    @Test
    void aRunKnowsWhatEarlierOnesDid() throws Exception {
        List<LetterId> ids = publish(List.of(letter(1, "a"), letter(2, "b")));
        for (LetterId id : ids) {
            try (ReplayOutlet outlet = outlet()) {
                outlet.open();
                outlet.commit(List.of(replay(id, "x")), List.of(marker(id, LetterState.REPLAYED)));
            }
        }

        try (ReplayOutlet outlet = outlet()) {
            LetterStates states = outlet.open();
            assertThat(ids).allMatch(id -> states.of(id) == LetterState.REPLAYED);
        }
        assertThat(sent()).hasSize(2);
    }

    private LetterStates states() {
        try {
            return log().read();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
